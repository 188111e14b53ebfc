"""Figures that live: counted once per interval, however many look; shown by core.livefigures."""

import hashlib
import struct
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from tequio.core import livefigures
from tequio.core.livefigures import Count, Counts, Figures, Rule
from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import PROMISED, queue_once
from tequio.participation.forums.events.figures import FiguresShown
from tequio.participation.forums.models import Forum, LiveState, Snapshot
from tequio.participation.forums.queries import figures as queries

REFRESH = "forums.figures"  # the name of the task
KEPT = timedelta(days=30)  # what was shown before the final figures is kept for so long after them
_LOCK = 0x666F726F  # of PostgreSQL's advisory locks, beside the id of the exercise
_MARK = struct.Struct("<II")


def wake(forum_id: int) -> None:
    """Queue that the figures of an exercise are counted anew, unless that waits already."""
    queue_once(REFRESH, once=f"{REFRESH}-{forum_id}", priority=PROMISED, forum_id=forum_id)


@transaction.atomic
def refresh(*, forum_id: int, at: datetime) -> Snapshot | None:
    """Count who took part and, where the rules let new figures be shown, show them.

    Does nothing while another process is at it, before the interval is over, or after the final figures.

    Args:
        forum_id: the exercise.
        at: now.

    Returns:
        what is shown from now on, or None where nothing changes.
    """
    if not _alone(forum_id):
        return None
    forum = Forum.objects.select_related("territory").prefetch_related("phases").get(pk=forum_id)
    state = queries.state(forum)
    if state.closed_at is not None:
        return None
    over = queries.is_over(forum, at)
    if not over and state.computed_at and at < state.computed_at + timedelta(seconds=forum.figures_every):
        return None
    found = _count(forum, state, at=at, over=over)
    snapshot = _show(forum, *found, at=at, final=over) if found else None
    if over:
        state.closed_at, state.marks, state.counts = at, b"", {}
    state.computed_at, state.computations = at, state.computations + 1
    state.save()
    if snapshot is not None:
        audit.record(FiguresShown(forum_id=forum.pk, sha256=snapshot.sha256, final=over))
    return snapshot


def refresh_all(*, at: datetime) -> None:
    """Bring every exercise up to date: those that nobody looks at, and those that are over."""
    for forum in queries.to_refresh(at):
        refresh(forum_id=forum.pk, at=at)
    old = Snapshot.objects.filter(forum__live__closed_at__lt=at - KEPT).exclude(document__final=True)
    old.delete()


def rule_of(forum: Forum) -> Rule:
    """Return how many people a figure of the exercise must speak of, and in what steps it is shown."""
    return Rule.of(least=forum.figures_least, round_to=forum.figures_round)


def _alone(forum_id: int) -> bool:
    """Take the right to count an exercise until the transaction ends; False where another process has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, forum_id])
        return bool(cursor.fetchone()[0])


def _count(forum: Forum, state: LiveState, *, at: datetime, over: bool) -> tuple[Figures, datetime] | None:
    """Return what may be shown now and as of when; None where what is shown stays as it is.

    Fewer than a step of people who came, left or changed wait for others. Where the exercise ends before that,
    its final figures are those of the last step (LIV-7).
    """
    people, rule = queries.people(forum, at), rule_of(forum)
    counts = livefigures.count(people, queries.frame(forum, at))
    marks = {person.id: livefigures.mark(person) for person in people if person.voices or person.votes}
    few = livefigures.moved(_unpacked(state.marks), marks) < rule.step
    if over:
        kept = few and state.stepped_at is not None
        as_of = (state.stepped_at or at) if kept else at
        return livefigures.final(_read(state.counts) if kept else counts, rule), as_of
    if few:
        return None
    state.marks = b"".join(_MARK.pack(*pair) for pair in sorted(marks.items()))
    state.counts = msgspec.to_builtins(counts)
    state.stepped_at = at
    return livefigures.live(counts, rule), at


def _show(forum: Forum, figures: Figures, as_of: datetime, *, at: datetime, final: bool) -> Snapshot:
    rule = rule_of(forum)
    document = {
        "forum": forum.slug,
        "at": timezone.localtime(as_of).isoformat(timespec="seconds"),
        "final": final,
        "least": rule.least,
        "step": rule.step,
        **msgspec.to_builtins(figures),
    }
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    forum.snapshots.filter(at__gte=hour).delete()  # the last of each hour is kept
    digest = hashlib.sha256(msgspec.json.encode(document, order="deterministic")).hexdigest()
    return Snapshot.objects.create(forum=forum, at=at, document=document, sha256=digest)


def _unpacked(marks: Any) -> dict[int, int]:
    return dict(_MARK.iter_unpack(bytes(marks)))


def _read(counts: Any) -> Counts:
    return msgspec.convert(counts, Counts, strict=False) if counts else Counts({"people": Count(0, 0)}, {}, {})
