"""Ballots of real schemes: what their limits let through, at the casting, at the count and on the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana
from tequio.config.demo.factories.ballots import make_ballot, make_feasible, put_in
from tequio.config.demo.factories.editions import MILLION, make_edition
from tequio.core.tally import counting
from tequio.core.tally.limits import Fault
from tequio.core.tally.pabulib.reader import read
from tequio.foundation.identity.services import claims
from tequio.foundation.identity.types import Assurance
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Ballot
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import AccessRule
from tequio.participation.editions.types import Action, Completion, CountingRule, PhaseKind, TieRule, VoteScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def voting(now, *, sizes=None, city_wide=0, options=("grande", "grande", "mediano", "mediano"), **rules):
    """Return an edition that votes now: one option per size named, all in the first colonia.

    ``sizes`` are the marks of each size; the first ``city_wide`` options are of the whole city's envelope.
    """
    edition = make_edition(phase=PhaseKind.VOTING, at=now, published=False, **rules)
    for code, most in (sizes or {}).items():
        edition.sizes.filter(code=code).update(choices_max=most)
    if rules.get("vote_scope") == VoteScope.OWN:
        AccessRule.objects.create(edition=edition, action=Action.VOTE, methods=[Assurance.DOCUMENT])
    if city_wide:
        city = edition.envelopes.filter(size__code="grande")
        city.exclude(pk=city.order_by("pk")[0].pk).delete()
        city.update(unit=None, winners_max=None)
    edition = editions.publish_edition(edition=edition, at=now)
    colonia = edition.territory.units.get(code="C1")
    for number, code in enumerate(options):
        size = edition.sizes.get(code=code)
        make_feasible(edition, number, site=colonia, size=size, at=now - timedelta(days=60))
    services.freeze_catalogue(edition=edition, at=now)
    return edition


def refused(edition, person, numbers, now, code="S1"):
    unit = edition.territory.units.get(code=code)

    def vote():
        services.demand_own_place(edition=edition, person=person, unit=unit)
        put_in(edition, *numbers, unit=unit, at=now)

    with pytest.raises(services.BallotRefused) as error:
        vote()
    return error.value.faults


def test_san_pedro_one_mark_for_each_size_in_the_own_sector(now, client):
    """BALLOT-11 and BALLOT-13."""
    edition = voting(
        now,
        sizes={"grande": 1, "mediano": 1},
        rule=CountingRule.PLURALITY,
        max_choices=2,
        vote_scope=VoteScope.OWN,
    )
    ana = make_ana()
    claims.prove(person=ana, means=Assurance.DOCUMENT, at=now)
    assert refused(edition, ana, (1, 2), now) == [Fault.TOO_MANY_OF_SIZE]
    assert refused(edition, ana, (1, 3, 4), now) == [Fault.TOO_MANY, Fault.TOO_MANY_OF_SIZE]
    client.force_login(ana)
    unit = edition.territory.units.get(code="S1")
    page = client.get(reverse("ballots:choose", args=[edition.slug, unit.pk])).content.decode()
    assert "Sectorial: 1 como máximo." in page
    assert "Comunitario: 0 de 1" in page
    make_ballot(edition, ana, 1, 3, unit=unit, at=now)
    Ballot.objects.create(edition=edition, unit=unit, points={"1": 1, "2": 1})
    count = services.count(edition=edition, at=edition.phases.get(kind=PhaseKind.VOTING).closes)
    assert (count.ballots, count.void) == (1, {"too_many_of_size": 1})


def test_warszawa_marks_for_the_district_apart_from_those_for_the_city(now):
    """BALLOT-12."""
    edition = voting(now, city_wide=2, max_choices=1, city_choices_max=2)
    ana = make_ana()
    assert refused(edition, ana, (3, 4), now) == [Fault.TOO_MANY]
    assert refused(edition, ana, (1, 2, 3, 4), now) == [Fault.TOO_MANY]
    unit = edition.territory.units.get(code="S1")
    make_ballot(edition, ana, 1, 2, 3, unit=unit, at=now)
    tight = voting(now, city_wide=2, max_choices=2, city_choices_max=1, slug="otra", year=2027)
    assert refused(tight, ana, (1, 2), now) == [Fault.TOO_MANY_CITYWIDE]


def test_an_edition_of_equal_shares_is_counted_by_them_and_its_file_gives_the_same(now):
    """SHARES-1, BALLOT-8 and RESULTS-7: a minority buys with its part what votes alone would not give it."""
    edition = voting(
        now,
        city_wide=4,
        options=("grande",) * 4,  # $600, $450, $980 and $300 thousand
        rule=CountingRule.EQUAL_SHARES,
        completion=Completion.ADD1,
        tie_rule=TieRule.LOWER_COST,
        max_choices=4,
    )
    assert edition.envelopes.get(unit=None).amount_centavos == 12_50 * MILLION // 100
    for number in range(6):
        marks = {1: 1, 3: 1, 2: 1} if number < 4 else {4: 1}
        put_in(edition, *marks, unit=edition.territory.units.get(code="S1"), at=now)
    count = services.count(edition=edition, at=edition.phases.get(kind=PhaseKind.VOTING).closes)
    assert count.rule == "equal-shares-add1"
    assert {r.option.number: r.outcome for r in count.results.all()} == dict.fromkeys((1, 2, 3, 4), "winner")
    text = queries.pabulib(
        edition, count, edition.envelopes.get(unit=None), whole=queries.open_box(edition).election
    )
    told = read(text.encode()).election
    assert told.meta["rule"] == "equalshares/add1"
    assert counting.count(told, "equal-shares-add1").winners == count.result["winners"]
