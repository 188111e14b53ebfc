"""A liaison takes a process from its plan to a payment, with the keyboard alone."""

import json
import time
from datetime import date

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import WAYS, Person

from tequio.config.demo.factories.contracting import make_rfc
from tequio.core.ocds.validation import check, is_valid

pytestmark = [pytest.mark.browser, pytest.mark.server]
MANY = 90  # more stops than any of these pages has


class Typist(Person):
    """Somebody who has no mouse."""

    def reach(self, selector: str) -> None:
        """Go from stop to stop until the focus is on the first thing that fits."""
        for _ in range(MANY):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard never gets to {selector} on {self.page.url}")

    def answer(self, **said: str | date) -> None:
        """Type each answer in its box, in the order of the page."""
        for name, value in said.items():
            self.reach(f"main [name={name}]")
            box = self.page.locator(f"main [name={name}]")
            if isinstance(value, date):
                self.page.keyboard.type(f"{value:%m%d%Y}")
                if box.input_value() != value.isoformat():  # this browser writes days first
                    self.page.keyboard.press("Shift+Tab")
                    self.reach(f"main [name={name}]")
                    self.page.keyboard.type(f"{value:%d%m%Y}")
                expect(box).to_have_value(value.isoformat())
            else:
                if box.evaluate("box => box.tagName") == "INPUT":
                    self.page.keyboard.press("Control+a")
                self.page.keyboard.type(value)

    def go(self, selector: str) -> None:
        """Reach a link or a button and press it."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.main.locator(".notice--late").count() == 0, self.main.inner_text()

    def step(self, link: str, **said: str | date) -> None:
        """Follow a link of the desk, answer its page and send it."""
        self.go(f'main a[href*="{link}"]')
        self.answer(**said)
        self.go("main form button.button--primary")


def test_from_the_plan_to_a_payment_by_keyboard(browser: Browser, house: House) -> None:
    beto = Typist(browser, house.base, WAYS[1], "beto")
    beto.open(f"/escritorio/contratos/nuevo/{house.places['project']}/")
    beto.answer(
        title="Supervisión del parque",
        procedure="Invitación a cuando",
        tender_start=date(2026, 8, 3),
        tender_end=date(2026, 8, 21),
    )
    beto.go("main form button.button--primary")
    desk = beto.page.url
    beto.step("/partidas/nueva/", function="2.2.1", object="61401", committed_centavos="120000")
    company = {"supplier_rfc": make_rfc(1), "date": date(2026, 8, 20)}
    beto.step("/propuestas/nueva/", **company, amount_centavos="116000", vat="16")
    beto.step("/fallo/", **company | {"date": date(2026, 8, 28)}, amount_centavos="116000", vat="16")
    beto.step(
        "/contrato/",
        number="SUP-1",
        signed_on=date(2026, 9, 4),
        starts_on=date(2026, 9, 7),
        ends_on=date(2026, 12, 18),
    )
    beto.go('main a[href$="/pago/"]')
    beto.answer(paid_on=date(2026, 10, 16), amount_centavos="999999")
    expect(beto.page.locator("#revision")).to_contain_text("$116,000")  # said before it is sent
    beto.page.locator("[name=amount_centavos]").press("Control+a")
    beto.page.keyboard.type("58000")
    beto.go("main form button.button--primary")
    assert beto.page.url.startswith(desk)
    expect(beto.main).to_contain_text("$58,000")
    assert_public_and_valid(beto, desk.rstrip("/").rsplit("/", 1)[-1], 58_000)
    beto.open(f"{desk.replace('/escritorio', '')}")
    expect(beto.main).to_contain_text("$100,000")  # without VAT, reckoned from the rate
    beto.context.close()


def assert_public_and_valid(person: Person, ocid: str, pesos: int) -> None:
    """Wait for the payment in the public API, which nobody was asked to fill; it passes the check.

    The promise is 5 seconds; how long it takes is measured by benchmarks/publish_seen.py, not here.
    """
    for _ in range(120):
        answer = person.context.request.get(f"/api/v1/ocds/records/{ocid}")
        paid = _paid(answer.body()) if answer.ok else []
        if pesos in paid:
            assert is_valid(check(json.loads(answer.body())))
            return
        time.sleep(0.25)
    raise AssertionError("the payment was not published")


def _paid(record: bytes) -> list[int]:
    """Return the amounts paid that a record package tells, in pesos."""
    contracts = json.loads(record)["records"][0]["compiledRelease"].get("contracts", [])
    return [
        one["value"]["amount"]
        for contract in contracts
        for one in contract.get("implementation", {}).get("transactions", [])
    ]
