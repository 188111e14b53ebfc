"""What may change after the lock: docs/rules/forums.md, FOR-6 to FOR-8."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import amendments, errors
from tequio.participation.forums.types import PhaseKind

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def dates(forum, **days):
    """Return each phase named with its closing so many days later."""
    found = {p.kind: p for p in queries.phases(forum)}
    return {kind: (found[kind].opens, found[kind].closes + n * DAY) for kind, n in days.items()}


def test_for_6_a_change_after_the_lock_is_public_and_says_why():
    forum = make.forum()
    with pytest.raises(errors.ReasonMissing):
        amendments.amend(forum=forum, reason=" ", at=timezone.now(), phases=dates(forum, contributing=5))
    row = amendments.amend(
        forum=forum,
        reason="Llovió los días de las mesas.",
        at=timezone.now(),
        phases=dates(forum, contributing=5),
        texts={"summary": "Diga qué falta."},
    )
    assert [change[0] for change in row.changes] == ["Aportaciones", "Resumen"]
    assert row.changes[1][1:] == ["Diga qué debe atender el plan municipal.", "Diga qué falta."]
    forum.refresh_from_db()
    assert forum.summary == "Diga qué falta."
    with pytest.raises(errors.NothingToAmend):
        amendments.amend(forum=forum, reason="Otra vez.", at=timezone.now(), texts={"summary": forum.summary})


def test_for_7_what_opened_stays_and_an_open_phase_only_gets_longer():
    now = timezone.now()
    forum = make.forum(at=now)
    before = {p.kind: p for p in queries.phases(forum)}
    for wanted in (
        dates(forum, contributing=-1),  # shorter, though still ahead
        {"contributing": (before["contributing"].opens - DAY, before["contributing"].closes)},
        {"contributing": (before["contributing"].opens, now - DAY)},
        {"analysis": (now - DAY, before["analysis"].closes)},
        dates(forum, voting=60),  # over the analysis
    ):
        with pytest.raises(errors.PhasesDoNotFit):
            amendments.amend(forum=forum, reason="Motivo.", at=now, phases=wanted)
    amendments.amend(
        forum=forum,
        reason="Motivo.",
        at=now,
        phases={"return": (before["return"].opens + DAY, before["return"].closes)},
    )
    assert queries.phase(forum, PhaseKind.RETURN).opens == before["return"].opens + DAY


def test_for_7_a_phase_that_was_missing_may_be_added_ahead():
    now = timezone.now()
    forum = make.forum(at=now)
    forum.phases.filter(kind="return").delete()
    span = (now + 80 * DAY, now + 90 * DAY)
    row = amendments.amend(forum=forum, reason="Faltaba.", at=now, phases={"return": span})
    assert row.changes[0][1] == ""


def test_for_8_the_database_refuses_to_rewrite_an_amendment():
    forum = make.forum()
    row = amendments.amend(forum=forum, reason="Motivo.", at=timezone.now(), texts={"name": "Otro nombre"})
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(reason="Otro motivo.")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        row.delete()
