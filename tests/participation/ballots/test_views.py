"""The results and the office's count, in the browser."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_user
from tequio.config.demo.factories.ballots import (
    make_ballot,
    make_results,
    make_votes,
    make_voting_edition,
)
from tequio.participation.ballots.models import Count, CountRun
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
    assert "Usted ya tiene su derecho a votar, entregado en un módulo." in client.get(detail).content.decode()
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
