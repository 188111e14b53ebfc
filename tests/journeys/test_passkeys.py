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
    ana = Person(browser, base, WAYS[0], "ana")
    problems: list[str] = []
    ana.page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    device = ana.context.new_cdp_session(ana.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    ana.open("/cuenta/segundo-paso/llaves/nueva/")
    ana.page.locator("[name=passwordless]").check()
    ana.page.locator("form[data-passkey] button").click()
    ana.page.wait_for_url("**/segundo-paso/repuesto/")
    assert ana.page.locator("main ol li code").count() == 10

    ana.open("/cuenta/")
    ana.page.locator('main form[action="/cuenta/salir/"] button').click()
    ana.page.wait_for_load_state()
    ana.open("/cuenta/entrar/")
    ana.page.locator("form[data-passkey=login] button").click()
    ana.page.wait_for_url(lambda url: "/entrar/" not in url)
    ana.open("/cuenta/")
    assert "ana@tequio.example" in ana.main.inner_text()
    assert problems == []


def test_without_javascript_the_doors_that_need_it_stay_hidden(house, browser) -> None:
    visitor = Person(browser, house.base, WAYS[2])
    visitor.open("/cuenta/entrar/")
    assert not visitor.page.locator("form[data-passkey]").is_visible()
    assert visitor.page.locator("[name=email]").is_visible()
