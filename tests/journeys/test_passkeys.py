"""A passkey from its registration to entering with it, in a real browser with a virtual authenticator."""

import pytest
from tests.journeys.people import WAYS, Person

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_device_is_registered_and_then_enters_without_typing(house, browser) -> None:
    base = house.base.replace("127.0.0.1", "localhost")  # browsers give passkeys to names, not to numbers
    llavera = Person(browser, base, WAYS[0], "llavera")
    problems: list[str] = []
    llavera.page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    device = llavera.context.new_cdp_session(llavera.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    llavera.open("/cuenta/segundo-paso/llaves/nueva/")
    llavera.page.locator("[name=passwordless]").check()
    llavera.page.locator("form[data-passkey] button").click()
    llavera.page.wait_for_url("**/segundo-paso/repuesto/")
    assert llavera.page.locator("main ol li code").count() == 10

    llavera.open("/cuenta/")
    llavera.page.locator('main form[action="/cuenta/salir/"] button').click()
    llavera.page.wait_for_load_state()
    llavera.open("/cuenta/entrar/")
    llavera.page.locator("form[data-passkey=login] button").click()
    llavera.page.wait_for_url(lambda url: "/entrar/" not in url)
    llavera.open("/cuenta/")
    assert "llavera@tequio.example" in llavera.main.inner_text()
    assert problems == []


def test_without_javascript_the_doors_that_need_it_stay_hidden(house, browser) -> None:
    visitor = Person(browser, house.base, WAYS[2])
    visitor.open("/cuenta/entrar/")
    assert not visitor.page.locator("form[data-passkey]").is_visible()
    assert visitor.page.locator("[name=email]").is_visible()
