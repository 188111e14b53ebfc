"""What the environment says, read once and typed. Every variable is described in docs/operate/settings.md."""

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

_ROOT_DATA = Path("/var/lib/tequio")


def text(name: str, default: str = "") -> str:
    """Return the variable ``TEQUIO_<name>``, or the default where it is unset or empty."""
    return os.environ.get(f"TEQUIO_{name}") or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether ``TEQUIO_<name>`` says yes (``1``, ``true``, ``yes``, ``on``)."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """Return the whole number of ``TEQUIO_<name>``, or the default.

    Raises:
        ValueError: if it is not one.
    """
    value = text(name)
    if value and not value.isdecimal():
        raise ValueError(f"TEQUIO_{name} debe ser un número entero, no «{value}»")
    return int(value) if value else default


def listing(name: str, default: str = "") -> list[str]:
    """Return the comma-separated values of ``TEQUIO_<name>``."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def origin(url: str) -> list[str]:
    """Return scheme and host of an address as a policy names them, or nothing for an empty address."""
    found = urlsplit(url.replace("{s}", "*"))
    return [f"{found.scheme}://{found.netloc}"] if found.netloc else []


def data_dir() -> Path:
    """Return the folder of everything that must be kept: database, uploads, published files, keys.

    ``TEQUIO_DATA_DIR``, else ``/var/lib/tequio`` as root, else the user's own data folder (XDG).
    """
    if chosen := text("DATA_DIR"):
        return Path(chosen)
    if os.geteuid() == 0:
        return _ROOT_DATA
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "tequio"


def demonstration() -> bool:
    """Return whether this is a demonstration, which has a database and files of its own."""
    return flag("DEMONSTRATION")


def files_dir() -> Path:
    """Return the folder of uploads, published and static files: the data folder, or the demonstration's."""
    return data_dir() / "demonstration" if demonstration() else data_dir()


def secret_key() -> str:
    """Return ``TEQUIO_SECRET_KEY``, or a key made once and kept in the data folder, readable by its owner."""
    if chosen := text("SECRET_KEY"):
        return chosen
    path = data_dir() / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    return kept(path, lambda: secrets.token_urlsafe(50))


def kept(path: Path, make: Callable[[], str]) -> str:
    """Return the text of a file that is made once, readable by its owner alone.

    Of two processes that make it at the same time one wins and both return the same text; a disk that fills
    up leaves no half of it.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
    return path.read_text()
