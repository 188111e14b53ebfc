"""docs/rules/ballots.md: proposals of which only one may win."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.ballots import make_feasible, make_results, make_voting_edition, put_in
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.ballots import queries, services
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening():
    """Give an edition with two feasible proposals, and the time when its voting opens."""
    edition = make_edition(phase=PhaseKind.FEASIBILITY)
    site = edition.territory.units.filter(level__rank=2).order_by("code")[0]
    size = edition.sizes.order_by("cap_centavos")[0]
    at = timezone.now() - timedelta(days=20)
    made = [make_feasible(edition, number, site=site, size=size, at=at) for number in range(2)]
    return edition, made, edition.phases.get(kind=PhaseKind.VOTING).opens


def test_only_the_best_placed_of_a_group_wins_and_the_ballot_says_so(client, opening):
    """RIVALS-1, RIVALS-3."""
    edition, made, opens = opening
    folios = [proposal.folio for proposal in made]
    services.note_rivalry(edition=edition, folios=folios, reason="El mismo terreno", at=timezone.now())
    services.freeze_catalogue(edition=edition, at=opens)
    assert queries.rivals(edition) == [("El mismo terreno", [1, 2])]
    unit = edition.options.get(number=1).envelope.unit
    paper = queries.draw(edition, queries.purses(edition, unit), {}, seed="ana")
    assert [[o.number for o in group.options] for group in paper.rivals] == [[1, 2]]
    for number in (1, 1, 2):
        put_in(edition, number, unit=unit, at=opens)
    count = make_results(edition, at=opens + timedelta(days=31), publish=False)
    reasons = {row.option.number: row.reason["code"] for row in count.results.select_related("option")}
    assert count.result["winners"] == ["1"]
    assert reasons[2] == "excluded_by"


def test_a_group_that_is_none_comes_back_with_what_to_do(client, opening):
    """RIVALS-2."""
    edition, made, _opens = opening
    client.force_login(make_caro())
    address = f"/escritorio/votacion/{edition.slug}/excluyentes/"
    answer = client.post(address, {"folios": f"{made[0].folio}, 99-9999", "reason": "Terreno"})
    assert (answer.status_code, "99-9999" in answer.content.decode()) == (422, True)
    assert client.post(address, {"folios": made[0].folio, "reason": "Terreno"}).status_code == 422
    both = {"folios": f"{made[0].folio}; {made[1].folio}", "reason": "Terreno"}
    assert "Terreno" in client.post(address, both, follow=True).content.decode()
    group = edition.rivalries.get()
    assert client.post(f"{address}{group.pk}/quitar/").status_code == 302
    assert not edition.rivalries.exists()


def test_once_the_ballot_is_frozen_nothing_excludes_anything_new(client):
    """RIVALS-4."""
    edition = make_voting_edition()
    folios = [option.proposal.folio for option in edition.options.all()[:2]]
    client.force_login(make_caro())
    address = f"/escritorio/votacion/{edition.slug}/excluyentes/"
    answer = client.post(address, {"folios": ", ".join(folios), "reason": "Tarde"})
    assert (answer.status_code, edition.rivalries.exists()) == (409, False)


def test_the_page_costs_the_same_for_one_and_three_groups(client, opening, django_assert_max_num_queries):
    edition, made, _opens = opening
    client.force_login(make_caro())
    folios = [proposal.folio for proposal in made]
    address = f"/escritorio/votacion/{edition.slug}/excluyentes/"
    services.note_rivalry(edition=edition, folios=folios, reason="Uno", at=timezone.now())
    client.get(address)
    with django_assert_max_num_queries(25) as one:
        client.get(address)
    for reason in ("Dos", "Tres"):
        services.note_rivalry(edition=edition, folios=folios, reason=reason, at=timezone.now())
    with django_assert_max_num_queries(len(one)):
        client.get(address)
