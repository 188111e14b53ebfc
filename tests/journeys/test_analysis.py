"""An analyst groups what people said and hands it over; the office answers; whoever said it reads it."""

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]
PHONE = Way(5, 360, scripts=True, language="es-MX")
DESK = Way(5, 1280, scripts=True, language="es-MX")
GROUPS = "/escritorio/foros/foro-analisis/analisis/grupos/"
ANSWER = "Se reparan en mayo y el área dirá cada semana cuántas lleva."


def test_from_a_suggestion_to_the_answer(browser: Browser, house: House) -> None:
    caro = Person(browser, house.base, DESK, "caro")
    page = caro.page
    caro.open(GROUPS)
    caro.press(f"main form[action='{GROUPS}buscar/'] button")
    suggested = page.locator("section[aria-labelledby=sugeridas] a")
    expect(suggested).to_have_count(
        1, timeout=60_000
    )  # the page looks again by itself until the worker is done
    suggested.click()
    expect(page.locator("mark").first).to_be_visible()
    caro.fits()
    caro.fill(name="Fugas de agua")
    caro.press("button[value=confirmar]")
    page.locator("main [name=office]").select_option(label="Secretaría de Infraestructura")
    caro.press("button[value=turnar]")
    office = page.locator(".analysis-duty").first
    expect(office).to_contain_text("vence en")
    caro.fits()

    beto = Person(browser, house.base, PHONE, "beto")
    beto.open("/escritorio/turnadas/")
    beto.fits()
    beto.page.get_by_role("link", name="Fugas de agua en el barrio").click()
    for box in beto.page.locator("[name=others]").all():
        box.check()
    beto.fill(text=ANSWER)
    beto.fits()
    beto.press("button[value=responder]")
    expect(beto.main).to_contain_text("Se publicó la respuesta a 3 aportaciones")

    anyone = Person(browser, house.base, PHONE)
    anyone.open("/foros/foro-analisis/respuestas/")
    anyone.fits()
    anyone.page.get_by_role("link", name="Fugas de agua en el barrio").click()
    expect(anyone.main).to_contain_text(ANSWER)
    expect(anyone.main).to_contain_text("Responde a la vez")
    anyone.fits()
    for person in (caro, beto, anyone):
        person.context.close()
