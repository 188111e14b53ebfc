"""Envelopes by formula: the service, the office's page and the public one."""

import csv
import io
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.editions import services
from tequio.participation.editions.models import MoneyFormula

pytestmark = pytest.mark.django_db

URL = "/escritorio/ediciones/pp2026/formula/"


@pytest.fixture
def edition():
    return make_edition(phase=None, published=False)


@pytest.fixture
def colonias(edition):
    return edition.territory.levels.get(code="colonia")


@pytest.fixture
def caro(client):
    client.force_login(make_caro())


def sent(level, **changes):
    return {
        "level": level.pk,
        "size": "",
        "total_centavos": "100",
        "kind": "predial",
        "floor_percent": "",
        "figures": "C1, 1\nC2, 1\nC3, 2",
        "source": "Tesorería",
    } | changes


def amounts(edition):
    return {e.unit.code: e.amount_centavos for e in edition.envelopes.filter(unit__level__code="colonia")}


def test_a_formula_gives_every_unit_its_envelope_and_keeps_the_figures(edition, colonias):
    figures = {"C1": Fraction(1), "C2": Fraction("0.5"), "C3": Fraction(1)}
    services.set_formula(
        edition=edition,
        level=colonias,
        kind="marginalisation",
        total_centavos=1001,
        figures=figures,
        source="X",
    )
    assert amounts(edition) == {"C1": 401, "C2": 200, "C3": 400}
    formula = edition.formulas.get()
    assert formula.figures == {"C1": "1", "C2": "0.5", "C3": "1"}
    services.set_formula(edition=edition, level=colonias, kind="flat", total_centavos=9)
    assert amounts(edition) == {"C1": 3, "C2": 3, "C3": 3}
    assert edition.formulas.get().figures == {}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"C1": Fraction(1), "C2": Fraction(1)}, "El Mirador"),
        (dict.fromkeys(["C1", "C2", "C3"], 0), "repartir"),
    ],
)
def test_figures_that_do_not_serve_change_nothing(edition, colonias, figures, said):
    with pytest.raises(services.FiguresDoNotServe, match=said):
        services.set_formula(edition=edition, level=colonias, kind="predial", total_centavos=9, figures=figures)
    assert amounts(edition) == {}


def test_money_changed_by_hand_forgets_its_formula(edition, colonias):
    services.set_formula(edition=edition, level=colonias, kind="flat", total_centavos=9)
    services.add_envelope(edition=edition, unit=edition.territory.units.get(code="S1"), amount_centavos=5)
    assert MoneyFormula.objects.count() == 1
    services.add_envelope(edition=edition, unit=edition.territory.units.get(code="C1"), amount_centavos=5)
    assert MoneyFormula.objects.count() == 0
    services.set_formula(edition=edition, level=colonias, kind="flat", total_centavos=9)
    services.remove_part(part=edition.envelopes.get(unit__code="C1"))
    assert MoneyFormula.objects.count() == 0


def test_the_locked_rules_refuse_a_formula(client, caro):
    edition = make_edition()
    body = sent(edition.territory.levels.get(code="colonia"), guardar="1")
    answer = client.post(URL, body)
    assert answer.status_code == 409
    assert "quedaron fijas" in answer.content.decode()


def test_the_page_shows_what_each_gets_and_saves_nothing_until_told(client, caro, edition, colonias):
    page = client.post(URL, sent(colonias, ver="1")).content.decode()
    assert "Suman $100, ni un centavo más ni menos." in page
    assert "$50" in page
    assert "C1, 1" in page  # what was written stays
    assert amounts(edition) == {}
    assert client.post(URL, sent(colonias, guardar="1")).status_code == 302
    assert amounts(edition) == {"C1": 2_500, "C2": 2_500, "C3": 5_000}


def test_the_population_of_the_map_serves_per_capita(client, caro, edition, colonias):
    edition.territory.units.filter(code="C1").update(population=3000)
    body = sent(colonias, kind="per_capita", figures="", source="", guardar="1")
    assert client.post(URL, body).status_code == 302
    assert amounts(edition) == {"C1": 6_000, "C2": 2_000, "C3": 2_000}
    assert "Mapa de prueba" in edition.formulas.get().source
    edition.territory.units.filter(code="C2").update(population=None)
    answer = client.post(URL, body)
    assert answer.status_code == 422
    assert "El mapa no dice cuánta gente" in answer.content.decode()


def test_each_line_that_is_wrong_is_told(client, caro, edition, colonias):
    lines = "clave;predial\nLos Encinos;1,250.50\nC9;4\nC2;mucho\nC2;5\n\n"
    page = client.post(URL, sent(colonias, figures=lines, ver="1")).content.decode()
    for words in (
        "Renglón 3: «C9» no es la clave",
        "Renglón 4: «mucho» no es una cifra",
        "Renglón 5: «C2» está repetido",
        "Falta la cifra de: El Mirador",
    ):
        assert words in page


def test_a_spreadsheet_becomes_lines_that_stay(client, caro, edition, colonias):
    upload = SimpleUploadedFile("predial.csv", b"clave,predial\nC1,10\nC2,30\nC3,nada\n")
    page = client.post(URL, sent(colonias, file=upload, figures="", ver="1")).content.decode()
    assert "Renglón 4: «nada»" in page
    assert "C2\t30" in page
    wrong = SimpleUploadedFile("predial.xlsx", b"PK\x03\x04 rota")
    answer = client.post(URL, sent(colonias, file=wrong, ver="1"))
    assert answer.status_code == 422


def test_anyone_reads_the_formula_and_the_figures_behind_each_envelope(client, edition, colonias):
    figures = {"C1": Fraction(1), "C2": Fraction(1), "C3": Fraction(2)}
    services.set_formula(
        edition=edition,
        level=colonias,
        kind="marginalisation",
        total_centavos=1_000_000,
        floor_percent=40,
        figures=figures,
        source="Consejo de Población",
    )
    services.publish_edition(edition=edition, at=timezone.now())
    page = client.get("/ediciones/pp2026/dinero/").content.decode()
    for words in ("Se reparten $10,000 entre colonias", "40 de cada cien", "Consejo de Población", "$4,333.33"):
        assert words in page
    assert "Cómo se calculó cada bolsa" in client.get("/ediciones/pp2026/").content.decode()
    text = b"".join(client.get("/ediciones/pp2026/dinero.csv").streaming_content).decode("utf-8-sig")
    rows = {row["Clave"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["C3"]["Cifra"], rows["C3"]["Bolsa en pesos"]) == ("2", "4333.33")
    assert rows["S1"]["Fórmula"] == ""


def test_without_formulas_the_page_says_that_money_was_set_one_by_one(client):
    make_edition()
    assert "una por una, sin fórmula" in client.get("/ediciones/pp2026/dinero/").content.decode()


def test_the_public_page_costs_the_same_for_one_and_three_formulas(
    client, edition, colonias, django_assert_max_num_queries
):
    services.set_formula(edition=edition, level=colonias, kind="flat", total_centavos=9)
    services.publish_edition(edition=edition, at=timezone.now())
    client.get("/ediciones/pp2026/dinero/")
    with django_assert_max_num_queries(24) as one:
        client.get("/ediciones/pp2026/dinero/")
    for size in edition.sizes.all():
        services.set_formula(
            edition=edition, level=colonias, size=size, kind="flat", total_centavos=9, at=timezone.now()
        )
    with django_assert_max_num_queries(len(one)):
        client.get("/ediciones/pp2026/dinero/")
