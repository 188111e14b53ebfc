"""The pages of the count: asked for, watched, reviewed, published, contested, taken home."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_aurora, make_caro, make_eva, make_user
from tequio.config.demo.factories.ballots import make_ballot, make_results, make_review, make_voting_edition
from tequio.core.tally.pabulib.reader import read
from tequio.participation.ballots import services
from tequio.participation.ballots.models import Contest, Count, CountRun
from tequio.participation.ballots.tasks import count_box
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


def past_edition(**rules):
    """Return an edition whose voting closed five days ago."""
    return make_voting_edition(at=timezone.now() - timedelta(days=25), **rules)


def voted(edition, *ballots):
    """Make one person vote for each of these ballots, while voting was open."""
    opens = edition.phases.get(kind=PhaseKind.VOTING).opens
    for number, marks in enumerate(ballots):
        make_ballot(edition, make_user(f"{edition.slug}{number}@tequio.example"), *marks, at=opens)
    return edition


def url(name, edition, *more):
    return reverse(f"ballots:{name}", args=[edition.slug, *more])


def page(client, address):
    return client.get(address).content.decode()


@pytest.fixture
def caro(client):
    person = make_caro()
    client.force_login(person)
    return person


def provisional(edition):
    count = services.count(edition=edition, at=timezone.now())
    make_review(count)
    return services.publish_provisional(count_id=count.pk, at=timezone.now())


def test_the_office_asks_for_a_count_watches_it_and_makes_it_official(client, caro):
    edition = voted(past_edition(), (1,))
    assert "Contar los votos" in page(client, reverse("office:home"))
    client.post(url("count", edition))
    assert "En espera" in page(client, url("office_edition", edition))
    watched = {"HX-Request": "true"}
    assert "En espera" in client.get(url("progress", edition), headers=watched).content.decode()
    assert client.get(url("progress", edition))["Location"] == url("office_edition", edition)
    assert client.post(url("count", edition)).status_code == 409
    count_box(CountRun.objects.get().pk)
    answer = client.get(url("progress", edition), headers=watched)
    assert answer["HX-Refresh"] == "true"
    shown = page(client, url("office_edition", edition))
    assert "Vista previa" in shown
    assert "Hacerlos oficiales" not in shown
    count = Count.objects.get()
    assert client.post(url("publish", edition), {"conteo": "x"}).status_code == 404
    assert client.post(url("publish", edition), {"conteo": count.pk}).status_code == 409
    client.force_login(make_aurora())
    assert client.post(url("review_count", edition), {"note": ""}).status_code == 422
    client.post(url("review_count", edition), {"note": "Cuadra con las actas."})
    client.force_login(caro)
    assert "Hacerlos oficiales" in page(client, url("office_edition", edition))
    client.post(url("publish", edition), {"conteo": count.pk})
    assert "Ver los resultados públicos" in page(client, url("office_edition", edition))
    assert "Resultados oficiales" in page(client, url("results", edition))
    assert "Cuadra con las actas." in page(client, url("results", edition))


def test_who_counted_does_not_review(client, caro):
    edition = voted(past_edition(), (1,))
    assert "Todavía no se cuenta" in page(client, url("review_count", edition))
    services.count(edition=edition, at=timezone.now(), actor=caro.pk)
    assert "Usted contó" in page(client, url("review_count", edition))
    assert client.post(url("review_count", edition), {"note": "Yo misma."}).status_code == 409


def test_anyone_contests_provisional_results_and_reads_the_answer(client):
    edition = voted(past_edition(contest_days=5), (1,), (2,))
    count = provisional(edition)
    shown = page(client, url("results", edition))
    assert "Resultados provisionales" in shown
    assert "Impugnar estos resultados" in shown
    assert 'type="file"' not in page(client, url("contest", edition))
    assert client.post(url("contest", edition), {"reasons": ""}).status_code == 422
    answer = client.post(
        url("contest", edition), {"reasons": "Soy Ana, vi menos gente.", "number": "2"}, follow=True
    )
    row = Contest.objects.get()
    assert f"Su folio es {row.folio}" in answer.content.decode()
    listed = page(client, url("contests", edition))
    assert "En estudio" in listed
    assert "Soy Ana" not in listed
    client.force_login(make_caro())
    assert row.folio in page(client, reverse("ballots:contests_desk"))
    office = reverse("ballots:contest_office", args=[row.folio])
    assert "Soy Ana" in page(client, office)
    assert client.post(office, {"finding": "founded"}).status_code == 422
    told = {"finding": "unfounded", "summary": "Que votó menos gente.", "answer": "Las boletas cuadran."}
    client.post(office, told)
    client.logout()
    listed = page(client, url("contests", edition))
    assert "Las boletas cuadran." in listed
    assert "Soy Ana" not in listed
    assert count.contests.get().finding == "unfounded"


def test_a_signed_in_person_adds_a_file_that_only_who_answers_reads(client):
    edition = voted(past_edition(contest_days=5), (1,))
    provisional(edition)
    client.force_login(make_eva())
    bad = SimpleUploadedFile("acta.pdf", b"\x00\x01\x02")
    assert client.post(url("contest", edition), {"reasons": "Vea.", "upload": bad}).status_code == 422
    good = SimpleUploadedFile("acta.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    client.post(url("contest", edition), {"reasons": "Vea.", "upload": good})
    address = Contest.objects.get().file.url
    client.logout()
    assert client.get(address).status_code in (403, 404)
    client.force_login(make_caro())
    assert client.get(address).status_code == 200


def test_an_act_changes_an_outcome_in_sight_of_everybody(client, caro):
    edition = voted(past_edition(), (1,), (1,), (2,))
    services.count(edition=edition, at=timezone.now())
    act = SimpleUploadedFile("acta.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    assert client.post(url("override", edition), {"number": "2", "reason": "Sin acta."}).status_code == 422
    client.post(url("override", edition), {"number": "2", "reason": "El predio se vendió.", "act": act})
    count = make_review(edition.counts.get())
    services.publish_results(count_id=count.pk, at=timezone.now())
    client.logout()
    shown = page(client, url("results", edition))
    assert "Un acta lo cambió de «Ganador» a «No ganador»." in shown
    assert "El predio se vendió." in shown
    assert json.loads(client.get(url("results_json", edition)).content)["overrides"][0]["project"] == "2"


def test_the_office_commits_and_notes_the_seed_of_the_lot(client, caro):
    edition = voted(past_edition(tie_rule="lot", counting={"lot_source": "Sorteo Mayor 3921"}), (1,))
    assert "Huella de la semilla" in page(client, url("office_edition", edition))
    assert client.post(url("lot", edition), {"huella": "x"}).status_code == 409
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # of «test»
    client.post(url("lot", edition), {"huella": digest})
    assert client.post(url("lot", edition), {"semilla": "otra"}).status_code == 409
    client.post(url("lot", edition), {"semilla": "test"})
    make_results(edition)
    shown = page(client, url("results", edition))
    assert digest in shown
    assert "El sorteo de los empates" in shown


def test_everything_can_be_taken_home(client):
    edition = voted(past_edition(purse_centavos=100_000_000), (1,), (1,), (2, 4), (4,), (1,))
    make_results(edition)
    answer = client.get(url("results_pb", edition, edition.options.first().envelope_id), follow=True)
    assert len(read(answer.getvalue()).election.ballots) == 5
    answer = client.get(url("results_zip", edition), follow=True)
    assert answer["Content-Type"] == "application/zip"
    assert answer.getvalue().startswith(b"PK")
    for table, words in {
        "lugares": "Sector Oriente",
        "canales": "En papel",
        "proyectos": "Ganador",
        "edades": "Personas",
        "sexos": "Personas",
    }.items():
        assert words in client.get(url("results_csv", edition, table)).getvalue().decode()
    assert client.get(url("results_csv", edition, "nada")).status_code == 404
    assert client.get(url("results_map", edition)).json()["type"] == "FeatureCollection"
    shown = page(client, url("recount", edition))
    assert "sha256sum -c SHA256SUMS" in shown
    assert "data-recount" in shown


def test_pages_cost_the_same_whatever_they_list(client):
    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = voted(past_edition(options=1, slug="a", name="A", contest_days=5), (1,))
    many = voted(past_edition(options=3, slug="b", name="B", contest_days=5), (1,), (2, 3), (3,))
    for edition, number in ((few, 1), (many, 3)):
        count = provisional(edition)
        services.write_files(count_id=count.pk, at=timezone.now())
        for _ in range(number):
            services.contest_results(count=count, reasons="No cuadra.", number=1, at=timezone.now())
    for name in ("results", "recount", "contests", "results_map"):
        assert cost(url(name, few)) == cost(url(name, many)), name
    client.force_login(make_caro())
    for name in ("office_edition", "review_count"):
        assert cost(url(name, few)) == cost(url(name, many)), name
    desk = reverse("ballots:contests_desk")
    before = cost(desk)
    services.contest_results(count=many.counts.get(), reasons="Otra más.", at=timezone.now())
    assert cost(desk) == before
