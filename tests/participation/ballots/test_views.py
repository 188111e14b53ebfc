"""The ballot in the browser: four steps without JavaScript, the results, the office."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_user
from tequio.config.demo.factories.ballots import (
    make_ballot,
    make_feasible,
    make_results,
    make_votes,
    make_voting_edition,
)
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.ballots.models import Ballot, Count, CountRun, Participation
from tequio.participation.ballots.tasks import count_box
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_voting_edition()


@pytest.fixture
def ana(client):
    person = make_ana()
    client.force_login(person)
    return person


@pytest.fixture
def caro(client):
    person = make_caro()
    client.force_login(person)
    return person


def url(name, edition, *more):
    return reverse(f"ballots:{name}", args=[edition.slug, *more])


def place(edition):
    return edition.options.first().envelope.unit_id


def past_edition(**rules):
    """Return an edition whose voting closed five days ago."""
    return make_voting_edition(at=timezone.now() - timedelta(days=25), **rules)


def then(edition):
    return edition.phases.get(kind=PhaseKind.VOTING).opens


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, edition):
    answer = client.get(url("where", edition))
    assert answer.status_code == 302
    assert "/cuenta/entrar/" in answer["Location"]


def test_a_vote_from_the_first_page_to_the_receipt(client, ana, edition):
    answer = client.get(url("where", edition), follow=True)
    assert answer.redirect_chain == [(url("choose", edition, place(edition)), 302)]
    page = answer.content.decode()
    assert "Paso 2 de 4" in page
    assert page.count('name="opcion"') == 4
    answer = client.post(url("review", edition, place(edition)), {"opcion": ["1", "4"]})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Suman $900 mil de $10 millones." in page
    assert Ballot.objects.count() == 0
    answer = client.post(url("cast", edition, place(edition)), {"opcion": ["1", "4"]}, follow=True)
    assert "Su voto está en la urna" in answer.content.decode()
    assert Ballot.objects.get().points == {"1": 1, "4": 1}
    assert str(Participation.objects.get().pk)[:8].upper() in answer.content.decode()


def test_with_several_places_the_person_says_where(client, ana):
    edition = make_edition(phase=PhaseKind.VOTING)
    size = edition.sizes.order_by("cap_centavos")[0]
    for code in ("C1", "C3"):
        site = edition.territory.units.get(code=code)
        make_feasible(edition, 1, site=site, size=size, at=timezone.now() - timedelta(days=60))
    page = client.get(url("where", edition)).content.decode()
    assert "Sector Oriente" in page
    assert "Sector Poniente" in page
    answer = client.get(url("where", edition), {"seguir": "1"})
    assert answer.status_code == 422
    assert "Elija un lugar para seguir." in answer.content.decode()
    assert client.get(url("where", edition), {"lugar": "999"}).status_code == 422
    unit = edition.territory.units.get(code="S2")
    assert client.get(url("where", edition), {"lugar": unit.pk})["Location"] == url("choose", edition, unit.pk)


def test_sent_twice_it_leads_to_the_same_receipt(client, ana, edition):
    for _ in range(2):
        answer = client.post(url("cast", edition, place(edition)), {"opcion": "1"})
        assert answer["Location"] == url("receipt", edition)
    assert Ballot.objects.count() == 1
    for name in ("where", "choose"):
        more = [place(edition)] if name == "choose" else []
        assert client.get(url(name, edition, *more))["Location"] == url("receipt", edition)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([], "Elija al menos un proyecto."),
        (["99"], "no está en la boleta"),
        (["x"], "no está en la boleta"),
        (["9" * 9], "no está en la boleta"),
        (["1", "2", "3"], "Marcó más proyectos de los permitidos."),
    ],
)
def test_a_ballot_over_its_limits_comes_back_with_its_reasons(client, ana, marks, said):
    edition = make_voting_edition(max_choices=2)
    for step in ("review", "cast"):
        answer = client.post(url(step, edition, place(edition)), {"opcion": marks})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert Ballot.objects.count() == 0


def test_marks_over_the_money_come_back_marked_and_with_what_is_missing(client, ana):
    edition = make_voting_edition(purse_centavos=100_000_000)
    answer = client.post(url("review", edition, place(edition)), {"opcion": ["1", "2"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Se pasó por $50 mil de los $1 millón que hay." in page
    assert page.count(" checked") == 2


def test_the_choice_can_be_changed_before_casting(client, ana, edition):
    answer = client.post(url("choose", edition, place(edition)), {"opcion": ["2"]})
    assert answer.status_code == 200
    assert answer.content.decode().count(" checked") == 1


def test_points_are_given_in_their_own_boxes(client, ana):
    edition = make_voting_edition(ballot_kind="points", max_points=3, max_choices=2)
    page = client.get(url("choose", edition, place(edition))).content.decode()
    assert page.count("<select name") == 4
    answer = client.post(url("review", edition, place(edition)), {"puntos-1": "3", "puntos-2": ""})
    assert "3 puntos" in answer.content.decode()
    answer = client.post(url("review", edition, place(edition)), {"puntos-1": "tres"})
    assert answer.status_code == 422
    client.post(url("cast", edition, place(edition)), {"puntos-1": "3", "puntos-4": "1"})
    assert Ballot.objects.get().points == {"1": 3, "4": 1}


def test_outside_its_phase_the_page_is_forbidden_and_says_when(client, ana):
    closed = past_edition()
    for answer in (
        client.get(url("where", closed)),
        client.get(url("choose", closed, place(closed))),
        client.post(url("cast", closed, place(closed)), {"opcion": "1"}),
    ):
        assert answer.status_code == 403
        assert "cerró el" in answer.content.decode()
    assert Ballot.objects.count() == 0


def test_one_second_after_closing_the_vote_is_refused(client, ana, edition):
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    with time_machine.travel(closes - timedelta(seconds=1), tick=False):
        client.force_login(ana)
        assert client.get(url("choose", edition, place(edition))).status_code == 200
    with time_machine.travel(closes + timedelta(seconds=1), tick=False):
        client.force_login(ana)
        answer = client.post(url("cast", edition, place(edition)), {"opcion": "1"})
    assert answer.status_code == 403
    assert Ballot.objects.count() == 0


def test_addresses_that_lead_nowhere(client, ana, edition):
    assert client.get("/ediciones/nada/votar/").status_code == 404
    assert client.get(url("choose", edition, 999_999)).status_code == 404
    other = edition.territory.units.get(code="S2").pk
    assert client.get(url("choose", edition, other)).status_code == 409
    assert client.get(url("review", edition, place(edition)))["Location"] == url(
        "choose", edition, place(edition)
    )
    assert client.get(url("cast", edition, place(edition)))["Location"] == url(
        "choose", edition, place(edition)
    )
    assert client.get(url("receipt", edition))["Location"] == url("where", edition)


def test_nothing_of_the_choice_is_kept_in_the_session(client, ana, edition):
    client.post(url("review", edition, place(edition)), {"opcion": ["1", "4"]})
    client.post(url("cast", edition, place(edition)), {"opcion": ["1", "4"]})
    kept = {key: value for key, value in client.session.items() if not key.startswith("_auth")}
    assert "opcion" not in str(kept)
    assert str(Ballot.objects.get().pk) not in str(dict(client.session))


def test_no_tally_is_shown_before_results_are_published(client, edition):
    make_ballot(edition, make_eva(), 1)
    answer = client.get(url("results", edition))
    assert "Aún no hay resultados" in answer.content.decode()
    assert (
        "voto" not in answer.content.decode().split("<main", 1)[1].split("Antes nadie ve cómo va", 1)[0][:400]
    )
    assert client.get(url("results_json", edition)).status_code == 404
    assert client.get(url("results_pb", edition, edition.options.first().envelope_id)).status_code == 404


def test_results_say_why_for_every_project_and_can_be_taken_away(client):
    edition = past_edition(purse_centavos=100_000_000)
    for number, marks in enumerate([(1,), (1,), (2, 4), (4,), (1,)]):
        make_ballot(edition, make_user(f"p{number}@tequio.example"), *marks, at=then(edition))
    make_results(edition)
    page = client.get(url("results", edition)).content.decode()
    for words in (
        "Ganó. Le sobró 1 voto para quedar dentro.",
        "No cupo: a su turno quedaban $100 mil y cuesta $450 mil.",
        "No tuvo votos.",
        "$900 mil</strong> de",
    ):
        assert words in page
    assert "p1@tequio" not in page
    document = json.loads(client.get(url("results_json", edition)).content)
    assert document["winners"] == ["1", "4"]
    assert client.get(url("results_pb", edition, 999_999)).status_code == 404
    assert client.get("/ediciones/nada/resultados/").status_code == 404


def test_the_edition_and_the_proposal_tell_of_the_voting(client, ana):
    edition = make_voting_edition()
    detail = reverse("editions:detail", args=[edition.slug])
    assert "Toma unos tres minutos." in client.get(detail).content.decode()
    make_ballot(edition, ana, 1)
    assert "Usted ya votó. Gracias." in client.get(detail).content.decode()
    closed = past_edition(slug="antes", name="Antes")
    make_ballot(closed, make_eva(), 1, at=then(closed))
    make_results(closed)
    assert "Se contó 1 boleta." in client.get(reverse("editions:detail", args=["antes"])).content.decode()
    proposal = closed.options.get(number=1).proposal
    page = client.get(reverse("proposals:detail", args=[proposal.folio])).content.decode()
    assert "Tuvo 1 voto y quedó en el lugar 1." in page


def test_the_office_writes_down_the_order_of_the_assembly(client, caro):
    edition = past_edition(purse_centavos=100_000_000)
    make_ballot(edition, make_eva(), 1, at=then(edition))
    make_ballot(edition, make_ana(), 3, at=then(edition))
    client.post(url("count", edition))
    count_box(CountRun.objects.get().pk)
    page = client.get(url("office_edition", edition)).content.decode()
    assert "Orden que dio la asamblea" in page
    assert "lo resuelve la asamblea. Decide quién gana." in page
    count = Count.objects.get()
    assert client.post(url("publish", edition), {"conteo": count.pk}).status_code == 409
    client.post(url("count", edition), {"orden": "3 y 1; 2"})
    count_box(CountRun.objects.first().pk)
    newest = edition.counts.first()
    assert newest.result["winners"] == ["3"]
    assert newest.parameters["tie_order"] == ["3", "1", "2"]


def test_while_people_vote_the_office_sees_how_many_and_no_more(client, caro, edition):
    make_ballot(edition, make_eva(), 1)
    page = client.get(url("office_edition", edition)).content.decode()
    assert "nadie ve cómo va" in page
    assert client.post(url("count", edition)).status_code == 409
    assert Count.objects.count() == 0
    assert client.get("/escritorio/votacion/nada/").status_code == 404


def test_pages_cost_the_same_whatever_they_list(client, ana, django_assert_max_num_queries):
    def cost(path):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    few, many = make_voting_edition(options=1), make_voting_edition(options=3, slug="pp2", name="Dos")
    assert cost(url("choose", few, place(few))) == cost(url("choose", many, place(many)))
    few, many = past_edition(options=1, slug="a", name="A"), past_edition(options=3, slug="b", name="B")
    for edition in (few, many):
        make_votes(edition, [make_eva()], at=then(edition))
        make_results(edition)
    assert cost(url("results", few)) == cost(url("results", many))
    client.force_login(make_caro())
    office = reverse("ballots:office")
    before = cost(office)
    make_voting_edition(slug="c", name="C")
    assert cost(office) == before
