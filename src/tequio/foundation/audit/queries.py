"""Reading the audit log: is the chain whole, what happened, what waits."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import orjson
from django.db import connection
from django.db.models import QuerySet

from tequio.foundation.audit.chain import GENESIS, digest
from tequio.foundation.audit.models import AuditEvent, Delivery
from tequio.foundation.audit.types import ChainState, Line, Problem, kinds
from tequio.foundation.web.templatetags.tequio import day_long

_PAGE = 5_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIELD = re.compile(r"\{\w+\}")
_ROWS = """
    SELECT position, at, kind, actor, payload::text, previous_hash, hash FROM audit_auditevent
    WHERE position > %s ORDER BY position LIMIT %s
"""
_ENDS = """
    SELECT h.position, h.hash, (SELECT max(position) FROM audit_auditevent)
    FROM (SELECT 1) one LEFT JOIN audit_head h ON h.id = 1
"""
Row = tuple[int, datetime, str, int | None, str, bytes, bytes]


def verify() -> ChainState:
    """Walk the whole chain and name the first position that was changed, deleted or moved.

    Reads in pages, so memory stays small; sees the log as it stands when the walk begins, and appends made
    meanwhile do not disturb it.
    """
    head_position, head_hash, _ = _ends()
    checked, previous = 0, GENESIS
    for row in _rows():
        if head_position is not None and row[0] > head_position:
            break  # appended since the walk began; what is forged past the head is looked for below
        if problem := _problem(row, checked + 1, previous):
            return ChainState(checked, checked + 1, problem, previous.hex())
        checked, previous = row[0], row[6]
    return _at_the_end(checked, previous, head_position, head_hash)


def _problem(row: Row, expected: int, previous: bytes) -> Problem | None:
    position, at, kind, actor, payload, linked, stated = row
    if position != expected:
        return Problem.MISSING if position > expected else Problem.FORGED
    content = orjson.loads(payload)
    found = digest(position=position, at=at, kind=kind, actor=actor, payload=content, previous=linked)
    if found != stated:
        return Problem.CHANGED
    return None if linked == previous else Problem.UNLINKED


def _at_the_end(checked: int, last: bytes, position: int | None, stated: bytes | None) -> ChainState:
    def verdict(bad: int | None, problem: Problem | None) -> ChainState:
        return ChainState(checked, bad, problem, last.hex())

    if position is None:
        return verdict(checked, Problem.HEADLESS) if checked else verdict(None, None)
    if checked < position:
        return verdict(checked + 1, Problem.CUT)
    if stated != last:
        return verdict(checked, Problem.CHANGED)
    now, _, highest = _ends()
    if highest is not None and (now is None or highest > now):
        return verdict((now or 0) + 1, Problem.FORGED)
    return verdict(None, None)


def _ends() -> tuple[int | None, bytes | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_ENDS)
        position, head_hash, highest = cursor.fetchone()
    return position, None if head_hash is None else bytes(head_hash), highest


def _rows() -> Iterator[Row]:
    """Give every row from the first, one page after the other."""
    last = -(2**63)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_ROWS, [last, _PAGE])
            page = cursor.fetchall()
            if not page:
                return
            for position, at, kind, actor, payload, previous, stated in page:
                yield position, at, kind, actor, payload, bytes(previous), bytes(stated)
            last = page[-1][0]


def events(*, kind: str = "") -> QuerySet[AuditEvent]:
    """Return what happened, newest first; of one kind if one is named."""
    found = AuditEvent.objects.order_by("-position")
    return found.filter(kind=kind) if kind else found


def recorded_kinds() -> list[str]:
    """Return the kinds of which there is at least one event, by name."""
    return sorted(AuditEvent.objects.order_by("kind").values_list("kind", flat=True).distinct())


def line(event: AuditEvent) -> Line:
    """Return an event in words, for people."""
    return Line(
        position=event.position,
        at=event.at,
        kind=event.kind,
        words=words(event.kind, event.payload),
        actor=event.actor,
        payload=event.payload,
        hash=bytes(event.hash).hex(),
    )


def words(kind: str, payload: dict[str, object]) -> str:
    """Return what an event says in a sentence; its technical name where none was written."""
    found = kinds.get(kind)
    if found is None or not found.sentence:
        return kind
    try:
        return str(found.sentence).format(**{name: _said(value) for name, value in payload.items()})
    except (KeyError, IndexError):  # an old event, from before a field was renamed
        return kind


def _said(value: object) -> object:
    """Return a day as people say it, and anything else as it is."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day_long(date.fromisoformat(value))
    return value


def label(kind: str) -> str:
    """Return a kind of event for a list of choices: its sentence without the particulars."""
    found = kinds.get(kind)
    return _FIELD.sub("…", str(found.sentence)) if found and found.sentence else kind


def parked() -> QuerySet[Delivery]:
    """Return the deliveries that were given up after too many attempts: somebody must look at them."""
    return (
        Delivery.objects.filter(delivered_at=None, parked_at__isnull=False)
        .select_related("event")
        .order_by("id")
    )


def waiting() -> QuerySet[Delivery]:
    """Return the deliveries that still wait for the worker."""
    return Delivery.objects.filter(delivered_at=None, parked_at=None).select_related("event").order_by("id")
