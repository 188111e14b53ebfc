"""Other rules over past elections, side by side; and the report of integrity."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_aurora, make_caro
from tequio.config.demo.factories.ballots import make_ballot, make_results, make_voting_edition, put_in
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.types import SimulatedRule
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import CountingRule

pytestmark = pytest.mark.django_db
OWN = SimulatedRule(label="La suya", own=True)
STOP = SimulatedRule(label="Hasta el primero", rule=CountingRule.GREEDY_STOP)


@pytest.fixture
def counted():
    """Give an edition with official results: $1 million, options of $600, $450, $980 and $300 thousand."""
    now = timezone.now()
    edition = make_voting_edition(at=now - timedelta(days=25), purse_centavos=100_000_000)
    unit = edition.options.get(number=1).envelope.unit
    for number, times in ((1, 4), (2, 3), (4, 2)):
        for _ in range(times):
            put_in(edition, number, unit=unit, at=now - timedelta(days=25))
    make_results(edition, at=now)
    return edition


def ask(edition: Edition, *rules: SimulatedRule):
    return services.ask_simulation(
        name="Prueba", edition_ids=[edition.pk], rules=rules, at=timezone.now(), actor=None
    )


def test_other_rules_are_laid_side_by_side(client, counted):
    row = ask(counted, OWN, STOP)
    client.force_login(make_caro())
    waiting = client.get(f"/escritorio/simulaciones/{row.pk}/").content.decode()
    assert "0 de 2 conteos" in waiting
    services.do_simulation(simulation_id=row.pk)
    services.do_simulation(simulation_id=row.pk)  # done twice, it changes nothing
    row.refresh_from_db()
    assert (row.done, len(row.outcomes)) == (2, 2)
    (side,) = queries.side_by_side(row)
    own, stop = side.cells
    assert own.data["winners"] == list(counted.counts.get().result["winners"]) == ["1", "4"]
    assert stop.data["winners"] == ["1"]
    assert (own.pleased_percent, stop.pleased_percent, own.named_each) == (66, 44, "0.66")
    assert [(change.number, change.wins) for change in side.changes] == [
        ("4", [("La suya", True), ("Hasta el primero", False)])
    ]
    page = client.get(f"/escritorio/simulaciones/{row.pk}/").content.decode()
    assert "Hasta el primero" in page
    sheet = b"".join(client.get(f"/escritorio/simulaciones/{row.pk}/cifras.csv").streaming_content).decode()
    assert "1 4" in sheet


def test_one_that_was_killed_goes_on_where_it_was(counted):
    row = ask(counted, OWN, STOP)
    row.outcomes, row.done = [{"edition": counted.pk, "rule": 0, "data": {"winners": []}}], 1
    row.save()
    services.do_simulation(simulation_id=row.pk)
    row.refresh_from_db()
    assert [kept["rule"] for kept in row.outcomes] == [0, 1]
    assert row.outcomes[0]["data"] == {"winners": []}


def test_an_election_whose_results_are_not_public_is_not_simulated(client):
    edition = make_voting_edition()
    with pytest.raises(services.SimulationRefused):
        ask(edition, OWN)
    client.force_login(make_caro())
    answer = client.post("/escritorio/simulaciones/", {"editions": [edition.pk], "own": "on"})
    assert answer.status_code == 422


def test_the_form_asks_for_known_rules_and_for_plain_ones(client, counted):
    client.force_login(make_caro())
    data = {"editions": [counted.pk], "own": "on", "known": ["wieliczka-2023"], "plain": ["greedy_ratio"]}
    answer = client.post("/escritorio/simulaciones/", data)
    assert answer.status_code == 302
    row = counted.simulations.get()
    assert len(queries.labels(row)) == 3
    services.do_simulation(simulation_id=row.pk)
    assert client.post("/escritorio/simulaciones/", {"editions": [counted.pk]}).status_code == 422


def test_the_pages_cost_the_same_for_one_and_three_rows(client, counted, django_assert_max_num_queries):
    client.force_login(make_caro())
    services.do_simulation(simulation_id=ask(counted, OWN).pk)
    wide = ask(counted, OWN, STOP, SimulatedRule(label="Otra"))
    services.do_simulation(simulation_id=wide.pk)
    narrow = counted.simulations.order_by("pk")[0]
    client.get("/escritorio/simulaciones/")
    for first, second in (
        ("/escritorio/simulaciones/", "/escritorio/simulaciones/"),
        (f"/escritorio/simulaciones/{narrow.pk}/", f"/escritorio/simulaciones/{wide.pk}/"),
    ):
        with django_assert_max_num_queries(20) as one:
            client.get(first)
        if first == second:
            ask(counted, OWN)
        with django_assert_max_num_queries(len(one)):
            client.get(second)


def test_the_office_sees_how_rights_were_given_and_nothing_of_votes_before_the_release(client):
    """INTEGRITY-6."""
    edition = make_voting_edition()
    make_ballot(edition, make_ana(), 1)
    client.force_login(make_aurora())
    address = f"/escritorio/votacion/{edition.slug}/integridad/"
    page = client.get(address).content.decode()
    assert "Quién los entregó en persona" in page
    assert "Qué tan cerca estuvo" not in page
    assert client.post(address).status_code == 404
    assert client.get(f"/ediciones/{edition.slug}/resultados/integridad/").status_code == 404


def test_the_report_says_what_stands_out_and_the_public_one_keeps_small_figures(client, counted):
    """INTEGRITY-6, INTEGRITY-7."""
    count = counted.counts.get()
    services.ask_integrity(count_id=count.pk, at=timezone.now())
    report = services.make_integrity(count_id=count.pk, at=timezone.now())
    assert services.make_integrity(count_id=count.pk, at=timezone.now()).made_at == report.made_at
    margins = {row["number"]: row["margin"] for row in report.data["decisions"]}
    assert set(margins) == {"1", "4"}
    page = client.get(f"/ediciones/{counted.slug}/resultados/integridad/").content.decode()
    assert "Ningún grupo se aparta" in page
    assert '<td class="number" data-label="En papel">9</td>' not in page
    client.force_login(make_caro())
    page = client.get(f"/escritorio/votacion/{counted.slug}/integridad/").content.decode()
    assert '<td class="number" data-label="En papel">9</td>' in page
