"""The pages of editions, for anyone and for the coordinator."""

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro, make_office
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.participation.editions.models import Edition

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def caro(client):
    user = make_caro()
    client.force_login(user)
    return user


def test_the_list_costs_the_same_for_one_and_three_editions(client, django_assert_max_num_queries):
    make_edition()
    client.get("/ediciones/")
    with django_assert_max_num_queries(6) as one:
        client.get("/ediciones/")
    make_edition(slug="b")
    make_edition(slug="c")
    with django_assert_max_num_queries(len(one)):
        page = client.get("/ediciones/").content.decode()
    assert page.count("Abierto: Registro de propuestas") == 3


def test_the_page_says_what_is_open_the_money_and_the_rules(client):
    make_edition(proposals_max=2)
    page = client.get("/ediciones/pp2026/").content.decode()
    for words in (
        "Abierto ahora: Registro de propuestas",
        "$45 millones",
        "Sector Oriente",
        "hasta 2 propuestas",
    ):
        assert words in page


def test_between_phases_the_page_says_what_comes_next(client):
    make_edition(phase=None)
    assert "La siguiente abre el" in client.get("/ediciones/pp2026/").content.decode()


def test_an_unpublished_edition_exists_for_its_office_alone(client):
    make_edition(published=False)
    assert client.get("/ediciones/pp2026/").status_code == 404
    client.force_login(make_caro())
    page = client.get("/ediciones/pp2026/")
    assert page.status_code == 200
    assert "Vista previa" in page.content.decode()


def test_the_convocatoria_downloads_byte_for_byte(client):
    edition = make_edition()
    answer = client.get("/ediciones/pp2026/convocatoria-1.json")
    assert hashlib.sha256(answer.content).hexdigest() == edition.rulebook_sha256
    assert client.get("/ediciones/pp2026/convocatoria-9.json").status_code == 404


def test_the_money_downloads_as_csv(client):
    make_edition()
    answer = client.get("/ediciones/pp2026/dinero.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][:4] == ["Sector Oriente", "Sector", "Sectorial", "12500000.00"]
    assert len(rows) == 5


def test_a_coordinator_sets_up_and_publishes_an_edition_without_code(client, caro):
    city, office, now = make_small_city(), make_office(), timezone.localtime()
    data = {"name": "PP 2027", "slug": "pp2027", "year": "2027", "summary": "", "territory": city.pk}
    assert client.post("/escritorio/ediciones/nueva/vacia/", data).status_code == 302
    base = "/escritorio/ediciones/pp2027/"
    page = client.get(base).content.decode()
    assert "Falta el calendario" in page
    assert client.post(base + "publicar/").status_code == 422
    calendar = {
        "registration_opens": (now + DAY).strftime("%Y-%m-%dT%H:%M"),
        "registration_closes": (now + 9 * DAY).strftime("%Y-%m-%dT23:59"),
        "registration_text": "Traiga su idea.",
    }
    posts = [
        ("calendario/", calendar),
        ("partes/categorias/", {"name": "Parques y jardines", "drawing": "park", "offices": [office.pk]}),
        ("partes/tamanos/", {"name": "Grande", "code": "grande", "cap_centavos": "12,500,000"}),
        ("partes/bolsas/", {"where": "city", "size": "grande", "amount_centavos": "$20,000,000"}),
        ("partes/criterios/", {"question": "¿El suelo es público?", "kind": "land", "offices": [office.pk]}),
        ("partes/modulos/", {"name": "Plaza", "address": "Centro 1", "hours": "9 a 14"}),
        *((f"reglas/{step}/", body) for step, body in SHEETS.items()),
        ("reglas/mapa/", {"territory": city.pk}),
        ("nombre/", data | {"summary": "Para todas"}),
        ("listo/tamanos/", {}),
        ("publicar/", {}),
    ]
    for path, body in posts:
        assert client.post(base + path, body).status_code == 302, path
    edition = Edition.objects.get(slug="pp2027")
    assert edition.published_at
    assert (edition.max_choices, edition.supports_max, edition.appeal_days, edition.rule) == (
        3,
        4,
        6,
        "equal_shares",
    )
    assert list(edition.categories.get(code="parques-y-jardines").offices.all()) == [office]
    assert edition.envelopes.get().amount_centavos == 2_000_000_000
    assert edition.phases.get().text == "Traiga su idea."
    assert timezone.localtime(edition.phases.get().closes).strftime("%H:%M") == "00:00"
    vote = edition.access_rules.get()
    assert (vote.action, vote.methods, vote.age_min) == ("vote", ["curp", "roll"], 16)
    assert {"nombre", "mapa", "calendario", "tamanos"} < set(edition.reviewed)
    assert "ya es pública" in client.get(base).content.decode()


SHEETS = {
    "participacion": {
        "who_proposes": "signed_in",
        "who_votes": "residents",
        "vote_methods": ["roll", "curp"],
        "vote_age_min": "16",
    },
    "propuestas": {"proposals_max": "2", "supports_max": "4", "supports_min": "0", "comments": "before"},
    "factibilidad": {
        "review_office": "",
        "review_days": "10",
        "correction_days": "5",
        "appeal_days": "6",
        "appeal_answer_days": "9",
    },
    "boleta": {
        "vote_scope": "any",
        "ballot_kind": "approval",
        "max_choices": "3",
        "city_choices_max": "",
        "max_points": "1",
        "box_mode": "tokens",
    },
    "conteo": {
        "rule": "equal_shares",
        "completion": "add1",
        "threshold_votes": "0",
        "tie_rule": "assembly",
        "contest_days": "3",
        "preview": "auditors",
        "rounding": "up",
        "utility": "cost",
        "start": "exact",
        "stop": "overspend",
        "fill": "none",
        "compare": "satisfaction",
        "city_pot": "with",
        "remainder": "stays",
    },
}


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("nombre/", {"name": "", "slug": "pp2026", "year": "2026"}, "Nombre de la edición"),
        ("nombre/", {"name": "X", "slug": "pp2026", "year": "26"}, "cuatro cifras"),
        ("nombre/", {"name": "X", "slug": "otra", "year": "2026"}, "Ya hay una edición"),
        ("reglas/boleta/", SHEETS["boleta"] | {"max_choices": "0"}, "1 o más"),
        ("reglas/conteo/", SHEETS["conteo"] | {"rule": "sorteo"}, "Cómo se cuentan"),
        ("reglas/conteo/", SHEETS["conteo"] | {"rule": "greedy_threshold"}, "pide un mínimo"),
        (
            "reglas/participacion/",
            SHEETS["participacion"] | {"vote_age_max": "12"},
            "La edad máxima es menor que la mínima",
        ),
        ("reglas/participacion/", SHEETS["participacion"] | {"vote_methods": "magia"}, "Cómo se identifica"),
        ("calendario/", {"voting_opens": "2030-01-01T09:00"}, "las dos fechas"),
        ("calendario/", {"voting_opens": "mañana", "voting_closes": "2030-01-01T09:00"}, "fecha"),
        (
            "calendario/",
            {"voting_opens": "2030-01-02T09:00", "voting_closes": "2030-01-01T09:00"},
            "cierra antes de abrir",
        ),
        ("partes/tamanos/", {"name": "X", "code": "x", "cap_centavos": "mucho"}, "cantidad en pesos"),
        ("partes/tamanos/", {"name": "X", "code": "x", "cap_centavos": "-5"}, "cero o más"),
        ("partes/bolsas/", {"where": "unit-0", "amount_centavos": "5"}, "Territorio"),
        ("partes/categorias/", {"name": "X", "code": "con espacio", "drawing": "park"}, "Clave"),
        ("partes/criterios/", {"question": "", "kind": "land"}, "Pregunta"),
        ("partes/modulos/", {"name": "Plaza"}, "Domicilio"),
        ("formula/", {"ver": "1", "kind": "flat"}, "Cuánto se reparte"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_changes_nothing(client, caro, path, body, said):
    make_edition(slug="otra", phase=None, published=False)
    edition = make_edition(phase=None, published=False)
    answer = client.post("/escritorio/ediciones/pp2026/" + path, {"summary": ""} | body)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Lo que escribió sigue aquí" in page
    fresh = Edition.objects.get(pk=edition.pk)
    assert (fresh.name, fresh.max_choices, fresh.phases.count()) == (edition.name, 5, 5)
    assert fresh.reviewed == []


def test_the_map_does_not_change_under_money_that_stands_on_it(client, caro):
    edition, other = make_edition(phase=None, published=False), make_small_city("Otro")
    answer = client.post("/escritorio/ediciones/pp2026/reglas/mapa/", {"territory": other.pk})
    assert answer.status_code == 409
    assert "Quítelas antes" in answer.content.decode()
    assert Edition.objects.get(pk=edition.pk).territory == edition.territory


def test_locked_rules_answer_409_and_say_why(client, caro):
    make_edition()
    for path, body in [
        ("reglas/boleta/", SHEETS["boleta"]),
        ("listo/boleta/", {}),
        ("partes/categorias/", {"name": "X", "code": "x", "drawing": "park"}),
    ]:
        answer = client.post("/escritorio/ediciones/pp2026/" + path, body)
        assert answer.status_code == 409
        assert "quedaron fijas" in answer.content.decode()


def test_dates_move_with_a_public_reason(client, caro):
    edition = make_edition()
    voting = edition.phases.get(kind="voting")
    opens, closes = (timezone.localtime(d) for d in (voting.opens + DAY, voting.closes))
    url = "/escritorio/ediciones/pp2026/calendario/voting/"
    body = {"opens": opens.strftime("%Y-%m-%dT%H:%M"), "closes": closes.strftime("%Y-%m-%dT%H:%M")}
    assert client.get(url).status_code == 200
    assert client.post(url, body).status_code == 422
    wrong = body | {"opens": "2020-01-01T00:00", "reason": "x"}
    assert client.post(url, wrong).status_code == 422
    assert client.post(url, body | {"reason": "Hubo inundaciones"}).status_code == 302
    assert "Motivo: Hubo inundaciones" in client.get("/ediciones/pp2026/").content.decode()
    assert client.get("/escritorio/ediciones/pp2026/calendario/nada/").status_code == 404


def test_a_part_is_changed_and_taken_out(client, caro):
    edition = make_edition(phase=None)
    category, size = edition.categories.first(), edition.sizes.first()
    base = "/escritorio/ediciones/pp2026/partes/"
    assert 'value="Alumbrado"' in client.get(f"{base}categorias/?editar={category.pk}").content.decode()
    assert client.get(f"{base}tamanos/?editar={size.pk}").status_code == 200
    assert client.get(f"{base}bolsas/?editar={edition.envelopes.first().pk}").status_code == 200
    assert client.get(f"{base}nada/").status_code == 404
    assert client.post(f"{base}categorias/{category.pk}/quitar/").status_code == 302
    assert client.post(f"{base}categorias/{category.pk}/quitar/").status_code == 404
    assert client.post(f"{base}tamanos/{size.pk}/quitar/").status_code == 409
    level = edition.territory.levels.get(code="colonia")
    body = {"where": f"level-{level.pk}", "size": "", "amount_centavos": "500"}
    assert client.post(f"{base}bolsas/", body).status_code == 302
    assert edition.envelopes.filter(amount_centavos=50_000).count() == 3


def test_the_workbench_costs_the_same_for_one_and_three_of_each(client, caro, django_assert_max_num_queries):
    edition = make_edition(phase=None)
    url = reverse("editions:workbench", args=[edition.slug])
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    from tequio.participation.editions import services

    for code in ("a", "b", "c"):
        services.add_category(edition=edition, code=code, name=code, at=timezone.now())
        services.add_size(edition=edition, code=code, name=code, cap_centavos=5, at=timezone.now())
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_the_office_list_shows_unpublished_editions(client, caro):
    make_edition(published=False)
    assert "Sin publicar" in client.get("/escritorio/ediciones/").content.decode()


def test_nothing_published_yet_is_said_kindly(client):
    assert "Todavía no hay ediciones" in client.get("/ediciones/").content.decode()
