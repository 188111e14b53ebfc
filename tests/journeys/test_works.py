"""A liaison reports from the works on a telephone, also when the network fails; a citizen receives the work."""

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way

from tequio.config.demo.factories.files import picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.server]
PHONE = Way(4, 360, scripts=True, language="es-MX")
PLAIN = Way(4, 360, scripts=False, language="es-MX")


def photo() -> dict[str, object]:
    return {"name": "obra.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(size=(640, 480))}


def test_a_report_waits_on_the_telephone_for_the_network(browser: Browser, house: House) -> None:
    beto = Person(browser, house.base, PHONE, "beto")
    beto.context.grant_permissions(["geolocation"])
    beto.context.set_geolocation({"longitude": -99.99, "latitude": 25.005})
    page, folio = beto.page, house.places["project"]
    beto.open("/escritorio/proyectos/")
    beto.fits()
    beto.follow(f"/{folio}/obra/")
    beto.fits()
    page.locator("[data-site-locate]").click()
    expect(page.locator("[name=lat]")).to_have_value("25.005000")
    beto.fill(title="Se colaron las banquetas", physical_percent="55")
    page.locator("[name=photos]").set_input_files([photo()])  # type: ignore[list-item]
    expect(page.locator("[data-site-photos]")).to_be_visible()
    beto.context.set_offline(True)
    page.locator("main form .button--primary").click()
    expect(page.locator("[data-site-notice]")).to_contain_text("Sin conexión")
    beto.context.set_offline(False)
    page.wait_for_url(f"**/escritorio/proyectos/{folio}/")
    anybody = Person(browser, house.base, PHONE)
    anybody.open(f"/proyectos/{folio}/")
    expect(anybody.main.get_by_role("heading", name="Se colaron las banquetas")).to_have_count(1)
    anybody.fits()
    beto.context.close()
    anybody.context.close()


def test_a_draft_with_its_photographs_survives_the_page(browser: Browser, house: House) -> None:
    beto = Person(browser, house.base, PHONE, "beto")
    page, address = beto.page, f"/escritorio/proyectos/{house.places['project']}/obra/"
    beto.open(address)
    beto.fill(title="Se sembró el pasto")
    page.locator("[name=photos]").set_input_files([photo(), photo()])  # type: ignore[list-item]
    expect(page.locator("[data-site-photos]")).to_contain_text("2")
    beto.open(address)
    expect(page.locator("[name=title]")).to_have_value("Se sembró el pasto")
    expect(page.locator("[data-site-photos]")).to_contain_text("2")
    beto.context.close()


def test_without_scripts_the_report_is_a_plain_form(browser: Browser, house: House) -> None:
    beto = Person(browser, house.base, PLAIN, "beto")
    beto.open(f"/escritorio/proyectos/{house.places['project']}/obra/")
    beto.fill(title="Se pintó la cancha")
    beto.page.locator("[name=photos]").set_input_files([photo()])  # type: ignore[list-item]
    beto.press()
    expect(beto.main).to_contain_text(re.compile("Llegó"))
    beto.context.close()


def test_who_proposed_a_work_receives_it(browser: Browser, house: House) -> None:
    ana = Person(browser, house.base, PHONE, "ana")
    ana.open(f"/proyectos/{house.places['built']}/")
    ana.follow("/recepcion/")
    ana.page.locator("[name=result][value=observations]").check()
    ana.fill(text="Falta una banca.")
    ana.page.locator("[name=seen]").check()
    ana.fits()
    ana.press()
    expect(ana.main).to_contain_text("Falta una banca.")
    ana.fits()
    ana.context.close()
