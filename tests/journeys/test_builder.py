"""A coordinator sets up San Pedro 2023 from nothing to published, in the browser, without code or scripts."""

import datetime as dt

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import WAYS, Person

pytestmark = [pytest.mark.browser, pytest.mark.server]

YEAR = dt.datetime.now(tz=dt.UTC).year + 1
STEPS = 13


@pytest.fixture
def caro(browser: Browser, house: House) -> Person:
    return Person(browser, house.base, WAYS[3], "caro")


def test_san_pedro_2023_from_nothing_to_published(caro: Person) -> None:
    _begin(caro)
    _walk(caro)
    _publish(caro)


def _begin(caro: Person) -> None:
    caro.open("/escritorio/ediciones/")
    caro.follow("/nueva/")
    caro.follow("/modelo/san-pedro-2023/")
    caro.fill(name="Decide el barrio", slug="decide", year=str(YEAR), territory="Mapa 2026")
    caro.fill(role_sector="Sectores")
    caro.page.locator("[name=review_office]").select_option(index=1)
    caro.press()
    expect(caro.main).to_contain_text(f"0 de {STEPS} pasos listos")


def _walk(caro: Person) -> None:
    """Look at every step in the order that is offered, and change a few."""
    caro.page.locator("main a.button--primary").click()
    caro.fill(summary="Usted decide qué se construye en su sector.")
    caro.press()  # the name
    caro.press()  # the map
    caro.fill(name="Arte en la calle", drawing="culture")
    caro.press("#formulario button.button")
    expect(caro.main).to_contain_text("Arte en la calle")
    caro.press()  # the categories
    caro.press()  # the sizes
    expect(caro.main).to_contain_text("$12,500,000")
    caro.press()  # the money
    caro.fill(vote_age_min="16", vote_age_on=f"{YEAR}-08-06")
    caro.press()  # who takes part
    caro.fill(comments="before")
    caro.press()  # proposals
    caro.fill(review_days="20")
    caro.press()  # feasibility
    caro.press()  # the criteria
    caro.fill(registration_opens=f"{YEAR}-03-01T09:00", registration_closes=f"{YEAR}-02-01T23:59")
    caro.page.locator("main form button.button--primary").click()
    expect(caro.main.get_by_role("alert")).to_contain_text("cierra antes de abrir")
    caro.fill(registration_closes=f"{YEAR}-04-15T23:59")
    caro.press()  # the calendar
    expect(caro.main).to_contain_text("hasta 2 proyectos")
    caro.press()  # the ballot
    caro.press()  # the counting
    caro.fill(name="Casa de la cultura", address="Plaza principal 1")
    caro.press("#formulario button.button")
    caro.press()  # where to take part in person
    expect(caro.main).to_contain_text(f"{STEPS} de {STEPS} pasos listos")


def _publish(caro: Person) -> None:
    caro.follow("/vista-previa/")
    expect(caro.main).to_contain_text("Vista previa")
    expect(caro.main).to_contain_text("15 de abril")
    caro.fits()
    caro.follow("/escritorio/ediciones/decide/")
    caro.press()
    caro.open("/ediciones/decide/")
    for words in (
        "$45 millones",
        "Usted decide qué se construye en su sector.",
        "Solo en el territorio donde vive",
        "1 de tamaño «Sectorial»",
        "Casa de la cultura",
        "desde los 16 años",
    ):
        expect(caro.main).to_contain_text(words)
