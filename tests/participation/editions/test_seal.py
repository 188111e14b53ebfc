"""docs/rules/ballots.md: from the first ballot, nothing of what was voted on moves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.ballots import make_voting_edition, put_in
from tequio.participation.editions import services, urls
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services.document import build
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(now):
    edition = make_voting_edition(at=now)
    put_in(edition, 1, unit=edition.territory.units.get(code="S1"), at=now)
    return Edition.objects.get(pk=edition.pk)


def voting(edition):
    return edition.phases.get(kind=PhaseKind.VOTING)


def writes(edition, now):
    """Each way in which the rules, the money or the dates of an edition are written."""
    phase, unit = voting(edition), edition.territory.units.get(code="S1")
    point = services.PaperPointDraft(name="Kiosco", address="Plaza")
    yield lambda: services.add_category(edition=edition, code="x", name="Otra", at=now)
    yield lambda: services.add_size(edition=edition, code="x", name="X", cap_centavos=1, at=now)
    yield lambda: services.add_envelope(edition=edition, unit=unit, amount_centavos=1, at=now)
    yield lambda: services.add_paper_point(edition=edition, name="Kiosco", address="Plaza", at=now)
    yield lambda: services.remove_part(part=edition.envelopes.first(), at=now)
    yield lambda: services.edit_edition(edition=edition, at=now, max_choices=1)
    yield lambda: services.set_calendar(edition=edition, phases=[], at=now)
    yield lambda: services.add_phase(
        edition=edition, kind=PhaseKind.VOTING, opens=phase.opens, closes=phase.closes, at=now
    )
    yield lambda: services.amend(edition=edition, texts={}, paper_points=[point], reason="Sí", at=now)
    for closes in (phase.closes - timedelta(days=1), phase.closes - timedelta(seconds=1)):
        yield lambda closes=closes: services.reschedule_phase(
            edition=edition, kind=PhaseKind.VOTING, opens=phase.opens, closes=closes, reason="Sí", at=now
        )


def test_after_the_first_ballot_no_service_changes_the_rules(edition, now):
    """SEALED-1."""
    for write in writes(edition, now):
        with pytest.raises(services.EditionSealed) as error:
            write()
        assert error.value.status == 409
    for change in (
        lambda: edition.options.update(cost_centavos=1),
        lambda: edition.options.all().delete(),
        lambda: edition.envelopes.update(amount_centavos=1),
    ):
        with pytest.raises(IntegrityError, match=r"sealed|locked"), transaction.atomic():
            change()


FILLED = {"kind": "voting", "step": "boleta", "part": "categorias", "number": 1, "pk": 1}


def test_no_page_changes_the_rules_after_the_first_ballot(edition, client):
    """SEALED-1: whatever address of the builder is sent something, nothing of the edition changes."""
    client.force_login(make_caro())
    before, refused = _rules(edition), 0
    for pattern in urls.urlpatterns:
        names = list(pattern.pattern.converters)
        if "slug" not in names or not str(pattern.pattern).startswith("escritorio/ediciones/<slug:slug>/"):
            continue
        kwargs = {name: FILLED.get(name, "x") for name in names} | {"slug": edition.slug}
        sent = {"reason": "Sí", "motivo": "Sí", "name": "Otro", "max_choices": "1"}
        answer = client.post(reverse(f"editions:{pattern.name}", kwargs=kwargs), sent)
        assert answer.status_code < 500, pattern.name
        refused += answer.status_code == 409
        assert _rules(edition) == before, pattern.name
    assert refused


def _rules(edition):
    return build(Edition.objects.get(pk=edition.pk))


def test_the_voting_may_get_longer_and_what_follows_may_move(edition, now):
    """SEALED-2."""
    phase = voting(edition)
    later = edition.phases.filter(opens__gte=phase.closes).order_by("-opens").first()
    moved = {"reason": "Faltan módulos", "at": now, "edition": edition}
    if later is not None:
        services.reschedule_phase(
            kind=later.kind,
            opens=later.opens + timedelta(days=9),
            closes=later.closes + timedelta(days=9),
            **moved,
        )
    longer = phase.closes + timedelta(hours=1)
    others = edition.phases.exclude(pk=phase.pk).filter(opens__lt=longer, closes__gt=phase.closes)
    for other in others.order_by("-opens"):
        services.reschedule_phase(
            kind=other.kind,
            opens=other.opens + timedelta(days=9),
            closes=other.closes + timedelta(days=9),
            **moved,
        )
    services.reschedule_phase(kind=PhaseKind.VOTING, opens=phase.opens, closes=longer, **moved)
    assert voting(edition).closes == longer


def test_the_edition_may_be_suspended_and_resumed(edition, now):
    """SEALED-3."""
    services.suspend(edition=edition, reason="Lluvia", at=now)
    services.lift(edition=edition, give_back=False, reason="", at=now + timedelta(hours=1))
