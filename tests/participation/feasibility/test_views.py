"""The liaison's desk, the coordinator's side, and what the public reads."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_caro, make_office, make_pia
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import make_opinion, make_review
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.web import pending
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Verdict

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
GOOD = {"verdict": "feasible", "reasons": "Es terreno municipal.", "cost_centavos": "850,000"}


@pytest.fixture
def begun():
    return timezone.now() - 25 * DAY


@pytest.fixture
def edition(begun):
    return make_edition(at=begun)


@pytest.fixture
def beto(client):
    user = make_beto()
    client.force_login(user)
    return user


def listed(client, **query) -> str:
    return client.get("/escritorio/factibilidad/", query).content.decode()


def test_the_desk_shows_my_office_alone_with_its_deadlines_in_words(client, beto, edition, begun):
    today = timezone.localdate()
    make_review(make_proposal(edition, at=begun, title="Cancha"), due=today - 2 * DAY)
    make_review(make_proposal(edition, at=begun, title="Mercado"), office=make_office("SPM"))
    page = listed(client)
    assert "Cancha" in page
    assert "venció hace 2 días" in page
    assert "Mercado" not in page
    assert "Cancha" in listed(client, estado="vencidos")
    assert "Nada por dictaminar" not in page
    assert "No hay nada en esta lista" in listed(client, estado="dictaminados")
    assert "Cancha" in listed(client, estado="nada")
    assert client.get("/escritorio/factibilidad/", {"edicion": "\0"}).status_code == 200


def test_lists_cost_the_same_for_one_and_three(client, beto, edition, begun, django_assert_max_num_queries):
    make_review(make_proposal(edition, at=begun))
    listed(client)
    with django_assert_max_num_queries(20) as one:
        listed(client)
    make_review(make_proposal(edition, at=begun))
    make_review(make_proposal(edition, at=begun))
    with django_assert_max_num_queries(len(one)):
        listed(client)


def test_an_opinion_is_given_and_the_desk_says_what_is_left(client, beto, edition, begun):
    review = make_review(make_proposal(edition, at=begun))
    make_review(make_proposal(edition, at=begun))
    url = f"/escritorio/factibilidad/{review.pk}/"
    assert "Guardar dictamen" in client.get(url).content.decode()
    page = client.post(url, GOOD, follow=True).content.decode()
    assert "Le queda 1 por dictaminar" in page
    review.refresh_from_db()
    assert (review.verdict, review.cost_centavos, review.decided_by) == ("feasible", 85_000_000, beto)
    assert "Dictamen guardado, sin publicar" in client.get(url).content.decode()
    last = Review.objects.get(verdict=None)
    page = client.post(f"/escritorio/factibilidad/{last.pk}/", GOOD, follow=True).content.decode()
    assert "No le queda ninguno" in page


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"verdict": "feasible", "reasons": "", "cost_centavos": "5"}, "Razones"),
        ({"verdict": "feasible", "reasons": "Sí", "cost_centavos": ""}, "Escriba el costo"),
        ({"verdict": "feasible", "reasons": "Sí", "cost_centavos": "mucho"}, "cantidad en pesos"),
        ({"verdict": "feasible", "reasons": "Sí", "cost_centavos": "1,000,001"}, "pasa del tope"),
        ({"verdict": "feasible", "reasons": "   ", "cost_centavos": "5"}, "Razones"),
        ({"reasons": "Sí"}, "Dictamen"),
    ],
)
def test_an_opinion_that_is_wrong_is_explained_and_what_was_written_stays(client, beto, edition, body, said):
    review = make_review(make_proposal(edition, at=timezone.now() - 25 * DAY))
    answer = client.post(f"/escritorio/factibilidad/{review.pk}/", body)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert body["reasons"] in page
    assert Review.objects.get().verdict is None


def test_the_opinion_of_another_office_is_not_mine(client, beto, edition, begun):
    """FEAS-8."""
    review = make_review(make_proposal(edition, at=begun), office=make_office("SPM"))
    url = f"/escritorio/factibilidad/{review.pk}/"
    assert client.get(url).status_code == 403
    answer = client.post(url, GOOD)
    assert answer.status_code == 403
    assert "otra área" in answer.content.decode()
    client.force_login(make_caro())
    assert client.get(url).status_code == 200
    assert client.post(url, GOOD).status_code == 403
    assert Review.objects.get().verdict is None
    assert client.get("/escritorio/factibilidad/0/").status_code == 404


def test_who_does_not_judge_has_no_desk(client):
    client.force_login(make_pia())
    assert client.get("/escritorio/factibilidad/").status_code == 403


def test_after_the_phase_the_form_is_gone_and_a_late_post_gets_409(client, beto, edition, time_machine):
    review = make_review(make_proposal(edition, at=timezone.now() - 25 * DAY))
    time_machine.move_to(edition.phases.get(kind="feasibility").closes)
    client.force_login(beto)
    url = f"/escritorio/factibilidad/{review.pk}/"
    page = client.get(url).content.decode()
    assert "Guardar dictamen" not in page
    assert "Se dictamina del" in page
    answer = client.post(url, GOOD)
    assert answer.status_code == 409
    assert "cerró el" in answer.content.decode()


def test_the_csv_is_the_list_of_the_desk(client, beto, edition, begun):
    make_opinion(make_proposal(edition, at=begun, title="Cancha"), reasons="=SUMA(1)")
    make_review(make_proposal(edition, at=begun, title="Mercado"), office=make_office("SPM"))
    answer = client.get("/escritorio/factibilidad/lista.csv?estado=todos")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][1] == "Cancha"
    assert rows[1][6:9] == ["Factible", "'=SUMA(1)", "850000.00"]


def test_pending_work_comes_to_the_first_page(client, beto, edition, begun, rf):
    review = make_review(make_proposal(edition, at=begun, title="Cancha"))
    request = rf.get("/escritorio/")
    request.user = beto
    (item,) = pending.items(request)
    assert (item.folio, item.what, item.due) == ("26-0001", "Cancha", review.due)
    assert "Cancha" in client.get("/escritorio/").content.decode()
    other = rf.get("/escritorio/")
    other.user = make_caro()
    assert pending.items(other) == []


def test_the_coordinator_assigns_many_at_once(client, edition, begun):
    client.force_login(make_caro())
    one, two = make_proposal(edition, at=begun), make_proposal(edition, at=begun)
    url = f"/escritorio/factibilidad/edicion/{edition.slug}/asignar/"
    assert "Sin asignar" in client.get(url).content.decode()
    body = {"offices": [make_office().pk], "due": "2030-01-31", "proposals": [one.pk, two.pk]}
    wrong = client.post(url, body | {"proposals": []})
    assert wrong.status_code == 422
    assert "Marque al menos una" in wrong.content.decode()
    assert client.post(url, body | {"due": "ayer"}).status_code == 422
    assert "Marque al menos un área" in client.post(url, body | {"offices": []}).content.decode()
    assert client.post(url, body)["Location"] == url
    assert Review.objects.filter(due="2030-01-31").count() == 2
    review = Review.objects.first()
    assert client.post(f"/escritorio/factibilidad/{review.pk}/quitar/")["Location"] == url
    assert client.post(f"/escritorio/factibilidad/{review.pk}/quitar/").status_code == 404
    make_opinion(one)
    answered = Review.objects.get(proposal=one)
    assert client.post(f"/escritorio/factibilidad/{answered.pk}/quitar/").status_code == 409
    assert client.get("/escritorio/factibilidad/edicion/nada/asignar/").status_code == 404


def test_assignment_costs_the_same_for_one_and_three(client, edition, begun, django_assert_max_num_queries):
    client.force_login(make_caro())
    url = f"/escritorio/factibilidad/edicion/{edition.slug}/asignar/"
    make_review(make_proposal(edition, at=begun))
    client.get(url)
    with django_assert_max_num_queries(20) as one:
        client.get(url)
    make_review(make_proposal(edition, at=begun))
    make_review(make_proposal(edition, at=begun))
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_nobody_outside_reads_an_outcome_before_all_are_published_at_once(client, edition, begun):
    """FEAS-13."""
    ana = make_ana()
    yes, no = (make_proposal(edition, at=begun, author=ana) for _number in range(2))
    make_opinion(yes, reasons="Cabe en el plazo.")
    make_opinion(no, verdict=Verdict.INFEASIBLE, reasons="Es de un particular.")
    pages = [f"/propuestas/{p.folio}/" for p in (yes, no)]
    lists = [f"/ediciones/{edition.slug}/propuestas{end}" for end in ("/", ".json", ".csv")]

    def everything() -> str:
        said = ""
        for url in [*pages, *lists, "/propuestas/"]:
            answer = client.get(url)
            said += (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        return said

    client.force_login(ana)
    before = everything()
    for secret in (
        "Cabe en el plazo",
        "particular",
        '"state":"infeasible"',
        '"state":"feasible"',
        "badge--late",
    ):
        assert secret not in before
    client.force_login(make_caro())
    url = f"/escritorio/factibilidad/edicion/{edition.slug}/publicar/"
    assert "Publicar todos los dictámenes" in client.get(url).content.decode()
    assert "Factibles: 1. No factibles: 1." in client.post(url, follow=True).content.decode()
    client.logout()
    assert "Cabe en el plazo" in client.get(pages[0]).content.decode()
    assert "Es de un particular" in client.get(pages[1]).content.decode()


def test_publishing_too_early_answers_409_and_publishes_nothing(client, edition, begun):
    client.force_login(make_caro())
    make_review(make_proposal(edition, at=begun))
    url = f"/escritorio/factibilidad/edicion/{edition.slug}/publicar/"
    assert "Todavía no se puede publicar" in client.get(url).content.decode()
    answer = client.post(url)
    assert answer.status_code == 409
    assert "Nada se publicó" in answer.content.decode()
    assert not Review.objects.exclude(published_at=None).exists()


def test_the_coordinator_sees_every_area(client, edition, begun):
    client.force_login(make_caro())
    make_review(make_proposal(edition, at=begun, title="Mercado"), office=make_office("SPM"))
    page = listed(client, edicion=edition.slug)
    for words in ("Mercado", "Servicios Públicos", "Asignar áreas"):
        assert words in page
