"""Checking a stream: a package of any size, or several documents one after another (JSON Lines)."""

import io
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from tequio.core.ocds.reading import BOM, Carried, Head, Reader, UnreadableError, head, parse
from tequio.core.ocds.validation.checker import Checker, Options
from tequio.core.ocds.validation.documents import NotOpenContractingError, check_document, check_item
from tequio.core.ocds.validation.findings import Finding, Place

SMALL = 8 << 20  # bytes of a file that is read as a whole
_NOTHING = "No es un archivo de contrataciones abiertas: no hay «releases», «records», «ocid» ni «projects»."


class NothingOfOcdsError(UnreadableError):
    """The input is JSON, and no release, record or package of these."""

    def __init__(self) -> None:
        super().__init__(_NOTHING)


class Input(Protocol):
    """What is read: bytes, twice where it is asked to go back to the beginning."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes."""

    def seek(self, offset: int, /) -> int:
        """Go to a place."""

    def tell(self) -> int:
        """Return the place."""


def check_stream(source: Input, options: Options | None = None) -> list[Finding]:
    """Check what a stream holds: a package, a release, a record, a list of them, or one per line.

    In a list and in JSON Lines the paths begin with the document's index.

    Args:
        source: an open binary file. It may be asked to go back to its beginning.
        options: how to check.

    Raises:
        UnreadableError: if it cannot be read as JSON, or has nothing of OCDS in it.
    """
    checker = Checker(options or Options())
    beginning = source.read(SMALL + 1)
    if len(beginning) > SMALL:
        source.seek(0)
        _Stream(source, checker).run()
    elif not _check_whole(beginning, checker):
        _Stream(io.BytesIO(beginning), checker).run()
    return checker.findings()


def _check_whole(data: bytes, checker: Checker) -> bool:
    """Check a small file that is one JSON value. Return whether it is."""
    try:
        document = orjson.loads(data.removeprefix(BOM))
    except orjson.JSONDecodeError:
        return False
    if isinstance(document, list):
        if not document:
            raise NothingOfOcdsError
        for index, one in enumerate(document):
            _small(one, checker, (index,))
    else:
        _small(document, checker, ())
    return True


def _small(document: Any, checker: Checker, at: Place) -> None:
    try:
        check_document(document, checker, at)
    except NotOpenContractingError:
        raise NothingOfOcdsError from None


@dataclass(slots=True)
class _Stream:
    source: Input
    checker: Checker
    lines: int = 0

    def run(self) -> None:
        reader = Reader(self.source.read)
        while reader.peek():
            self._document(reader)
            self.lines += 1
        if not self.lines:
            raise UnreadableError("El archivo está vacío.")

    def _document(self, reader: Reader) -> None:
        start = reader.peek()
        if start == b"[":
            for index, raw in enumerate(reader.items()):
                _small(parse(raw), self.checker, (index,))
            return
        if start != b"{":
            parse(reader.value())
            raise NothingOfOcdsError
        found = head(reader, {})
        if found.carries is not None:
            self._package(reader, found, found.carries)
        else:
            several = self.lines > 0 or reader.peek() != b""
            _small(found.fields, self.checker, (self.lines,) if several else ())

    def _package(self, reader: Reader, found: Head, kind: Carried) -> None:
        at: Place = (self.lines,) if self.lines else ()
        fields = dict(found.fields)
        ahead = self.lines == 0 and not self.checker.options.ignore_extensions
        if ahead and "extensions" not in fields:
            self.checker.announce(self._rest())
        else:
            self.checker.announce(fields)
        count = 0
        for raw in reader.items():
            check_item(parse(raw), (*at, kind, count), kind, self.checker)
            count += 1
        fields |= _tail(reader, fields)
        self.checker.envelope(fields, kind, at=at, content=[{}] if count else [])

    def _rest(self) -> dict[str, Any]:
        """Read ahead what the package says after what it carries: its extensions decide how that is read."""
        here = self.source.tell()
        self.source.seek(0)
        reader = Reader(self.source.read)
        found = head(reader, {})
        for _ in reader.items():
            pass
        rest = _tail(reader, found.fields)
        self.source.seek(here)
        return rest


def _tail(reader: Reader, before: dict[str, Any]) -> dict[str, Any]:
    """Read the fields after a list that was carried. A second such list is passed over."""
    fields = {**before, "": None}
    found = head(reader, fields)
    while found.carries is not None:
        for _ in reader.items():
            pass
        found = head(reader, found.fields)
    return {name: value for name, value in found.fields.items() if name}
