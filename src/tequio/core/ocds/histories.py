"""Histories of processes in files of others: packages, records, lines, the old tool's dumps (REPAIR-17).

Every release is mended, checked and put in its place. A process with an error that cannot be mended comes in
whole or not at all.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

import orjson

from tequio.core.ocds.profile.extensions import EXTENSIONS
from tequio.core.ocds.reading import BOM, UnreadableError, parse
from tequio.core.ocds.repair import People, Repair, repaired
from tequio.core.ocds.validation.checker import Checker, Options
from tequio.core.ocds.validation.findings import Finding, is_valid

LARGEST = 512 << 20  # bytes of an unpacked file
_GZIP = b"\x1f\x8b"
_NOTHING = "No hay entregas de contrataciones abiertas en el archivo: falta «releases», «records» u «ocid»."
_ALL = frozenset(EXTENSIONS)


@dataclass(frozen=True, slots=True)
class Found:
    """One release as it will be kept."""

    id: str
    date: str
    document: bytes
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class History:
    """All releases of one process, the oldest first, and what was mended in them."""

    ocid: str
    releases: list[Found] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def flagged(self) -> bool:
        """Whether its ocid has no registered prefix: it is kept, since it is published already (REPAIR-15)."""
        return any(one.code == "bad_ocid" for release in self.releases for one in release.findings)


def read(data: bytes, *, zone: tzinfo = UTC) -> Iterator[History]:
    """Yield the history of each process in a file, in the order in which they are first met.

    Args:
        data: JSON or JSON Lines in UTF-8, plain or gzipped.
        zone: of times that name none.

    Raises:
        UnreadableError: if it is no JSON, or has nothing of OCDS in it.
    """
    raw: dict[str, list[tuple[dict[str, Any], str | None]]] = {}
    for release, published in _releases(_values(_unpacked(data)), None):
        raw.setdefault(str(release.get("ocid") or ""), []).append((release, published))
    if not raw:
        raise UnreadableError(_NOTHING)
    for ocid, several in raw.items():
        yield _history(ocid, several, zone)


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnreadableError("El archivo comprimido está cortado o dañado.") from None
    if len(found) > LARGEST:
        raise UnreadableError("El archivo descomprimido ocupa más de 512 MB. Divídalo.")
    return found


def _values(data: bytes) -> list[Any]:
    data = data.removeprefix(BOM)
    try:
        return [parse(data)]
    except UnreadableError:
        return list(_lines(data))


def _lines(data: bytes) -> Iterator[Any]:
    """Read one value after another, as JSON Lines and the dumps of some databases have them."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnreadableError("El texto no está en UTF-8. Guárdelo con esa codificación.") from None
    decoder, at = json.JSONDecoder(parse_constant=_no_constant), 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"No es JSON bien formado ({error}).") from None
        yield value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _releases(value: Any, published: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield each release in a value of any shape, with the date of its package."""
    if isinstance(value, list):
        for one in value:
            yield from _releases(one, published)
        return
    if not isinstance(value, dict):
        return
    published = value.get("publishedDate") if isinstance(value.get("publishedDate"), str) else published
    inside = next((value[name] for name in ("arrayReleasePackage", "records") if name in value), None)
    if inside is not None:
        yield from _releases(inside, published)
    elif "releases" in value or "compiledRelease" in value:
        yield from _of_record(value, published)
    elif "ocid" in value:
        yield value, published


def _of_record(value: dict[str, Any], published: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """A record's releases tell its history; where it only links to them, the compiled one is all there is."""
    releases = value.get("releases")
    listed = releases if isinstance(releases, list) else []
    whole = [one for one in listed if isinstance(one, dict) and "ocid" in one]
    if whole:
        for one in whole:
            yield one, published
    elif isinstance(value.get("compiledRelease"), dict):
        yield {"ocid": value.get("ocid"), **value["compiledRelease"]}, published


def _history(ocid: str, several: list[tuple[dict[str, Any], str | None]], zone: tzinfo) -> History:
    history, people = History(ocid), People()
    if not ocid:
        history.errors.append("Hay una entrega sin «ocid»: no se sabe de qué proceso es.")
        return history
    found: dict[str, Found] = {}
    for release, published in several:
        mended = repaired(release, zone=zone, published=published, people=people)
        history.repairs.extend(mended.repairs)
        one = _checked(mended.release, history)
        if one is not None:
            _keep(one, found, history)
    history.releases = sorted(found.values(), key=lambda one: (one.date, one.id))
    return history


def _checked(release: dict[str, Any], history: History) -> Found | None:
    checker = Checker(Options(), extensions=_ALL)
    checker.release(release, ())
    findings = checker.findings()
    if not is_valid(findings):
        said = [f"{one.path}: {one.message}" for one in findings if one.severity == "error"]
        history.errors.extend(said[:5])
        return None
    return Found(str(release["id"]), str(release["date"]), orjson.dumps(release), tuple(findings))


def _keep(one: Found, found: dict[str, Found], history: History) -> None:
    """Keep a release; of those that share an id and say something else, the later gets an id of its own."""
    same = found.get(one.id)
    if same is None:
        found[one.id] = one
    elif same.document != one.document:
        number = 2
        while f"{one.id}-{number}" in found:
            number += 1
        other = f"{one.id}-{number}"
        history.repairs.append(Repair("REPAIR-12", "/id", one.id, other))
        document = orjson.dumps({**orjson.loads(one.document), "id": other})
        found[other] = Found(other, one.date, document, one.findings)
