"""A zip whose bytes depend on its content alone: no date, no machine; written as it is read."""

import zipfile
from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import Any

from tequio.core.tally.audit.files import Entry

_LEVEL = 6
_FILE = 0o100644 << 16  # a plain file that anybody may read
_BLOCK = 1 << 16


class _Pipe(RawIOBase):
    """Something to write to, from which the bytes are taken again. It cannot go back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        content = bytes(data)
        self._held += content
        return len(content)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        found = bytes(self._held)
        self._held.clear()
        return found


def stream(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the bytes of a zip with these files, in their order.

    Args:
        entries: names and contents in chunks; each is read to its end before the next file is asked for.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, chunks in entries:
            told = zipfile.ZipInfo(name)  # 1 January 1980
            told.compress_type = zipfile.ZIP_DEFLATED
            told.external_attr = _FILE
            told.create_system = 3
            with archive.open(told, "w", force_zip64=True) as out:
                for block in _blocks(chunks):
                    out.write(block)
                    if ready := pipe.taken():
                        yield ready
    yield pipe.taken()


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in blocks of even size, so that how they came does not change the zip."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= _BLOCK:
            yield bytes(held[:_BLOCK])
            del held[:_BLOCK]
    if held:
        yield bytes(held)
