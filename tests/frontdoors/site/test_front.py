"""The front page says what can be done today, in a constant number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, StageCode
from tequio.config.demo.factories.accounts import make_ana
from tequio.config.demo.factories.ballots import make_ballot, make_voting_edition
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.config.demo.factories.projects import make_project
from tequio.core.geo import Point
from tequio.foundation.territory.models import Version
from tequio.frontdoors.site.views import front
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture
def city() -> Version:
    version = make_small_city()
    Version.objects.update(published_at=NOW)
    return version


@pytest.mark.parametrize(
    ("phase", "action", "url"),
    [
        (PhaseKind.REGISTRATION, "Proponer", "/ediciones/pp2026/proponer/"),
        (PhaseKind.FEASIBILITY, "Ver la edición", "/ediciones/pp2026/"),
        (PhaseKind.VOTING, "Votar ahora", "/ediciones/pp2026/votar/"),
        (PhaseKind.RESULTS, "Ver los resultados", "/ediciones/pp2026/resultados/"),
        (PhaseKind.EXECUTION, "Ver los proyectos", "/proyectos/"),
    ],
)
def test_the_one_action_is_that_of_the_open_phase(phase: PhaseKind, action: str, url: str) -> None:
    make_edition(phase=phase, at=NOW)
    invitation = front.home(at=NOW).invitation
    assert (invitation.action, invitation.action_url) == (action, url)
    assert invitation.closes == NOW + timedelta(days=20)


def test_voting_comes_before_registration() -> None:
    make_edition(slug="a", phase=PhaseKind.REGISTRATION, at=NOW)
    make_edition(slug="b", phase=PhaseKind.VOTING, at=NOW)
    assert front.home(at=NOW).invitation.action_url == "/ediciones/b/votar/"


def test_an_unpublished_edition_invites_nobody() -> None:
    make_edition(phase=PhaseKind.VOTING, at=NOW, published=False)
    assert front.home(at=NOW).invitation.closes is None


def test_an_empty_house_says_what_will_be_here(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Hoy no hay ninguna etapa abierta" in page
    assert "Aquí estarán los proyectos" in page
    assert page.count("button--primary") == 1


@pytest.mark.parametrize(
    ("stage", "state", "done", "note"),
    [
        (StageCode.ANNEX, "En contratación", 0, "Responde Infraestructura"),
        (StageCode.EXECUTION, "En obra", 1, "62 % construido"),
        (StageCode.DELIVERY, "En obra", 2, "62 % construido"),
        (FINISHED, "Entregado", 3, "Terminado y entregado"),
    ],
)
def test_a_card_says_where_a_project_that_was_not_voted_stands(
    stage: str, state: str, done: int, note: str
) -> None:
    project = make_project()
    project.stage = stage
    project.physical_percent = 0 if stage == StageCode.ANNEX else 62
    card = front.card(project)
    assert (card.state, card.note) == (state, note)
    assert [knot.state for knot in card.knots].count("done") == done


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/", 13), ("/mapa/", 4), ("/mapa/datos.geojson", 4)])
def test_pages_cost_the_same_with_one_project_or_three(
    address: str, queries: int, rows: int, city: Version, *, client: Client, django_assert_num_queries
) -> None:
    make_edition(territory=city, phase=PhaseKind.VOTING, at=timezone.now())
    for _ in range(rows):
        make_project(unit=city.units.filter(code="C1").first(), point=Point(-99.998, 25.002))
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_the_map_marks_what_is_delivered(city: Version, client: Client) -> None:
    make_project(title="Parque", unit=city.units.get(code="C1"), point=Point(-99.998, 25.002))
    Project.objects.update(stage=FINISHED)
    page = client.get("/mapa/").content.decode()
    assert "pin--done" in page
    assert "Los Encinos" in page
    tones = [f["properties"].get("tone") for f in client.get("/mapa/datos.geojson").json()["features"]]
    assert tones.count("done") == 1


def test_a_map_of_nothing_says_so(client: Client) -> None:
    assert "Todavía no hay proyectos en el mapa" in client.get("/mapa/").content.decode()


def test_help_says_how_to_take_part_and_whom_to_ask(client: Client) -> None:
    page = client.get("/ayuda/").content.decode()
    for anchor in ("proponer", "votar", "seguir", "privacidad", "accesibilidad", "contacto"):
        assert f'id="{anchor}"' in page


def test_while_voting_the_first_figure_is_how_many_have_voted() -> None:
    edition = make_voting_edition(at=NOW)
    make_ballot(edition, make_ana(), 1, at=NOW)
    first = front.home(at=NOW).figures[0]
    assert (first.value, first.says) == ("1", "persona ya votó")
    assert first.url == "/ediciones/pp2026/"


def test_what_is_under_way_comes_before_what_is_delivered() -> None:
    delivered, begun = make_project(), make_project()
    Project.objects.filter(pk=delivered.pk).update(stage=FINISHED, physical_percent=100)
    assert [card.folio for card in front.home(at=NOW).cards] == [begun.folio, delivered.folio]
