"""What a web process keeps in mind of live figures, so that many who look cost one reading a second."""

import random
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import close_old_connections
from django.utils import timezone

from tequio.participation.forums.models import Snapshot
from tequio.participation.forums.queries import figures as queries
from tequio.participation.forums.services import figures

READ_EVERY = 1.0  # seconds between two readings of what is shown, for each process
PATIENCE = timedelta(seconds=10)  # past its interval: the worker does not count, so who asks does
_REMEMBERED = 200  # exercises; beyond, all are forgotten
_SPREAD = 20  # per cent around the interval, so that not everybody comes back at once


@dataclass(slots=True)
class Board:
    """What is shown of one exercise, ready to be sent. ``version`` is empty while nothing is shown."""

    every: int  # milliseconds
    version: str
    final: bool
    event: bytes
    document: dict[str, Any] | None
    read_at: float

    def pause(self) -> int:
        """Return in how many milliseconds who looks should come again."""
        wide = self.every * _SPREAD // 100
        return random.randint(self.every - wide, self.every + wide)  # noqa: S311 - it spreads load, no secret


_boards: dict[str, Board | None] = {}
_reading = threading.Lock()


def board(slug: str) -> Board | None:
    """Return what is shown of a published exercise; None where there is no such exercise.

    It is read anew once per second at most, by one of those who ask; the others get what is in mind.
    """
    known = _boards.get(slug)
    if known is not None and time.monotonic() - known.read_at < READ_EVERY:
        return known
    if not _reading.acquire(blocking=known is None):
        return known
    try:
        known = _boards.get(slug)
        if known is not None and time.monotonic() - known.read_at < READ_EVERY:
            return known
        close_old_connections()  # whoever asks may stand before Django, which does this with each request
        return _remember(slug, _read(slug, known, timezone.now()))
    finally:
        close_old_connections()
        _reading.release()


def forget() -> None:
    """Forget every board."""
    _boards.clear()


def _remember(slug: str, found: Board | None) -> Board | None:
    if len(_boards) >= _REMEMBERED:
        _boards.clear()
    if found is not None:
        _boards[slug] = found
    else:
        _boards.pop(slug, None)
    return found


def _read(slug: str, known: Board | None, at: datetime) -> Board | None:
    """Read what is shown now; see to it that it is counted when its interval is over."""
    if known is None or not known.final:
        _see_to(slug, at)
    every = queries.interval(slug)
    if every is None:
        return None
    version = queries.version(slug)
    if known is not None and known.version == version:
        known.read_at = time.monotonic()
        return known
    return _drawn(queries.latest(slug), every * 1000)


def _see_to(slug: str, at: datetime) -> None:
    due = queries.is_due(slug, at)
    if due is None or due.late < timedelta(0):
        return
    if due.late >= PATIENCE:
        figures.refresh(forum_id=due.forum_id, at=at)
    else:
        figures.wake(due.forum_id)


def _drawn(shown: Snapshot | None, every: int) -> Board:
    now = time.monotonic()
    if shown is None:
        return Board(every, "", final=False, event=b"", document=None, read_at=now)
    version = shown.sha256[:16]
    data = msgspec.json.encode(shown.document)
    event = b"id: %s\nevent: figures\ndata: %s\n\n" % (version.encode(), data)
    return Board(every, version, bool(shown.document["final"]), event, shown.document, now)
