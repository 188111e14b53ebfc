"""Who is told of what happens to a project: each thing once."""

from datetime import UTC, date, datetime

import pytest

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.types import HandoverResult, StageState
from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.config.demo.factories.files import make_document
from tequio.config.demo.factories.projects import (
    make_built,
    make_cancellation,
    make_pause,
    make_stage_begun,
    make_voted_project,
)
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import Delivery
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.models import Message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def eva():
    return make_eva()


def followed(person, **values):
    project = make_voted_project(**values)
    messaging.follow(person_id=person.pk, subject_key=f"project:{project.pk}", at=NOW)
    return project


def told(person) -> list[str]:
    """Deliver what waits, each twice as after a crash, and return what the person was told of projects."""
    audit.deliver_now()
    Delivery.objects.update(delivered_at=None)
    audit.deliver_now()
    found = Message.objects.filter(recipient=person, kind__startswith="projects.").order_by("id")
    return list(found.values_list("kind", flat=True))


def test_followers_hear_of_delays_and_pauses_with_their_reason(eva):
    project = followed(eva)
    make_stage_begun(project, "annex", on=date(2026, 9, 1), planned_end=date(2026, 12, 1))
    services.change_stage(
        project_id=project.pk,
        code="annex",
        state=StageState.IN_PROGRESS,
        on=date(2026, 9, 2),
        planned_end=date(2026, 12, 9),
        reason="Llovió.",
        at=NOW,
    )
    make_pause(project)
    services.resume(project_id=project.pk, on=date(2026, 10, 9), at=NOW)
    assert told(eva) == ["projects.date_changed", "projects.paused", "projects.resumed"]


def test_followers_of_a_cancelled_project_hear_of_its_substitute(eva):
    project = followed(eva)
    make_cancellation(project)
    act = services.Act(number="13", on=date(2026, 11, 1), file=make_document().pk)
    option = queries.reserve(project).offered.option_id
    services.substitute(project_id=project.pk, option_id=option, act=act, at=NOW)
    assert told(eva) == ["projects.cancelled", "projects.substituted"]


def test_who_proposed_it_is_asked_to_receive_it_and_followers_hear_how_it_was(eva):
    ana = make_ana()
    project = followed(eva, author=ana)
    make_built(project)
    assert "projects.to_receive" in told(ana)
    services.sign_as_author(
        project_id=project.pk,
        person_id=ana.pk,
        result=HandoverResult.OBSERVATIONS,
        text="Falta una banca.",
        at=NOW,
    )
    assert told(eva)[-1] == "projects.received"
    assert ana.name not in str(list(Message.objects.filter(recipient=eva).values()))
