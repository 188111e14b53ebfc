"""The releases that a stream holds, whatever carries them: packages, records, lists, or one per line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import orjson

from tequio.core.ocds.reading import Carried, Reader, UnreadableError, head, parse

Json = dict[str, Any]
_NOTHING = "No es un archivo de contrataciones abiertas: no hay «releases», «records» ni «ocid»."
_EMPTY = "El archivo está vacío."
_WRAPPER = "arrayReleasePackage"  # in which the national capture tool wraps the packages of a year


class Input(Protocol):
    """What is read, once."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes."""


Announce = Callable[[Mapping[str, Any] | None], None]


def releases_in(source: Input, announce: Announce) -> Iterator[tuple[Json, bytes]]:
    """Yield every release of a stream, parsed and as bytes, in the order of the file.

    Releases that a record only points to are not there to be read, and are passed over.

    Args:
        source: an open binary stream, uncompressed.
        announce: called after each document: with the fields of a package, but for what it carries; with None
            after a release or record that came in no package.

    Raises:
        UnreadableError: if it cannot be read as JSON, or has nothing of OCDS in it.
    """
    reader = Reader(source.read)
    if not reader.peek():
        raise UnreadableError(_EMPTY)
    while start := reader.peek():
        if start == b"[":
            for raw in reader.items():
                yield from _document(parse(raw), announce)
        elif start == b"{":
            yield from _object(reader, announce)
        else:
            parse(reader.value())
            raise UnreadableError(_NOTHING)


def _object(reader: Reader, announce: Announce) -> Iterator[tuple[Json, bytes]]:
    found = head(reader, {})
    if found.whole:
        yield from _document(found.fields, announce)
        return
    fields = found.fields
    while found.carries is not None:
        yield from _carried(reader, found.carries)
        fields = {**found.fields, "": None}  # so that the object is gone on with, not begun
        found = head(reader, fields)
    announce(None if "ocid" in found.fields else {key: value for key, value in found.fields.items() if key})


def _carried(reader: Reader, kind: Carried) -> Iterator[tuple[Json, bytes]]:
    for raw in reader.items():
        item = parse(raw)
        if kind == "records":
            yield from _of_record(item)
        elif isinstance(item, dict):
            yield item, bytes(raw)


def _document(document: Any, announce: Announce) -> Iterator[tuple[Json, bytes]]:
    """Yield the releases of a document that was read whole."""
    if not isinstance(document, dict):
        raise UnreadableError(_NOTHING)
    if isinstance(packages := document.get(_WRAPPER), list):
        for one in packages:
            yield from _document(one, announce)
        return
    carried = next((name for name in ("records", "releases") if isinstance(document.get(name), list)), "")
    if not carried and not document.keys() & {"ocid", "date"}:
        raise UnreadableError(_NOTHING)
    for one in document[carried] if carried == "records" else (document,):
        yield from _of_record(one)
    bare = not carried or "ocid" in document
    announce(None if bare else {key: value for key, value in document.items() if key != carried})


def _of_record(record: Any) -> Iterator[tuple[Json, bytes]]:
    """Yield the releases of a record or package that are whole; a release is its own."""
    if not isinstance(record, dict):
        return
    inner = record.get("releases")
    for one in inner if isinstance(inner, list) else ([record] if "releases" not in record else []):
        if isinstance(one, dict) and not _is_link(one):
            yield one, orjson.dumps(one)


def _is_link(release: Json) -> bool:
    return "url" in release and "ocid" not in release
