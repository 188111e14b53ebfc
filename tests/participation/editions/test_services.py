"""Setting up an edition: the calendar, the lock of the rules, the convocatoria and its hash."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.editions import MILLION, make_edition, make_small_city
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.editions import queries, services
from tequio.participation.editions.models import Category, Edition, Envelope, Phase, Rulebook, SizeClass
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("position").values_list("kind", flat=True))


def test_an_edition_is_created_with_one_event():
    edition = services.create_edition(slug="pp", name="PP", year=2026, territory=make_small_city(), actor=None)
    assert edition.published_at is None
    assert kinds() == ["editions.EditionCreated"]


def test_two_editions_cannot_share_an_address():
    make_edition()
    with pytest.raises(services.SlugTaken):
        make_edition()
    other = make_edition(slug="otra", phase=None)
    with pytest.raises(services.SlugTaken):
        services.edit_edition(edition=other, slug="pp2026", at=timezone.now())
    assert Edition.objects.count() == 2


def test_the_acts_of_a_phase_are_refused_a_second_before_and_a_second_after(now):
    """PHASE-1, PHASE-2, PHASE-3 and PHASE-4, with the date in the answer."""
    edition = make_edition(at=now, phase=None)
    phase = queries.phases(edition)[0]
    with pytest.raises(services.PhaseClosed, match="abre el"):
        services.demand_open(edition, PhaseKind.REGISTRATION, at=phase.opens - SECOND)
    services.demand_open(edition, PhaseKind.REGISTRATION, at=phase.opens)
    services.demand_open(edition, PhaseKind.REGISTRATION, at=phase.closes - SECOND)
    with pytest.raises(services.PhaseClosed, match="cerró el"):
        services.demand_open(edition, PhaseKind.REGISTRATION, at=phase.closes)


def test_an_unpublished_edition_has_nothing_open(now):
    """PHASE-10."""
    edition = make_edition(at=now, published=False)
    assert not queries.is_open(edition, PhaseKind.REGISTRATION, now)
    assert queries.current(now) == []
    with pytest.raises(services.PhaseClosed, match="no está abierta"):
        services.demand_open(edition, PhaseKind.REGISTRATION, at=now)


def test_current_editions_are_the_published_ones_with_something_open(now):
    edition = make_edition(at=now)
    assert queries.current(now) == [edition]
    assert queries.current(now + 1000 * DAY) == []


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        pytest.param(5, 5, "cierra antes de abrir", id="PHASE-8"),
        pytest.param(5, 3, "cierra antes de abrir", id="PHASE-8-backwards"),
        pytest.param(-3, 200, "abre antes de que cierre", id="PHASE-6"),
    ],
)
def test_dates_that_contradict_are_refused(now, opens, closes, said):
    edition = make_edition(at=now, phase=None)
    with pytest.raises(services.PhasesDoNotFit, match=said):
        services.add_phase(
            edition=edition, kind="voting", opens=now + opens * DAY, closes=now + closes * DAY, at=now
        )
    assert edition.phases.get(kind="voting").opens == edition.phases.get(kind="feasibility").closes


def test_registration_may_overlap_feasibility(now):
    """PHASE-6: offices may judge while proposals still arrive."""
    edition = make_edition(at=now, phase=None)
    first, second = queries.phases(edition)[:2]
    services.add_phase(
        edition=edition, kind="feasibility", opens=first.opens + DAY, closes=second.closes, at=now
    )
    assert edition.phases.get(kind="feasibility").opens == first.opens + DAY


def test_the_whole_calendar_is_set_at_once_or_not_at_all(now):
    edition = make_edition(at=now, phase=None)
    services.set_calendar(edition=edition, phases=[("voting", now + DAY, now + 2 * DAY)], at=now)
    assert [p.kind for p in queries.phases(edition)] == ["voting"]
    with pytest.raises(services.PhasesDoNotFit):
        services.set_calendar(
            edition=edition,
            phases=[("registration", now + DAY, now + 3 * DAY), ("voting", now + 2 * DAY, now + 4 * DAY)],
            at=now,
        )
    fresh = Edition.objects.get(pk=edition.pk)
    assert [p.kind for p in queries.phases(fresh)] == ["voting"]


def changes(edition, at):
    category = edition.categories.first()
    return [
        lambda: services.edit_edition(edition=edition, max_choices=9, at=at),
        lambda: services.add_phase(edition=edition, kind="voting", opens=at, closes=at + DAY, at=at),
        lambda: services.set_calendar(edition=edition, phases=[], at=at),
        lambda: services.add_category(edition=edition, code="otra", name="Otra", at=at),
        lambda: services.add_size(edition=edition, code="otro", name="Otro", cap_centavos=1, at=at),
        lambda: services.add_envelope(edition=edition, amount_centavos=1, at=at),
        lambda: services.add_envelopes(edition=edition, units=[None], amount_centavos=1, at=at),
        lambda: services.remove_part(part=category, at=at),
        lambda: services.remove_part(part=category),
    ]


@pytest.mark.parametrize("number", range(9))
def test_every_change_of_rules_is_refused_once_the_first_phase_opened(now, number):
    """PHASE-9: 409, in clear words, and nothing changes."""
    edition = make_edition(at=now)
    before = [r.sha256 for r in edition.rulebooks.all()]
    with pytest.raises(services.RulesLocked, match="quedaron fijas") as refused:
        changes(edition, now)[number]()
    assert refused.value.status == 409
    assert [r.sha256 for r in edition.rulebooks.all()] == before


@pytest.mark.parametrize("number", range(8))
def test_before_the_first_phase_every_rule_may_change_and_the_convocatoria_follows(now, number):
    """PHASE-9, the other side, and PHASE-13."""
    edition = make_edition(at=now, phase=None)
    if number == 1:
        services.set_calendar(edition=edition, phases=[("registration", now + DAY, now + 2 * DAY)], at=now)
        services.add_phase(edition=edition, kind="voting", opens=now + 9 * DAY, closes=now + 10 * DAY, at=now)
    else:
        changes(edition, now)[number]()
    books = list(edition.rulebooks.all())
    assert len(books) > 1
    assert books[-1].sha256 == Edition.objects.get(pk=edition.pk).rulebook_sha256


@pytest.mark.parametrize(
    "write",
    [
        lambda e: Edition.objects.filter(pk=e.pk).update(max_choices=9),
        lambda e: Phase.objects.filter(edition=e).update(closes=timezone.now() + 999 * DAY),
        lambda e: Category.objects.create(edition=e, code="x", name="X"),
        lambda e: SizeClass.objects.filter(edition=e).update(cap_centavos=1),
        lambda e: Envelope.objects.filter(edition=e).delete(),
        lambda e: Rulebook.objects.filter(edition=e).update(document="{}"),
    ],
)
def test_the_database_refuses_what_goes_around_the_services(write):
    """PHASE-9, the second line."""
    edition = make_edition()
    with pytest.raises(DatabaseError), transaction.atomic():
        write(edition)


def test_a_date_that_has_not_come_is_moved_with_a_public_reason(now):
    """PHASE-11 and PHASE-13."""
    edition = make_edition(at=now)
    phase = edition.phases.get(kind="registration")
    with pytest.raises(services.PhasesDoNotFit, match="abre antes de que cierre"):
        services.reschedule_phase(
            edition=edition, kind="voting", opens=now, closes=now + DAY, reason="Lluvia", at=now - 20 * DAY
        )
    voting = edition.phases.get(kind="voting")
    services.reschedule_phase(
        edition=edition,
        kind="voting",
        opens=voting.opens + DAY,
        closes=voting.closes,
        reason="Hubo inundaciones",
        at=now,
    )
    books = list(edition.rulebooks.all())
    assert (books[-1].number, books[-1].reason) == (2, "Hubo inundaciones")
    assert edition.phases.get(kind="registration").closes == phase.closes
    assert kinds()[-1] == "editions.PhaseRescheduled"
    with pytest.raises(DatabaseError), transaction.atomic():
        Phase.objects.filter(pk=phase.pk).update(closes=phase.closes + DAY)


def test_moving_a_date_needs_a_reason_and_spares_the_past(now):
    """PHASE-11 and PHASE-12."""
    edition = make_edition(at=now)
    phase = edition.phases.get(kind="registration")
    with pytest.raises(services.ReasonMissing):
        services.reschedule_phase(
            edition=edition, kind="registration", opens=phase.opens, closes=phase.closes, reason=" ", at=now
        )
    with pytest.raises(services.PhasesDoNotFit, match="ya abrió"):
        services.reschedule_phase(
            edition=edition, kind="registration", opens=now, closes=phase.closes, reason="x", at=now
        )
    assert edition.rulebooks.count() == 1


def test_the_convocatoria_is_one_canonical_document_with_its_hash(now):
    edition = make_edition(at=now, review_office=make_office("DUR"))
    book = edition.rulebooks.get()
    document = json.loads(book.document)
    assert hashlib.sha256(book.document.encode()).hexdigest() == book.sha256 == edition.rulebook_sha256
    assert document["sizes"][0]["cap_centavos"] == 1250 * MILLION // 100
    assert document["feasibility"]["office"] == "DUR"
    assert document["feasibility"]["days"] == 15
    assert {"who", "max_per_person"} == set(document["proposals"])
    assert document["phases"][0]["opens"].endswith("-06:00")
    assert document["envelopes"][0]["unit"] in {"S1", "S2"}


def test_the_same_rules_give_the_same_bytes(now):
    one = make_edition(at=now)
    first = one.rulebooks.get().document
    from tequio.participation.editions.services import document

    assert document.canonical(document.build(Edition.objects.get(pk=one.pk))).decode() == first


def test_publishing_says_what_is_missing_and_twice_changes_nothing(now):
    edition = services.create_edition(slug="pp", name="PP", year=2026, territory=make_small_city())
    with pytest.raises(services.EditionIncomplete, match="calendario"):
        services.publish_edition(edition=edition, at=now)
    whole = make_edition(at=now)
    again = services.publish_edition(edition=whole, at=now + DAY)
    assert again.published_at == now
    assert whole.rulebooks.count() == 1


def test_the_nearest_envelope_pays(now):
    edition = make_edition(at=now, published=False)
    colonia = edition.territory.units.get(code="C1")
    large = edition.sizes.get(code="grande")
    city = services.add_envelope(edition=edition, amount_centavos=7)
    near = services.add_envelope(edition=edition, unit=colonia, amount_centavos=5)
    assert queries.envelope_for(edition, colonia, large) == near
    assert queries.envelope_for(edition, edition.territory.units.get(code="C2"), large).size == large
    assert queries.envelope_for(edition, edition.territory.units.get(code="M"), None) == city
    assert queries.envelope_for(edition, edition.territory.units.get(code="C3"), None) == city


def test_the_same_money_goes_to_every_unit_of_a_level(now):
    edition = make_edition(at=now, published=False)
    colonias = list(edition.territory.units.filter(level__code="colonia"))
    assert services.add_envelopes(edition=edition, units=colonias, amount_centavos=10) == 3
    assert services.add_envelopes(edition=edition, units=colonias, amount_centavos=20, winners_max=2) == 3
    rows = Envelope.objects.filter(unit__in=colonias)
    assert [(r.amount_centavos, r.winners_max) for r in rows] == [(20, 2)] * 3


def test_a_size_that_an_envelope_uses_stays(now):
    edition = make_edition(at=now, published=False)
    with pytest.raises(services.PartInUse):
        services.remove_part(part=edition.sizes.get(code="grande"))
    services.remove_part(part=edition.categories.first())
    assert edition.categories.count() == 2


def test_money_is_told_by_territory(now, django_assert_num_queries):
    edition = make_edition(at=now)
    with django_assert_num_queries(1):
        rows = queries.money(edition)
    assert [(row.unit.name, row.total_centavos) for row in rows] == [
        ("Sector Oriente", 2250 * MILLION // 100),
        ("Sector Poniente", 2250 * MILLION // 100),
    ]


def test_a_closing_at_midnight_is_said_as_the_day_before():
    midnight = datetime(2026, 5, 1, 6, tzinfo=UTC)  # Mexico's centre is six hours behind
    assert queries.last_moment(midnight).startswith("30 de abril de 2026, 11:59 p.m.")
    assert queries.last_moment(midnight - timedelta(hours=4)).endswith("8 p.m.")
