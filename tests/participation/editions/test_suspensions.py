"""An edition that stands still, and its dates as a calendar feed."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.ballots import make_voting_edition
from tequio.config.demo.factories.editions import make_edition
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.ballots import queries as ballots
from tequio.participation.ballots import services as voting
from tequio.participation.editions import queries, services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def fresh(edition):
    return Edition.objects.get(pk=edition.pk)


def test_while_suspended_nothing_is_open_anywhere(now):
    """PHASE-14 and PHASE-15."""
    edition = make_edition(at=now)
    with pytest.raises(services.ReasonMissing):
        services.suspend(edition=edition, reason=" ", at=now)
    services.suspend(edition=edition, reason="Veda electoral", at=now)
    assert queries.is_open(edition, PhaseKind.REGISTRATION, now - SECOND)
    assert not queries.is_open(edition, PhaseKind.REGISTRATION, now)
    assert queries.current(now) == []
    with pytest.raises(services.Suspended, match="Veda electoral"):
        services.demand_open(edition, PhaseKind.REGISTRATION, at=now)
    with pytest.raises(services.AlreadySuspended):
        services.suspend(edition=edition, reason="Otra", at=now + DAY)
    with pytest.raises(services.RulesLocked):
        services.edit_edition(edition=edition, max_choices=9, at=now)
    services.lift(edition=edition, give_back=False, reason="", at=now + DAY)
    assert queries.is_open(fresh(edition), PhaseKind.REGISTRATION, now + DAY)
    with pytest.raises(services.NotSuspended):
        services.lift(edition=edition, give_back=False, reason="", at=now + DAY)
    kinds = AuditEvent.objects.order_by("-position").values_list("kind", flat=True)[:2]
    assert list(kinds) == ["editions.EditionResumed", "editions.EditionSuspended"]


def test_an_edition_that_nobody_sees_is_not_suspended(now):
    with pytest.raises(services.EditionIncomplete):
        services.suspend(edition=make_edition(published=False), reason="Veda", at=now)


def test_without_giving_back_the_calendar_stays(now):
    """PHASE-16."""
    edition = make_edition(at=now)
    before = queries.phases(edition)
    services.suspend(edition=edition, reason="Veda", at=now)
    services.lift(edition=edition, give_back=False, reason="", at=before[0].closes + DAY)
    assert queries.phases(fresh(edition)) == before
    assert edition.rulebooks.count() == 1


def test_the_time_given_back_is_an_amendment_that_moves_what_had_not_come(now):
    """PHASE-17."""
    edition = make_edition(at=now)
    before = queries.phases(edition)
    services.suspend(edition=edition, reason="Huracán", at=now)
    with pytest.raises(services.ReasonMissing):
        services.lift(edition=edition, give_back=True, reason="", at=now + DAY)
    services.lift(edition=edition, give_back=True, reason="Se repone", at=now + 2 * DAY + SECOND)
    after = queries.phases(fresh(edition))
    assert after[0].opens == before[0].opens
    assert [p.closes for p in after] == [p.closes + 3 * DAY for p in before]
    assert edition.rulebooks.get(number=2).reason == "Se repone"


def test_votes_are_neither_cast_nor_counted_while_suspended(now):
    """PHASE-18."""
    edition = make_voting_edition(at=now)
    services.suspend(edition=edition, reason="Veda", at=now)
    closed = edition.phases.get(kind="voting").closes
    with pytest.raises(voting.VotingClosed, match="suspendida"):
        voting.demand_voting_open(edition, at=now)
    with pytest.raises(voting.VotingOpen, match="suspendida"):
        voting.count(edition=edition, at=closed)
    assert ballots.voting(edition, at=closed).state == "suspended"


def test_the_office_stops_it_and_sets_it_going_in_the_browser(client):
    edition = make_edition()
    client.force_login(make_caro())
    base = f"/escritorio/ediciones/{edition.slug}/convocatoria/"
    assert client.post(f"{base}suspender/", {"reason": ""}).status_code == 422
    page = client.post(f"{base}suspender/", {"reason": "Veda electoral"}, follow=True).content.decode()
    assert "Suspendida desde el" in page
    public = client.get(f"/ediciones/{edition.slug}/").content.decode()
    assert "Esta edición está suspendida" in public
    assert "Motivo: Veda electoral" in public
    assert client.post(f"{base}reanudar/", {"give_back": "yes", "reason": ""}).status_code == 422
    client.post(f"{base}reanudar/", {"give_back": "yes", "reason": "Terminó la veda"})
    page = client.get(f"/ediciones/{edition.slug}/modificaciones/").content.decode()
    assert "Motivo: Terminó la veda" in page
    assert "Suspensiones" in page
    assert "suspendida" not in client.get(f"/ediciones/{edition.slug}/").content.decode()


def test_the_feed_is_a_calendar_that_follows_the_dates(client, now):
    edition = make_edition(at=now, name="Presupuesto, «participativo»; " + "ñ" * 80)
    make_edition(slug="oculta", published=False)
    answer = client.get(f"/ediciones/{edition.slug}/calendario.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    first = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    phases = queries.phases(edition)
    assert [(e.decoded("dtstart"), e.decoded("dtend")) for e in first] == [
        (p.opens.replace(microsecond=0), p.closes.replace(microsecond=0)) for p in phases
    ]
    assert str(first[0]["summary"]) == f"Registro de propuestas · {edition.name}"
    assert b"DTSTART:" in answer.content  # in UTC: no zone beside it
    services.suspend(edition=edition, reason="Huracán", at=now)
    held = icalendar.Calendar.from_ical(client.get("/ediciones/calendario.ics").content).walk("VEVENT")
    assert len(held) == len(phases)
    assert str(held[0]["summary"]).startswith("Suspendida: Registro de propuestas")
    services.lift(edition=edition, give_back=True, reason="Se repone", at=now + DAY)
    later = icalendar.Calendar.from_ical(client.get(f"/ediciones/{edition.slug}/calendario.ics").content)
    moved = later.walk("VEVENT")[0]
    assert moved["uid"] == first[0]["uid"]
    assert moved["sequence"] > held[0]["sequence"] > first[0]["sequence"]
    assert moved.decoded("dtend") == (phases[0].closes + DAY).replace(microsecond=0)
