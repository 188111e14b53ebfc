"""The manifest: the one file that says which files make up the city's set. Replacing it is the switch."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection, transaction

from tequio.accountability.contracting.models import Segment
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.services.city import pieces
from tequio.accountability.contracting.services.city.pieces import Piece
from tequio.accountability.contracting.services.processes import official, prefix
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.services import publish_file

KEY = f"{shelf.DATASET}/manifiesto.json"
KEPT = timedelta(hours=6)  # for whoever is still reading what an older manifest names
SHOWN = "shown"  # the segment that remembers which pieces a manifest named
_CHECKED = frozenset({"releases", "records", "compiled"})  # only valid releases are ever stored


def switch(*, at: datetime) -> bool:
    """Make the set of files that the segments name the published one, all at once. Returns whether it changed.

    The pieces stand already, each under its hash; a reader of the old manifest goes on finding the old ones.
    """
    with _alone():
        listed = current()
        content = orjson.dumps(_manifest(listed), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        before = PublishedFile.objects.filter(pk=KEY).values_list("sha256", flat=True).first()
        changed = before is None or bytes(before) != hashlib.sha256(content).digest()
        if changed:
            publish_file(key=KEY, dataset=shelf.DATASET, media_type=shelf.JSON, content=content, at=at)
            _remember({one.stored for one in listed}, at)
    return changed


def _remember(names: set[str], at: datetime) -> None:
    """Keep since when each piece is shown no longer: some reader may still have the manifest that names it."""
    past = _shown() | dict.fromkeys(names, "")
    held = {name: "" if name in names else since or at.isoformat() for name, since in past.items()}
    _keep(held)


def _shown() -> dict[str, str]:
    """Return every piece that was ever named and still stands, with since when it is named no longer."""
    rows = Segment.objects.filter(kind=SHOWN).values_list("pieces", flat=True)
    return {one["stored"]: one["since"] for pieces in rows for one in pieces}


def _keep(held: dict[str, str]) -> None:
    listed = [{"stored": name, "since": since} for name, since in sorted(held.items())]
    Segment.objects.update_or_create(kind=SHOWN, period="", defaults={"mark": "", "pieces": listed})


def current() -> list[Piece]:
    """Return the files of every segment, in the order of the manifest. One query."""
    found = Segment.objects.exclude(kind=SHOWN).order_by("kind", "period")
    return [Piece(**one) for segment in found for one in segment.pieces]


def refresh(*, at: datetime) -> list[str]:
    """Put each piece under its plain name, too, where another one stands. Returns the names."""
    listed = current()
    keys = {f"{shelf.DATASET}/{one.name}": one for one in listed}
    held = dict(PublishedFile.objects.filter(pk__in=keys).values_list("pk", "sha256"))
    done = []
    for key, piece in keys.items():
        if key in held and bytes(held[key]).hex() == piece.sha256:
            continue
        valid = True if piece.contents in _CHECKED else None
        publish_file(
            key=key,
            dataset=shelf.DATASET,
            media_type=piece.media_type,
            content=pieces.read(piece),
            at=at,
            valid=valid,
        )
        done.append(piece.name)
    return done


def prune(*, at: datetime) -> list[str]:
    """Delete the pieces that no manifest has named for some hours, or ever, and return their names."""
    limit = at - KEPT
    with _alone():
        shown = _shown()
        held = {
            name: since for name, since in shown.items() if not since or datetime.fromisoformat(since) > limit
        }
        if held != shown:
            _keep(held)
        return pieces.prune({*held, *(one.stored for one in current())}, older_than=limit)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one change what is shown at a time."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('contracting manifest', 0))")
        yield


def _manifest(listed: list[Piece]) -> dict[str, Any]:
    files = [_entry(one) for one in listed]
    newest = max((one.until for one in listed), default="")
    envelope = shelf.envelope(KEY, shelf.EPOCH)
    return {
        "uri": envelope.uri,
        "version": hashlib.sha256(orjson.dumps(files)).hexdigest()[:16],
        "publishedDate": newest,
        "publisher": {"name": envelope.publisher, "uri": envelope.publisher_uri},
        "license": envelope.license,
        "publicationPolicy": envelope.publication_policy,
        "prefix": prefix(),
        "official": official(),
        "files": files,
    }


def _entry(one: Piece) -> dict[str, Any]:
    return {
        "name": one.name,
        "contents": one.contents,
        "period": one.period,
        "url": shelf.address(f"{shelf.DATASET}/{one.name}"),
        "versionUrl": shelf.versioned_address(one.stored),
        "mediaType": one.media_type,
        "size": one.size,
        "unpackedSize": one.unpacked,
        "sha256": one.sha256,
        "count": one.count,
        "until": one.until,
    }
