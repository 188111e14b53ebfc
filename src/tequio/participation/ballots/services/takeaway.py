"""Putting on the public shelf what anyone needs to count again: the ballots, the result, the whole zip."""

import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from tequio.foundation.jobs.app import app
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Count
from tequio.publishing.opendata import services as opendata

FILES = "ballots.files"
ZIP = "recuento.zip"
RESULT = "resultado.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can say: same content, same bytes
_READABLE = 0o644 << 16

Pieces = Iterable[bytes]


def ask_files(*, count_id: int) -> None:
    """Ask the worker to write the files of a public count."""
    job = app.configure_task(FILES, lock=f"{FILES}-{count_id}", queueing_lock=f"{FILES}-{count_id}")
    try:
        with transaction.atomic():  # a savepoint: the refusal must not spoil the caller's transaction
            job.defer(count_id=count_id)
    except AlreadyEnqueued:
        return


def write_files(*, count_id: int, at: datetime) -> None:
    """Write the files of a public count: one Pabulib file for each envelope, the result, and all in one zip.

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
        for name, content in queries.takeaway(count):
            path = Path(folder, name.replace("/", "_"))
            _write(path, content)
            _zipped(Path(folder, ZIP), name, path)
            if name == RESULT or name.endswith(".pb"):
                _publish(count, name, path, at=at)
            path.unlink()
        _publish(count, ZIP, Path(folder, ZIP), at=at)


def _write(path: Path, content: Pieces) -> None:
    with path.open("wb") as file:
        for piece in content:
            file.write(piece)


def _zipped(whole: Path, name: str, content: Path) -> None:
    """Add a file to the zip, with a date and a mode that are always the same."""
    entry = zipfile.ZipInfo(name, _EPOCH)
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
