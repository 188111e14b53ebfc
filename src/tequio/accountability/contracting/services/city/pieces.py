"""The files of the whole city, each under a name that holds its hash: what was published is never written over.

A piece is written to a temporary folder first, plain and compressed at once, and goes to the public storage
when its hash is known. Nothing points to it until the manifest does.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tequio.accountability.contracting.services import shelf
from tequio.core.ocds import packages
from tequio.core.ocds.values import stamp
from tequio.publishing.opendata.adapters import shelf as storage

FOLDER = f"{shelf.DATASET}/conjunto"
LARGEST = 1_000_000_000  # bytes, unpacked (OCDS, publication guidance: bulk files)
LARGEST_ZIPPED = 10_000_000  # bytes, compressed (the same)
HEAVIEST = 250_000  # awards and contracts (the same)
_WAITING = 300_000  # bytes that a compressor may still hold back when it is asked how much it wrote
_BLOCK = 1 << 18
_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
GZIP, LINES = "application/gzip", "application/jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of the city's set, as the manifest lists it."""

    name: str  # stable, such as entregas-2026-11.json.gz
    contents: str  # releases, records, compiled, tables…
    period: str
    media_type: str
    size: int  # bytes
    unpacked: int  # bytes
    sha256: str
    count: int  # of releases, records or rows
    until: str  # the newest date in it

    @property
    def stored(self) -> str:
        """The file's name with its hash: under it these bytes stand, and never others."""
        stem, dot, ending = self.name.partition(".")
        return f"{stem}.{self.sha256[:16]}{dot}{ending}"

    @property
    def key(self) -> str:
        """Where it stands in the public storage."""
        return piece_key(self.stored)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def piece_key(stored: str) -> str:
    """Return where the piece of this name stands in the public storage."""
    return f"{FOLDER}/{stored}"


@dataclass(slots=True)
class Sink:
    """A file that is being written, plain or compressed, with its hash and its length."""

    path: Path
    compressed: bool
    size: int = 0
    unpacked: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)
    _waiting: list[bytes] = field(default_factory=list)
    _held: int = 0
    _deflate: Any = None

    def __post_init__(self) -> None:
        self.path.unlink(missing_ok=True)
        if self.compressed:
            self._deflate = zlib.compressobj(_LEVEL, wbits=_GZIP)

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._waiting.append(data)
        self._held += len(data)
        self.unpacked += len(data)
        if self._held >= _BLOCK:
            self._flush()

    def _flush(self) -> None:
        block = b"".join(self._waiting)
        self._waiting, self._held = [], 0
        self._put(self._deflate.compress(block) if self._deflate else block)

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self.size += len(data)
        with self.path.open("ab") as file:
            file.write(data)

    def close(self) -> str:
        """Write what is left. Returns the SHA-256 in hexadecimal."""
        self._flush()
        if self._deflate:
            self._put(self._deflate.flush())
        return str(self._digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Item:
    """A release or record on its way into files."""

    data: bytes
    weight: int
    date: datetime
    line: bytes | None = None  # what stands in JSON Lines, where it is something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a stretch of releases or records is written as."""

    stem: str  # entregas-2026-11
    contents: packages.Carried
    period: str
    lines: tuple[str, str]  # the stem and the contents of its JSON Lines
    plain: bool  # whether the files stand uncompressed, too


def write(series: Series, items: Iterable[Item], folder: Path) -> list[Piece]:
    """Write a stretch as packages and JSON Lines in parts within the standard's limits, and store them.

    Args:
        series: what it is and how it is called.
        items: releases or records in their order; a part is closed before it would go over a limit.
        folder: for what is being written.
    """
    found: list[Piece] = []
    part: _Part | None = None
    number = 0
    for item in items:
        if part is None or part.is_full(item):
            found += part.close() if part else []
            number += 1
            part = _Part(series, number, folder)
        part.add(item)
    return found + (part.close() if part else [])


class _Part:
    """One numbered part: a package and its JSON Lines, compressed and perhaps plain, written side by side."""

    def __init__(self, series: Series, number: int, folder: Path) -> None:
        after = f"-parte-{number}" if number > 1 else ""
        self.series = series
        self.package, self.lines = f"{series.stem}{after}.json", f"{series.lines[0]}{after}.jsonl"
        self.count = self.weight = 0
        self.newest = datetime.min.replace(tzinfo=UTC)
        endings = ("", ".gz") if series.plain else (".gz",)
        self.packed = [Sink(folder / f"{self.package}{end}", bool(end)) for end in endings]
        self.listed = [Sink(folder / f"{self.lines}{end}", bool(end)) for end in endings]
        head = packages.opening(shelf.envelope(f"{shelf.DATASET}/{self.package}", self.newest), series.contents)
        self._pack(head)

    def is_full(self, item: Item) -> bool:
        zipped = self.packed[-1]
        return bool(self.count) and (
            self.weight + item.weight > HEAVIEST
            or zipped.unpacked + len(item.data) > LARGEST
            or zipped.size + len(item.data) + _WAITING > LARGEST_ZIPPED
        )

    def add(self, item: Item) -> None:
        self._pack(b",\n" + item.data if self.count else item.data)
        line = (item.line or item.data) + b"\n"
        for sink in self.listed:
            sink.write(line)
        self.count += 1
        self.weight += item.weight
        self.newest = max(self.newest, item.date)

    def _pack(self, data: bytes) -> None:
        for sink in self.packed:
            sink.write(data)

    def close(self) -> list[Piece]:
        self._pack(packages.closing(self.newest))
        packed = [self._piece(sink, self.series.contents, shelf.JSON) for sink in self.packed]
        return packed + [self._piece(sink, self.series.lines[1], LINES) for sink in self.listed]

    def _piece(self, sink: Sink, contents: str, media_type: str) -> Piece:
        return stored(
            sink,
            name=sink.path.name,
            contents=contents,
            period=self.series.period,
            media_type=GZIP if sink.compressed else media_type,
            count=self.count,
            until=stamp(self.newest),
        )


def stored(sink: Sink, **said: Any) -> Piece:
    """Finish a file and put it in the public storage under its hash, unless it stands there already."""
    digest = sink.close()
    piece = Piece(size=sink.size, unpacked=sink.unpacked, sha256=digest, **said)
    keep(piece, sink.path)
    sink.path.unlink()
    return piece


def keep(piece: Piece, path: Path) -> None:
    """Put a finished file in the public storage under its hash, unless it stands there already."""
    if not storage.holds(piece.key, piece.size):
        storage.adopt(piece.key, path)


def read(piece: Piece) -> Iterator[bytes]:
    """Yield the bytes of a piece that stands."""
    with storage.public().open(piece.key) as file:
        while block := file.read(_BLOCK):
            yield block


def prune(wanted: set[str], *, older_than: datetime) -> list[str]:
    """Delete every piece that is not wanted and was not written just now, and return their names."""
    public = storage.public()
    try:
        _folders, names = public.listdir(FOLDER)
    except FileNotFoundError:
        return []
    gone = [name for name in names if name not in wanted and _older(f"{FOLDER}/{name}", older_than)]
    for name in gone:
        public.delete(f"{FOLDER}/{name}")
    return gone


def _older(key: str, than: datetime) -> bool:
    modified: Callable[[str], datetime] = storage.public().get_modified_time
    return modified(key) < than
