"""What is typed on a telephone is not lost with its network or its session."""

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_an_answer_waits_for_the_network_and_for_the_session(browser: Browser, house: House) -> None:
    person = Person(browser, house.base, Way(4, 360, scripts=True, language="es-MX"), "vecina4")
    page, notice = person.page, person.page.locator("[data-keep-notice]")
    person.open("/ediciones/registro-4/proponer/")
    person.press()
    page.wait_for_url("**/titulo/")
    page.locator("[name=title]").fill("Banca en la esquina")
    person.context.set_offline(True)
    page.locator("main form .button--primary").click()
    expect(notice).to_contain_text("Sin conexión")
    person.context.set_offline(False)
    page.wait_for_url("**/problema/")
    page.locator("[name=problem]").fill("No hay dónde sentarse.")
    here, session = page.url, person.context.cookies()
    person.context.clear_cookies(name="tequio")
    page.locator("main form .button--primary").click()
    expect(notice.locator("a")).to_be_visible()
    person.context.add_cookies(session)  # type: ignore[arg-type]
    page.goto(here)
    expect(page.locator("[name=problem]")).to_have_value("No hay dónde sentarse.")
    expect(notice).to_contain_text("Recuperamos lo que escribió")
    person.context.close()
