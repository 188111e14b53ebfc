"""Putting on the public shelf what anyone needs to count again: the ballots, the result, the whole zip."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from tequio.core.ballotbox import heads
from tequio.foundation.jobs.app import queue_once
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Board, Count
from tequio.participation.ballots.services.boards import board_secret
from tequio.participation.editions.models import Edition
from tequio.publishing.opendata import services as opendata

FILES = "ballots.files"
ZIP = "recuento.zip"
_READABLE = 0o644 << 16

Pieces = Iterable[bytes]


def ask_files(*, count_id: int) -> None:
    """Ask the worker to write the files of a public count."""
    queue_once(FILES, once=f"{FILES}-{count_id}", count_id=count_id)


def write_files(*, count_id: int, at: datetime) -> None:
    """Write the files of a public count: the ballots of each envelope, the result, and the zip of a recount.

    Each is written whole and renamed. Run twice, it writes the same bytes. In memory stand the different
    ballots of the box and the file of one envelope.

    Args:
        count_id: which; one that is not public writes nothing.
        at: now.
    """
    count = Count.objects.select_related("edition__territory").get(pk=count_id)
    if count.published_at is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        whole, beside = Path(folder, "whole"), Path(folder, "one")
        sums: list[str] = []
        found = queries.takeaway(count)
        for name, content in found.apart():
            _write(beside, content)
            _publish(count, name, beside, at=at)
        for name, content in found.packed():
            sums.append(f"{_write(beside, content)}  {name}\n")
            _zipped(whole, name, beside)
        for name, content in _seals(count.edition, "".join(sums).encode()):
            _write(beside, content)
            _zipped(whole, name, beside)
        _publish(count, ZIP, whole, at=at)


def _seals(edition: Edition, sums: bytes) -> Iterator[tuple[str, Pieces]]:
    """Give the checksums of all the files, and the signature of the checksums with the key of the board."""
    yield "SHA256SUMS", [sums]
    board = Board.objects.filter(edition=edition).first()
    if board is not None and not edition.imported_from:
        yield "SHA256SUMS.sig", [heads.sign_bytes(sums, board_secret(edition, board))]


def _write(path: Path, content: Pieces) -> str:
    """Write a file piece by piece and return its SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in content:
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _zipped(whole: Path, name: str, content: Path) -> None:
    """Add a file to the zip, with the first date that a zip can say and a mode: same content, same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _READABLE
    with (
        zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(entry, "w", force_zip64=True) as target,
        content.open("rb") as source,
    ):
        while piece := source.read(1 << 20):
            target.write(piece)


def _publish(count: Count, name: str, path: Path, *, at: datetime) -> None:
    kinds = {"zip": "application/zip", "json": "application/json", "pb": "text/csv"}
    opendata.publish_file(
        key=queries.shelf_key(count, name),
        dataset=queries.DATASET,
        media_type=kinds[name.rsplit(".", 1)[-1]],
        content=path,
        at=at,
    )
