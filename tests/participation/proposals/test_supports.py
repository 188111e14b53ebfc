"""Supports: one each, within the limit, while their phase is open, and what they decide."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_eva, make_office, make_user
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.editions import services as editions
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import Support
from tequio.participation.proposals.types import Filters

DAY = timedelta(days=1)


def make_supporting(*, supports_max: int | None = 2, supports_min: int = 2, **rules):
    """Return an edition that registers and gathers supports now, for ten more days of supports."""
    now = timezone.now()
    edition = make_edition(published=False, supports_max=supports_max, supports_min=supports_min, **rules)
    editions.add_phase(edition=edition, kind=PhaseKind.SUPPORT, opens=now - DAY, closes=now + 10 * DAY)
    editions.publish_edition(edition=edition, at=now - 20 * DAY)
    edition.refresh_from_db()
    return edition


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(db):
    return make_supporting()


def test_prop_24_one_support_per_person_and_proposal(edition, now):
    proposal, eva = make_proposal(edition), make_eva()
    first = services.support(proposal=proposal, person=eva, at=now)
    assert services.support(proposal=proposal, person=eva, at=now) == first
    assert queries.supports(proposal) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(proposal=proposal, person=eva, given_at=now)


def test_prop_25_no_more_than_the_rules_allow_and_what_is_gone_gives_its_support_back(edition, now):
    eva, three = make_eva(), [make_proposal(edition) for _ in range(3)]
    for proposal in three[:2]:
        services.support(proposal=proposal, person=eva, at=now)
    with pytest.raises(services.LimitReached, match="los 2 apoyos"):
        services.support(proposal=three[2], person=eva, at=now)
    services.withdraw(proposal=three[0], at=now)
    services.support(proposal=three[2], person=eva, at=now)
    assert queries.allowance(edition, eva).left == 0
    author = three[1].author
    services.support(proposal=three[1], person=author, at=now)
    assert queries.supported(author, three) == {three[1].pk}


@pytest.mark.django_db(transaction=True)
def test_prop_25_sixty_four_at_once_leave_one():
    edition, eva, now = make_supporting(supports_max=1), make_eva(), timezone.now()
    found = [make_proposal(edition), make_proposal(edition)]
    outcomes = []

    def give(number):
        try:
            services.support(proposal=found[number % 2], person=eva, at=now)
            outcomes.append("given")
        except services.LimitReached:
            outcomes.append("refused")
        finally:
            connection.close()

    for batch in range(4):
        threads = [threading.Thread(target=give, args=(batch * 16 + n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(outcomes) == 64
    assert outcomes.count("refused") == 32
    assert Support.objects.count() == 1


def test_prop_26_only_while_the_phase_is_open(edition, now):
    proposal, eva = make_proposal(edition), make_eva()
    closes = edition.phases.get(kind="support").closes
    services.support(proposal=proposal, person=eva, at=closes - timedelta(seconds=1))
    for at in (closes, now - 2 * DAY):
        for act in (services.support, services.take_back_support):
            with pytest.raises(PhaseClosed):
                act(proposal=proposal, person=eva, at=at)
    assert Support.objects.count() == 1
    services.take_back_support(proposal=proposal, person=eva, at=now)
    services.take_back_support(proposal=proposal, person=eva, at=now)
    assert Support.objects.count() == 0


def test_prop_27_nobody_is_told_who_and_the_erased_stay_counted(edition, now):
    proposal, eva = make_proposal(edition), make_eva()
    services.support(proposal=proposal, person=eva, at=now)
    services.support(proposal=proposal, person=make_ana(), at=now)
    events = AuditEvent.objects.filter(kind__contains="Support").order_by("position")
    assert [(e.kind, e.actor) for e in events] == [
        ("proposals.ProposalSupported", None),
        ("proposals.ProposalSupported", None),
        ("proposals.SupportsReached", None),
    ]
    eva.delete()
    assert queries.supports(proposal) == 2


def test_prop_29_the_offices_judge_what_has_enough(edition, now):
    enough, short = make_proposal(edition), make_proposal(edition)
    for person in (make_ana(), make_eva()):
        services.support(proposal=enough, person=person, at=now)
    services.support(proposal=short, person=make_eva(), at=now)
    assert list(queries.judgeable(edition)) == [enough]
    services.hide(proposal=enough, reason="x", at=now)
    assert not queries.judgeable(edition).exists()
    plain = make_edition(slug="otra", supports_min=5)
    assert list(queries.judgeable(plain)) == []
    assert list(queries.judgeable(make_proposal(plain).edition)) != []


@pytest.mark.django_db
def test_prop_29_the_office_is_asked_once_there_are_enough(now):
    edition = make_supporting(review_office=make_office())
    proposal = make_proposal(edition)
    audit.deliver_now()
    assert not proposal.reviews.exists()
    for person in (make_ana(), make_eva()):
        services.support(proposal=proposal, person=person, at=now)
    audit.deliver_now()
    assert proposal.reviews.count() == 1


def test_prop_28_after_the_close_it_is_short_everywhere(client, edition, now, time_machine):
    proposal = make_proposal(edition)
    hidden = services.hide(proposal=make_proposal(edition), reason="x", at=now)
    with pytest.raises(services.NotSupportable):
        services.support(proposal=hidden, person=make_eva(), at=now)
    time_machine.move_to(now + 11 * DAY)
    page = client.get(f"/propuestas/{proposal.folio}/").content.decode()
    assert "Sin los apoyos necesarios" in page
    assert "Reunió 0 de los 2 que hacían falta" in page
    base = f"/ediciones/{edition.slug}/propuestas"
    assert "1 propuesta<" in client.get(f"{base}/?estado=short").content.decode()
    assert "Nada coincide" in client.get(f"{base}/?estado=submitted").content.decode()
    assert client.get(f"{base}.json").json()["proposals"][0]["state"] == "short"
    assert b"Sin los apoyos" in b"".join(client.get(f"{base}.csv").streaming_content)
    assert list(queries.explorer(edition, Filters(state="short"), at=now)) == []


def test_a_person_supports_and_takes_back_on_the_pages(client, edition, django_assert_max_num_queries):
    proposal = make_proposal(edition)
    page = f"/propuestas/{proposal.folio}/"
    assert client.post(f"{page}apoyar/")["Location"].startswith("/cuenta/")
    client.force_login(make_eva())
    assert "Apoyar esta propuesta" in client.get(page).content.decode()
    client.post(f"{page}apoyar/")
    assert "Usted la apoya" in client.get(page).content.decode()
    with django_assert_max_num_queries(14) as one:
        assert "Le quedan 1" in client.get("/propuestas/apoyos/").content.decode()
    few = len(one)
    assert client.post(f"{page}dejar-de-apoyar/", {"desde": "lista"})["Location"] == "/propuestas/apoyos/"
    assert "Todavía no apoya" in client.get("/propuestas/apoyos/").content.decode()
    for _number in range(2):
        client.post(f"/propuestas/{make_proposal(edition, author=make_user()).folio}/apoyar/")
    with django_assert_max_num_queries(few):
        client.get("/propuestas/apoyos/")
    assert client.post(f"{page}apoyar/").status_code == 409
