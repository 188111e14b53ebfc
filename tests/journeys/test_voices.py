"""A citizen takes part in a forum and votes; somebody at a table captures a sheet. axe looks at every page."""

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way
from tests.journeys.test_access import violations

pytestmark = [pytest.mark.browser, pytest.mark.server]
FORUM = "/foros/foro-vecinal/"
PHONE, DESK = Way(0, 360, scripts=True, language="es-MX"), Way(1, 1280, scripts=True, language="es-MX")
WAYS = (PHONE, DESK)


def looked(person: Person) -> None:
    """Check that the page fits the screen and that axe finds nothing wrong."""
    person.fits()
    assert violations(person.page) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_citizen_says_something_and_votes_for_another(browser: Browser, house: House, way: Way) -> None:
    vecina = Person(browser, house.base, way, f"vecina{way.number}")
    vecina.open(f"{FORUM}aportar/")
    vecina.press()
    answers = {
        "pilar": {},
        "tema": {},
        "idea": {"problem": "De noche no se ve nada.", "title": f"Luz en el andador {way.name}"},
        "lugar": {"place": "El andador"},
        "futuro": {"vision": "Se camina igual que de día.", "first_step": "Cambiar los focos."},
        "usted": {},
    }
    while "/revisar/" not in vecina.page.url:
        name = vecina.page.url.rstrip("/").rsplit("/", 1)[1]
        looked(vecina)
        if name == "foto":
            vecina.main.locator("a.button--primary").click()
            continue
        if name in {"pilar", "tema"}:
            vecina.main.locator("input[type=radio]").last.check()
        vecina.fill(**answers[name])
        vecina.press()
    vecina.press("main form button.button--primary")
    expect(vecina.main).to_contain_text("Este es su folio")
    vecina.open(f"{FORUM}voces/{house.places['other_voice']}/")
    vecina.press()
    expect(vecina.main).to_contain_text("Usted votó por ella")
    vecina.open("/cuenta/aportaciones/")
    expect(vecina.main).to_contain_text(f"Luz en el andador {way.name}")
    expect(vecina.main).to_contain_text("Agua diaria")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_somebody_at_a_table_captures_sheets_and_closes_the_batch(
    browser: Browser, house: House, way: Way
) -> None:
    beto = Person(browser, house.base, way, "beto")
    beto.open("/escritorio/mesas/")
    beto.follow("foro-vecinal")
    beto.follow("/mesas/nuevo/")
    beto.fill(channel="paper", place=f"Plaza {way.name}", sheets="2")
    beto.press()
    batch = beto.page.url
    beto.main.locator("[name=pillar]").first.check()
    beto.fill(problem="No pasa el camión.", title="Más rutas")
    beto.press(".form--capture button.button--primary")
    expect(beto.page.locator("[name=sheet]")).to_have_value("2")
    expect(beto.page.locator("[name=problem]")).to_be_focused()
    looked(beto)
    beto.fill(**{"apartar-sheet": "2", "apartar-reason": "En blanco"})
    beto.press("form[action$='/apartar/'] button")
    beto.press("form[action$='/cerrar/'] button")
    beto.open(batch.split("?")[0].replace(house.base, ""))
    expect(beto.main).to_contain_text("Se cerró")
