"""The boards: every figure is a sum of its rows, in a constant number of queries."""

import pytest
from django.test import Client

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, Figures
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_office
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.config.demo.factories.projects import make_project
from tequio.frontdoors.dashboards.views import drawing

pytestmark = pytest.mark.django_db


def rows(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def sums(**overrides: int) -> Figures:
    values = {
        "projects": 1,
        "promised": 100,
        "contracted": 90,
        "paid": 50,
        "physical_percent": 62,
        "finished": 0,
    }
    return Figures(**{**values, **overrides})


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_costs_the_same_with_one_project_or_three(
    number: int, client: Client, django_assert_num_queries
) -> None:
    city = make_small_city()
    for _ in range(number):
        make_project(unit=city.units.get(code="C1"))
    with django_assert_num_queries(10):
        page = client.get("/tableros/").content.decode()
    assert "Sector Oriente" in page


def test_the_csv_of_a_cut_is_its_sums(client: Client) -> None:
    city = make_small_city()
    make_project(unit=city.units.get(code="C1"), budget_centavos=100_000_00)
    make_project(unit=city.units.get(code="C2"), budget_centavos=50_000_50)
    Project.objects.filter(budget_centavos=100_000_00).update(
        contracted_centavos=90_000_00, paid_centavos=1_00, stage=FINISHED
    )
    found = rows(client.get("/tableros/sectores.csv"))
    assert found[0].startswith("Sector,Proyectos,Entregados")
    assert found[1:] == ["Sector Oriente,2,1,150000.50,90000.00,1.00,0"]
    assert any(line.startswith("Entregado,1,1") for line in rows(client.get("/tableros/etapas.csv")))


def test_a_cut_that_does_not_exist_is_404(client: Client) -> None:
    assert client.get("/tableros/colores.csv").status_code == 404


def test_a_board_can_be_of_one_edition(client: Client) -> None:
    edition = make_edition()
    make_project(edition=edition)
    make_project()
    assert rows(client.get("/tableros/etapas.csv"))[1].split(",")[1] == "2"
    assert rows(client.get(f"/tableros/etapas.csv?edicion={edition.slug}"))[1].split(",")[1] == "1"
    page = client.get(f"/tableros/?edicion={edition.slug}").content.decode()
    assert f'value="{edition.slug}" selected' in page
    assert f"edicion={edition.slug}&amp;etapa=" in page


def test_an_empty_board_says_what_will_be_here(client: Client) -> None:
    assert "Todavía no hay proyectos" in client.get("/tableros/").content.decode()


def test_a_liaison_sees_the_projects_of_their_office_and_a_coordinator_all(client: Client) -> None:
    beto = make_beto()
    make_project()
    make_project(office_id=make_office("SPM").pk)
    client.force_login(beto)
    assert len(rows(client.get("/escritorio/tableros/areas.csv"))) == 2
    assert "Secretaría de Servicios Públicos" not in client.get("/escritorio/tableros/").content.decode()
    client.force_login(make_caro())
    assert len(rows(client.get("/escritorio/tableros/areas.csv"))) == 3


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (sums(contracted=0, paid=0), "Todavía no se firma ningún contrato."),
        (sums(), "no se paga por adelantado"),
        (sums(paid=80), "se ha pagado más de lo construido"),
    ],
)
def test_the_board_says_in_one_sentence_how_money_goes_with_works(figures: Figures, said: str) -> None:
    assert said in drawing.sentence(figures)
