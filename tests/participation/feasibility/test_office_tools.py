"""The desk's filters, bulk acts and downloads, the opinion's page, precedents, boards; the author's pages."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_caro, make_eva, make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import (
    make_infeasible,
    make_observation,
    make_opinion,
    make_review,
)
from tequio.config.demo.factories.files import PDF
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.participation.feasibility import services
from tequio.participation.feasibility.models import Note, Review
from tequio.participation.feasibility.types import Verdict

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DESK = "/escritorio/factibilidad/"


@pytest.fixture
def begun():
    return timezone.now() - 25 * DAY


@pytest.fixture
def edition(begun):
    return make_edition(at=begun)


def read(client, url, **query) -> str:
    return client.get(url, query).content.decode()


def test_the_desk_is_narrowed_and_what_is_taken_home_is_the_same(client, edition, begun):
    client.force_login(make_beto())
    lights = edition.categories.get(code="parques")
    east = edition.territory.units.get(code="S1")
    make_review(make_proposal(edition, at=begun, title="Cancha", category=lights))
    there = edition.territory.units.get(code="C3")
    make_review(make_proposal(edition, at=begun, title="Mercado", site=there))
    for query in (
        {"categoria": "parques"},
        {"territorio": east.pk},
        {"q": "canch"},
        {"edad": "0", "q": "Cancha"},
    ):
        page = read(client, DESK, **query)
        assert "Cancha" in page
        assert "Mercado" not in page
    assert "No hay nada" in read(client, DESK, persona=make_beto().pk)
    assert "Cancha" in read(client, DESK, categoria="no-hay", edad="x", territorio="99999999999999999999")
    book = b"".join(client.get(f"{DESK}lista.xlsx?q=cancha").streaming_content)
    assert [row.values[1] for row in read_rows(book, "lista.xlsx").rows] == ["Cancha"]


def test_many_are_done_at_once(client, edition, begun):
    beto = make_beto()
    client.force_login(beto)
    mine = [make_review(make_proposal(edition, at=begun)) for _number in range(2)]
    other = make_review(make_proposal(edition, at=begun), office=make_office("SPM"))
    url = f"{DESK}varios/"
    nothing = client.post(url, {"accion": "tomar"}, follow=True).content.decode()
    assert "Marque al menos uno" in nothing or "Nada cambió" in nothing
    client.post(url, {"accion": "tomar", "reviews": [mine[0].pk, other.pk]})
    assert list(Review.objects.filter(person=beto)) == [mine[0]]
    client.post(url, {"accion": "encargar", "person": beto.pk, "todas": "1"})
    assert Review.objects.filter(person=beto).count() == 2
    client.post(url, {"accion": "fecha", "due": "2030-01-31", "todas": "1"})
    assert not Review.objects.filter(due="2030-01-31").exists()
    client.force_login(make_caro())
    client.post(f"{url}?area={other.office_id}", {"accion": "fecha", "due": "2030-01-31", "todas": "1"})
    assert Review.objects.get(due="2030-01-31") == other


def test_the_rules_are_asked_with_one_button_and_lists_are_assigned_whole(client, begun):
    client.force_login(make_caro())
    edition = make_edition(at=begun, review_office=make_office("PAR"))
    for _number in range(2):
        make_proposal(edition, at=begun)
    base = f"{DESK}edicion/{edition.slug}/"
    assert "2 dictámenes" in client.post(f"{base}pedir/", follow=True).content.decode()
    assert "No faltaba" in client.post(f"{base}pedir/", follow=True).content.decode()
    body = {"offices": [make_office("JUR").pk], "due": "2030-01-31", "todas": "1"}
    client.post(f"{base}asignar/?categoria=parques", body)
    assert Review.objects.filter(office__code="JUR").count() == 0
    client.post(f"{base}asignar/", body)
    assert Review.objects.filter(office__code="JUR").count() == 2
    assert "No hay nada" in read(client, f"{base}asignar/", solo="sin")


def test_a_category_or_a_sector_is_given_whole_to_a_group_of_offices(client, edition, begun):
    """FEAS-36: the offices are the groups; what the filter leaves out is asked of nobody."""
    client.force_login(make_caro())
    group = [make_office("JUR"), make_office("SPM")]
    park = make_proposal(edition, at=begun, category=edition.categories.get(code="parques"))
    east = edition.territory.units.get(code="S1")
    there = make_proposal(edition, at=begun, site=edition.territory.units.get(code="C3"))
    url = f"{DESK}edicion/{edition.slug}/asignar/"
    body = {"offices": [office.pk for office in group], "due": "2030-01-31", "todas": "1"}

    def asked(proposal) -> list[str]:
        return sorted(proposal.reviews.values_list("office__code", flat=True))

    client.post(f"{url}?categoria=parques", body)
    assert (asked(park), asked(there)) == (["JUR", "SPM"], [])
    client.post(f"{url}?territorio={there.site.parent_id}", body | {"offices": [group[0].pk]})
    assert there.site.parent_id != east.pk
    assert (asked(park), asked(there)) == (["JUR", "SPM"], ["JUR"])


def test_an_opinion_is_drafted_noted_papered_and_given(client, edition, begun):
    client.force_login(make_beto())
    review = make_review(make_proposal(edition, at=begun))
    make_review(make_proposal(edition, at=begun, title="La que sigue"))
    url = f"{DESK}{review.pk}/"
    draft = {"borrador": "1", "reasons": "Falta medir", "cost_centavos": "mil"}
    assert "Falta medir" in client.post(url, draft, follow=True).content.decode()
    client.post(f"{url}nota/", {"text": "Preguntar a Jurídico"})
    client.post(f"{url}nota/", {"text": " "})
    client.post(f"{url}anexos/", {"upload": ContentFile(PDF, name="acta.pdf"), "public": "on"})
    client.post(f"{url}anexos/", {"upload": ContentFile(b"MZ\x00\x01\xff", name="x.exe")})
    page = read(client, url)
    assert "Preguntar a Jurídico" in page
    assert "acta.pdf" in page
    assert Note.objects.count() == 1
    body = {
        "verdict": "feasible", "reasons": "Cabe", "cost_centavos": "800,000", "yearly_cost_centavos": "9,000",
        "duration": "4", "duration_unit": "months", "land": "municipal", "legal_basis": "Art. 5",
        "siguiente": "1",
    }  # fmt: skip
    after = client.post(url, body, follow=True)
    assert "La que sigue" in after.content.decode()
    review.refresh_from_db()
    assert (review.yearly_cost_centavos, review.duration, review.land) == (900_000, 4, "municipal")
    client.post(f"{DESK}anexos/{review.files.get().pk}/quitar/")
    assert not review.files.exists()


def test_the_correction_is_told_to_the_author_and_to_nobody_else(client, edition, begun):
    """FEAS-25."""
    review = make_review(make_proposal(edition, at=begun, author=make_ana()))
    secret = "Falta decir de qué lado de la calle."
    client.force_login(make_beto())
    body = {"verdict": "observed", "reasons": secret, "fields_to_mend": ["solution"]}
    client.post(f"{DESK}{review.pk}/", body)
    folio = review.proposal.folio
    detail, mend = f"/propuestas/{folio}/", f"/propuestas/{folio}/observaciones/{review.observation.pk}/"
    client.force_login(make_eva())
    for url in (
        detail,
        "/propuestas/",
        f"/ediciones/{edition.slug}/propuestas/",
        f"/ediciones/{edition.slug}/factibilidad/",
    ):
        page = read(client, url)
        assert secret not in page
        assert "corregir" not in page
    assert client.get(mend).status_code == 404
    client.force_login(make_ana())
    assert "Le piden corregir algo" in read(client, detail)
    assert "Le piden corregir algo" in read(client, "/propuestas/")
    page = read(client, mend)
    assert secret in page
    assert 'name="title"' not in page
    assert client.post(mend, {"answer": "", "solution": "Otra"}).status_code == 422
    client.post(mend, {"answer": "Del lado norte", "solution": "Del lado norte.", "title": "Robado"})
    review.proposal.refresh_from_db()
    assert (review.proposal.solution, review.proposal.title) == ("Del lado norte.", "Andador con sombra")
    assert "Usted contestó" in read(client, f"{detail}resultado/")
    client.force_login(make_beto())
    assert "Del lado norte" in read(client, f"{DESK}{review.pk}/")


def test_the_author_reads_the_reasons_appeals_and_is_answered_in_public(client, edition, begun):
    proposal = make_proposal(edition, at=begun, author=make_ana())
    review = make_infeasible(proposal, reasons="Es de un particular.")
    base = f"/propuestas/{proposal.folio}/"
    client.force_login(make_eva())
    for url in ("resultado/", f"inconformidad/{review.pk}/"):
        assert client.get(base + url).status_code == 404
    client.force_login(make_ana())
    page = read(client, f"{base}resultado/")
    assert "Es de un particular." in page
    assert "No estoy de acuerdo" in page
    assert client.post(f"{base}inconformidad/{review.pk}/", {"reasons": ""}).status_code == 422
    client.post(f"{base}inconformidad/{review.pk}/", {"reasons": "Tengo la escritura."})
    assert client.post(f"{base}inconformidad/{review.pk}/", {"reasons": "Otra"}).status_code == 409
    appeal = review.appeal
    url = f"{DESK}inconformidades/{appeal.pk}/"
    client.force_login(make_beto())
    assert client.get(url).status_code == 403
    client.force_login(make_caro())
    assert "Contestar la inconformidad" in read(client, "/escritorio/")
    assert proposal.folio in read(client, f"{DESK}inconformidades/")
    client.post(f"{url}asignar/", {"office": make_office().pk})
    assert client.post(url, {"ruling": "upheld", "answer": "No"}).status_code == 403
    client.force_login(make_beto())
    assert client.post(url, {"ruling": "overturned", "answer": "Sí"}).status_code == 422
    client.post(url, {"ruling": "overturned", "answer": "La escritura vale.", "cost_centavos": "800,000"})
    client.logout()
    page = read(client, base)
    for words in ("Es de un particular.", "Tengo la escritura.", "La escritura vale.", "Factible"):
        assert words in page


def test_precedents_tell_why_something_alike_was_refused_and_only_what_is_public(client, begun):
    """FEAS-35."""
    past = make_edition(at=begun - 300 * DAY, slug="pp2025", name="Presupuesto 2025", year=2025)
    then = begun - 300 * DAY
    old = make_proposal(past, at=then, title="Iluminación de la cancha del parque")
    make_infeasible(old, at=then + 25 * DAY, reasons="Pasa una línea de alta tensión.", legal_basis="Norma 001")
    edition = make_edition(at=begun)
    review = make_review(make_proposal(edition, at=begun, title="Iluminar canchas"))
    make_opinion(make_proposal(edition, at=begun, title="Cancha nueva"), reasons="Secreto todavía.")
    client.force_login(make_beto())
    assert "Pasa una línea de alta tensión." in read(client, f"{DESK}{review.pk}/")
    url = f"{DESK}precedentes/"
    for query in (
        {"q": "iluminacion cancha"},
        {"q": "tension"},
        {"resultado": "infeasible"},
        {"anio": 2025},
        {},
    ):
        page = read(client, url, **query)
        assert "Pasa una línea de alta tensión." in page, query
        assert "Secreto" not in page
    assert "No hay nada así" in read(client, url, q="alberca")
    assert "No hay nada así" in read(client, url, resultado="feasible")


def test_boards_lead_to_their_lists_and_the_public_one_tells_no_outcome(
    client, edition, begun, django_assert_max_num_queries
):
    make_opinion(make_proposal(edition, at=begun), verdict=Verdict.INFEASIBLE)
    late = make_review(make_proposal(edition, at=begun), due=timezone.localdate() - DAY)
    services.entrust(reviews=[late], person=make_beto())
    make_observation(make_review(make_proposal(edition, at=begun)))
    client.force_login(make_caro())
    url = f"{DESK}tablero/"
    client.get(url)
    with django_assert_max_num_queries(20):
        page = read(client, url)
    assert f"?estado=vencidos&amp;edicion={edition.slug}&amp;area={late.office_id}" in page
    assert "Beto Ríos" in page
    for cut in ("areas", "personas", "edades", "categorias", "territorios", "indicadores"):
        answer = client.get(f"{url}{cut}.csv")
        assert len(b"".join(answer.streaming_content).splitlines()) > 1
    assert client.get(f"{url}nada.csv").status_code == 404
    client.logout()
    public = f"/ediciones/{edition.slug}/factibilidad/"
    page = read(client, public)
    assert "Se han dado 1 de 3 dictámenes" in page
    lines = io.BytesIO(b"".join(client.get(f"{public}categorias.csv").streaming_content)).read().decode()
    assert lines.splitlines()[1].endswith(",3,3,0,0")
    assert client.get(f"{public}personas.csv").status_code == 404
    assert "Ver cómo va la revisión" in read(client, f"/ediciones/{edition.slug}/")


def test_the_page_of_an_opinion_costs_the_same_for_one_and_three(
    client, edition, begun, django_assert_max_num_queries
):
    client.force_login(make_beto())
    proposal = make_proposal(edition, at=begun)
    review = make_review(proposal)
    url = f"{DESK}{review.pk}/"
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    for code in ("SPM", "JUR"):
        make_review(proposal, office=make_office(code))
        make_review(make_proposal(edition, at=begun))
        services.add_note(proposal=proposal, text="Nota", at=timezone.now(), actor=make_beto().pk)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
