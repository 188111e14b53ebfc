"""Who analyses says where a voice ended and publishes it; anybody then reads it from both sides."""

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_voice_is_decided_published_and_read_both_ways(browser: Browser, house: House, width: int) -> None:
    plan, folio = house.places["plan"], house.places["plan_waiting"]
    caro = Person(browser, house.base, Way(5, width, scripts=width > 360, language="es-MX"), "caro")
    caro.open(f"/escritorio/planes/{plan}/matriz/{folio}/")
    expect(caro.main).to_contain_text("En común: andador")
    reason = f"Se reforesta el andador completo ({width})."
    caro.main.get_by_label("Reforestar andadores y camellones").check()
    caro.fill(state="incorporated", reason=reason)
    caro.press('main button:text("Guardar y volver")')
    expect(caro.main).to_contain_text("por publicar")
    caro.fits()
    caro.press('main form[action$="/publicar/"] button')
    anybody = Person(browser, house.base, Way(6, width, scripts=False, language="es-MX"))
    anybody.open(f"/plan/{plan}/lineas/2.1/")
    expect(anybody.main).to_contain_text(reason)
    anybody.fits()
    anybody.follow(f"/voces/{folio}/")
    expect(anybody.page.locator("#plan")).to_contain_text("Incorporada")
    expect(anybody.page.locator("#plan")).to_contain_text(reason)
    anybody.page.locator("#plan").get_by_role("link", name="Reforestar andadores y camellones").click()
    expect(anybody.page.locator("h1")).to_have_text("Reforestar andadores y camellones")
    caro.context.close()
    anybody.context.close()
