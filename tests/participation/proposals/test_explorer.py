"""Finding proposals: words without accents, folio, author, colonia, filters, pages and downloads."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from tequio.config.demo.factories.accounts import make_caro, make_eva, make_user
from tequio.config.demo.factories.discussion import make_rules
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import Filters

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition()


def found(edition, **filters) -> list[str]:
    return [p.title for p in queries.explorer(edition, Filters(**filters), at=timezone.now())]


@pytest.fixture
def three(edition):
    lights = edition.categories.get(code="parques")
    west = edition.territory.units.get(code="C3")
    make_proposal(edition, title="Iluminación de la cancha", category=lights)
    make_proposal(edition, title="Juegos para niñas y niños", site=west, author=make_eva())
    make_proposal(edition, title="Banquetas anchas", problem="No se puede caminar con carriola.")
    return edition


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("iluminacion", ["Iluminación de la cancha"]),
        ("ILUMINACIÓN", ["Iluminación de la cancha"]),
        ("iluminaciones", ["Iluminación de la cancha"]),
        ("juego niño", ["Juegos para niñas y niños"]),
        ("ninas", ["Juegos para niñas y niños"]),
        ("anch", ["Banquetas anchas"]),
        ("carriolas", ["Banquetas anchas"]),
        ("26-0002", ["Juegos para niñas y niños"]),
        ("eva lozano", ["Juegos para niñas y niños"]),
        ("mirador", ["Juegos para niñas y niños"]),
        ("sector poniente", ["Juegos para niñas y niños"]),
        ("tractor", []),
        ("!!! & | <->", []),
        ("cancha & ) :*", ["Iluminación de la cancha"]),
        ("", ["Iluminación de la cancha", "Juegos para niñas y niños", "Banquetas anchas"]),
    ],
)
def test_people_find_what_they_type(three, text, titles):
    assert found(three, text=text) == titles


def test_filters_narrow_the_list(three):
    sector = three.territory.units.get(code="S2")
    assert found(three, category="parques") == ["Iluminación de la cancha"]
    assert found(three, unit=sector.pk) == ["Juegos para niñas y niños"]
    assert found(three, size="grande") == []
    assert found(three, state="feasible") == []
    assert queries.counts_by_category(three) == [("Alumbrado", 2), ("Parques y jardines", 1)]


def test_drafts_withdrawn_and_hidden_are_nowhere(client, edition):
    make_draft(edition, title="Mi secreto")
    for number, act in enumerate((services.withdraw, services.hide)):
        proposal = make_proposal(edition, author=make_user(f"p{number}@tequio.example"), title="Mi secreto")
        extra = {"reason": "x"} if act is services.hide else {}
        act(proposal=proposal, at=timezone.now(), **extra)
        assert client.get(f"/propuestas/{proposal.folio}/").status_code == 404
    base = f"/ediciones/{edition.slug}/propuestas"
    for path in ("/", ".csv", ".json", ".geojson"):
        answer = client.get(base + path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"secreto" not in content


def test_lists_cost_the_same_for_one_and_three(client, edition, django_assert_max_num_queries):
    make_proposal(edition)
    url = f"/ediciones/{edition.slug}/propuestas/?q=andador"
    client.get(url)
    with django_assert_max_num_queries(16) as one:
        client.get(url)
    make_proposal(edition)
    make_proposal(edition)
    with django_assert_max_num_queries(len(one)):
        assert client.get(url).content.decode().count("folio 26-000") == 3


def test_pages_keep_the_filters(client, edition, monkeypatch):
    monkeypatch.setattr("tequio.participation.proposals.views.explorer.PAGE", 1)
    make_proposal(edition)
    make_proposal(edition)
    url = f"/ediciones/{edition.slug}/propuestas/"
    page = client.get(url, {"q": "andador", "pagina": "2"}).content.decode()
    assert "?q=andador&amp;pagina=1" in page
    assert "Página 2 de 2" in page
    assert client.get(url, {"pagina": "x"}).status_code == 200


@pytest.mark.parametrize(
    "query", ["categoria=nada", "territorio=abc", "estado=draft", "q=%00", "q=" + "x" * 300, "tamano='"]
)
def test_senseless_filters_do_no_harm(client, edition, query):
    make_draft(edition, title="Mi secreto")
    answer = client.get(f"/ediciones/{edition.slug}/propuestas/?{query}")
    assert answer.status_code == 200
    assert b"secreto" not in answer.content


def test_the_csv_is_the_filtered_list_and_runs_no_formula(client, three):
    make_proposal(three, title="=HYPERLINK(1)")
    base = f"/ediciones/{three.slug}/propuestas"
    text = b"".join(client.get(f"{base}.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 5
    assert rows[-1][1] == "'=HYPERLINK(1)"
    assert rows[1][5:7] == ["Los Encinos", "Sector Oriente"]
    assert rows[1][10] == "800000.00"
    assert "Ana" not in text
    one = b"".join(client.get(f"{base}.csv?categoria=parques").streaming_content).decode()
    assert one.count("\r\n") == 2


def test_the_json_is_the_same_list(client, three):
    body = json.loads(client.get(f"/ediciones/{three.slug}/propuestas.json?q=juegos").content)
    assert [p["folio"] for p in body["proposals"]] == ["26-0002"]
    assert body["proposals"][0]["estimated_cost_centavos"] == 80_000_000
    assert "author" not in json.dumps(body)


def test_the_map_has_sectors_and_pins(client, three):
    body = client.get(f"/ediciones/{three.slug}/propuestas.geojson").json()
    kinds = [f["properties"]["kind"] for f in body["features"]]
    assert (kinds.count("unit"), kinds.count("pin")) == (2, 3)


def test_an_unpublished_edition_has_no_explorer(client):
    make_edition(published=False)
    assert client.get("/ediciones/pp2026/propuestas/").status_code == 404


def test_the_page_of_a_proposal_shows_its_thread_in_constant_queries(
    client, edition, django_assert_max_num_queries
):
    proposal = make_proposal(edition)
    client.get(f"/propuestas/{proposal.folio}/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/propuestas/{proposal.folio}/").content.decode()
    for words in ("El hilo", "Propuesta registrada", "Ana Robledo", "$800 mil", "Los Encinos"):
        assert words in page
    assert "Cambiar mi propuesta" not in page


def test_the_author_sees_what_moderation_hid_with_its_reason(client, edition):
    proposal = make_proposal(edition)
    client.force_login(make_caro())
    url, told = f"/escritorio/propuestas/{proposal.folio}/ocultar/", {"reason": "Trae un teléfono"}
    told["rule"] = str(make_rules()[1].number)
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, told)
    assert answer.status_code == 302
    assert "Trae un teléfono" in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    assert proposal.folio in client.get("/escritorio/propuestas/?ocultas=1").content.decode()
    client.force_login(proposal.author)
    assert "Trae un teléfono" in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    client.force_login(make_eva())
    assert client.get(f"/propuestas/{proposal.folio}/").status_code == 404
    client.force_login(make_caro())
    client.post(f"/escritorio/propuestas/{proposal.folio}/mostrar/")
    client.logout()
    assert client.get(f"/propuestas/{proposal.folio}/").status_code == 200


def test_moderation_costs_the_same_for_one_and_three(client, edition, django_assert_max_num_queries):
    client.force_login(make_caro())
    make_proposal(edition)
    client.get("/escritorio/propuestas/")
    with django_assert_max_num_queries(20) as one:
        client.get("/escritorio/propuestas/")
    make_proposal(edition)
    make_proposal(edition)
    with django_assert_max_num_queries(len(one)):
        client.get("/escritorio/propuestas/")
    assert client.get("/escritorio/propuestas/26-9999/ocultar/").status_code == 404


@pytest.mark.parametrize("path", ["/propuestas/%00/", "/propuestas/26-0001%00/", "/propuestas/nada/"])
def test_a_folio_that_is_none_does_not_exist(client, edition, path):
    assert client.get(path).status_code == 404


def test_prop_30_the_list_is_shuffled_by_day_until_the_results(client, edition, monkeypatch, time_machine):
    monkeypatch.setattr("tequio.participation.proposals.views.explorer.PAGE", 4)
    folios = [make_proposal(edition, author=make_user(f"p{n}@tequio.example")).folio for n in range(8)]
    url = f"/ediciones/{edition.slug}/propuestas/"

    def listed(**asked) -> list[str]:
        return re.findall(r"folio (26-\d{4})", client.get(url, asked).content.decode())

    first = client.get(url).content.decode()
    assert f"dia={timezone.localdate().isoformat()}" in first
    pages = [listed(dia="2026-05-01", pagina=n) for n in (1, 2)]
    assert sorted(pages[0] + pages[1]) == folios
    assert pages[0] == listed(dia="2026-05-01")
    assert [listed(dia=f"2026-05-{day:02d}") for day in range(2, 6)] != [pages[0]] * 4
    assert listed(orden="folio") == folios[:4]
    assert listed(dia="ayer", orden="nada") == listed()
    services.record_votes(edition=edition, votes={Proposal.objects.get(folio=folios[6]).pk: 9})
    time_machine.move_to(edition.phases.get(kind="results").opens)
    assert listed() == [folios[6], *folios[:3]]
    assert "9 votos" in client.get(url).content.decode()


def test_prop_31_the_workbook_is_the_filtered_list_and_runs_no_formula(client, three):
    make_proposal(three, title="=1+1", problem="https://ejemplo.example")
    answer = client.get(f"/ediciones/{three.slug}/propuestas.xlsx?q=1+1")
    content = b"".join(answer.streaming_content)
    rows = read_rows(content, "propuestas.xlsx").records()
    assert [(row["Título"], row["Costo estimado en pesos"]) for row in rows] == [("=1+1", 800_000)]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_proposal_travels_with_its_card(client, edition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    proposal = make_proposal(
        edition, title="Un título largo que no cabe en un renglón ni tampoco en dos de ellos"
    )
    url = f"/propuestas/{proposal.folio}/"
    page = client.get(url).content.decode()
    assert f'property="og:image" content="http://127.0.0.1:8000{url}tarjeta.jpg"' in page
    assert "https://wa.me/?text=Mire%20esta%20propuesta" in page
    plain = client.get(f"{url}tarjeta.jpg")
    assert plain.headers["Content-Type"] == "image/jpeg"
    photo = io.BytesIO()
    Image.new("RGB", (600, 400), "green").save(photo, "JPEG")
    upload = ContentFile(photo.getvalue(), name="foto.jpg")
    services.add_photo(proposal=proposal, upload=upload, alt="x", at=timezone.now())
    with Image.open(io.BytesIO(client.get(f"{url}tarjeta.jpg").content)) as drawn:
        assert drawn.size == (1200, 630)
        assert drawn.getpixel((600, 100))[1] > 100
    services.hide(proposal=proposal, reason="x", at=timezone.now())
    assert client.get(f"{url}tarjeta.jpg").status_code == 404
