"""Which engine counted: its version and the SHA-256 of its own source."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine of a count."""

    version: str
    sha256: str  # of the sources of core.tally, file after file in the order of their paths


@cache
def this() -> Engine:
    """Return the engine that is running."""
    digest = hashlib.sha256()
    for path, source in sorted(_sources(files("tequio.core.tally"), "")):
        digest.update(path.encode() + b"\0" + source.read_bytes() + b"\0")
    try:
        return Engine(version("tequio"), digest.hexdigest())
    except PackageNotFoundError:
        return Engine("", digest.hexdigest())


def recount_script() -> bytes:
    """Return the program that counts an audit file again."""
    return files("tequio.core.tally.audit").joinpath("recount.py").read_bytes()


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            found += _sources(entry, f"{path}/")
        elif entry.name.endswith(".py"):
            found.append((path, entry))
    return found
