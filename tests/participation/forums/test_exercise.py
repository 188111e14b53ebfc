"""An exercise, its calendar and its lock: docs/rules/forums.md."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.identity.services import NotAssured
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import errors
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.types import Action, PhaseKind

pytestmark = pytest.mark.django_db


def test_for_1_the_clock_opens_and_closes_each_phase():
    now = timezone.now()
    forum = make.forum(at=now)
    closes = queries.phase(forum, PhaseKind.CONTRIBUTING).closes
    services.demand_open(forum, PhaseKind.CONTRIBUTING, at=closes - timedelta(seconds=1))
    with pytest.raises(errors.PhaseClosed, match="cerró el"):
        services.demand_open(forum, PhaseKind.CONTRIBUTING, at=closes)
    with pytest.raises(errors.PhaseClosed, match="abre el"):
        services.demand_open(forum, PhaseKind.RETURN, at=now)


def test_for_2_nothing_is_open_before_it_is_published():
    forum = make.forum(published=False)
    assert not queries.is_open(forum, PhaseKind.CONTRIBUTING, timezone.now())
    with pytest.raises(errors.PhaseClosed, match="no está abierta"):
        services.demand_open(forum, PhaseKind.CONTRIBUTING, at=timezone.now())


def test_for_3_contributing_and_voting_overlap_and_others_follow():
    now = timezone.now()
    forum = make.forum(at=now, phase=None)
    assert {p.kind for p in queries.open_phases(forum, now + timedelta(days=20))} == {"contributing", "voting"}
    voting = queries.phase(forum, PhaseKind.VOTING)
    with pytest.raises(errors.PhasesDoNotFit, match="abre antes de que cierre"):
        services.add_phase(
            forum=forum,
            kind=PhaseKind.ANALYSIS,
            opens=voting.closes - timedelta(seconds=1),
            closes=voting.closes + timedelta(days=9),
            at=now,
        )


def test_for_4_rules_lock_when_the_first_phase_opens():
    now = timezone.now()
    ahead = make.forum(slug="ahead", phase=None, at=now)
    services.edit_forum(forum=ahead, at=now, votes_max=5)
    opens = queries.phase(ahead, PhaseKind.CONTRIBUTING).opens
    with pytest.raises(errors.RulesLocked):
        services.edit_forum(forum=ahead, at=opens, votes_max=6)
    ahead.refresh_from_db()
    assert ahead.votes_max == 5


def test_for_5_it_is_published_whole_or_not_at_all():
    forum = services.create_forum(slug="vacio", name="Vacío", year=2026, territory=make.make_small_city())
    with pytest.raises(errors.ForumIncomplete):
        services.publish(forum=forum, at=timezone.now())
    with pytest.raises(errors.SlugTaken):
        services.create_forum(slug="vacio", name="Otro", year=2026, territory=forum.territory)
    assert queries.by_slug("vacio") is None


def test_an_account_is_enough_where_nothing_else_is_asked():
    forum = make.forum()
    now = timezone.now()
    services.demand_access(forum=forum, action=Action.CONTRIBUTE, person=make_ana(), at=now)
    with pytest.raises(NotAssured):
        services.demand_access(forum=forum, action=Action.CONTRIBUTE, person=None, at=now)


def test_voices_of_the_factory_have_folios_in_a_row_and_events_have_the_name_of_their_context():
    forum = make.forum()
    first, second = make.contribution(forum), make.contribution(forum)
    assert (first.folio, second.folio) == ("V26-0001", "V26-0002")
    assert first.participant == second.participant
    assert AuditEvent.objects.filter(kind="forums.ForumPublished").count() == 1
