"""The administrator sets up a forum from nothing to published, in the browser, without code."""

import datetime as dt

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import WAYS, Person

pytestmark = [pytest.mark.browser, pytest.mark.server]

YEAR = dt.datetime.now(tz=dt.UTC).year + 1


@pytest.fixture
def dani(browser: Browser, house: House) -> Person:
    return Person(browser, house.base, WAYS[3], "dani")


def test_a_forum_from_the_model_to_the_public_page(dani: Person) -> None:
    dani.open("/escritorio/foros/")
    dani.follow("/nuevo/")
    dani.follow("/modelo/plan-municipal/")
    dani.fill(name="Foro de la loma", slug="foro-antes", year=str(YEAR), territory="Mapa 2026")
    dani.page.locator("main form button.button--primary").click()
    expect(dani.main.get_by_role("alert")).to_contain_text("Ya hay un foro con esa dirección")
    dani.fill(slug="loma", starts_on=f"{YEAR}-03-01")
    dani.press()
    expect(dani.main).to_contain_text("Ya tiene todo lo necesario")
    dani.follow("/lista/pillars/")
    dani.fill(name="Juventudes", drawing="sport")
    dani.press("#formulario button.button")
    expect(dani.main).to_contain_text("Juventudes")
    dani.press('tr:has-text("Juventudes") button[value="sube"]')
    dani.press('tr:has-text("Juventudes") td form:last-of-type button')
    expect(dani.main.locator("table")).not_to_contain_text("Juventudes")
    dani.open("/escritorio/foros/loma/paso/calendar/")
    dani.fill(voting_closes=f"{YEAR}-01-31T23:59")
    dani.page.locator("main form button.button--primary").click()
    expect(dani.main.get_by_role("alert")).to_contain_text("cierra antes de abrir")
    dani.open("/escritorio/foros/loma/")
    dani.press("form[action$='/publicar/'] button")
    expect(dani.main).to_contain_text("Sus reglas se pueden cambiar hasta que abra la primera etapa")
    dani.open("/foros/loma/")
    expect(dani.main).to_contain_text("Guardar la fecha en mi calendario")
