"""Everyone can use it: WCAG 2.2 AA, a telephone's width, the dark, the keyboard alone, light pages."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect
from tests.journeys.conftest import House
from tests.journeys.pages import PAGES
from tests.journeys.people import Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]
WIDTHS = (1280, 360)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
HEAVIEST = 100 * 1024
DESK = Way(3, 1280, scripts=True, language="es-MX")


class Crowd:
    """The people of this module, each signed in once."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.browser, self.house = browser, house
        self.known: dict[str, Person] = {}

    def __call__(self, who: str) -> Person:
        if who not in self.known:
            self.known[who] = Person(self.browser, self.house.base, DESK, who)
        return self.known[who]


@pytest.fixture(scope="module")
def crowd(browser: Browser, house: House) -> Crowd:
    return Crowd(browser, house)


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, with the piece of the page where it is."""
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    assert found["passes"]
    return [f"{wrong['id']}: {wrong['nodes'][0]['html'][:200]}" for wrong in found["violations"]]


@pytest.mark.parametrize(("who", "address"), PAGES, ids=[f"{who or 'anyone'}-{url}" for who, url in PAGES])
def test_a_page_is_for_everyone_on_any_screen(who: str, address: str, crowd: Crowd, house: House) -> None:
    person = crowd(who)
    person.page.goto(address.format(**house.places))
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 800})
        person.fits()
        assert violations(person.page) == []
    assert without_mouse(person.page) == []


# What takes the focus unseen (by itself, its label or the card around it), or out of turn.
UNSEEN = """() => {
    const ringed = element => element && getComputedStyle(element).outlineStyle !== 'none';
    const around = element =>
        [element, ...(element.labels ?? []), element.parentElement, element.closest('.card')];
    const places = 'a[href], button, input, select, textarea, summary, [tabindex]';
    return [...document.querySelectorAll('main :is(' + places + ')')].filter(
        element => element.checkVisibility() && !element.disabled && element.type !== 'hidden'
    ).flatMap(element => {
        element.focus();
        const wrong = [];
        if (element.tabIndex > 0) wrong.push('out of turn');
        if (element.tabIndex === 0 && document.activeElement !== element) wrong.push('takes no focus');
        if (element.tabIndex === 0 && !around(element).some(ringed)) wrong.push('focus unseen');
        return wrong.map(what => `${what}: ${element.outerHTML.slice(0, 160)}`);
    });
}"""


def without_mouse(page: Page) -> list[str]:
    """Return what stands in the way of a person who has only a keyboard."""
    page.evaluate("document.activeElement.blur()")
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    wrong: list[str] = (
        [] if page.evaluate("document.activeElement.id") == "contenido" else ["nothing to skip to"]
    )
    page.keyboard.press("Tab")
    page.evaluate("window.first = document.activeElement")
    parts = page.evaluate("/^(date|datetime-local|time)/.test(window.first.type) ? 6 : 1")  # day, month, year…
    for _part in range(parts):
        page.keyboard.press("Tab")
    if page.evaluate("document.activeElement === window.first && window.first !== document.body"):
        wrong.append("the focus is caught by " + page.evaluate("window.first.outerHTML.slice(0, 160)"))
    return wrong + list(page.evaluate(UNSEEN))


@pytest.mark.parametrize("address", ["/", "/proyectos/{project}/", "/ediciones/registro-4/", "/tableros/"])
def test_a_page_can_be_read_in_the_dark(address: str, crowd: Crowd, house: House) -> None:
    page = crowd("").page
    page.emulate_media(color_scheme="dark")
    page.goto(address.format(**house.places))
    assert violations(page) == []
    page.emulate_media(color_scheme="light")


@pytest.fixture
def voter(browser: Browser, house: House) -> Iterator[Person]:
    person = Person(browser, house.base, DESK, "aurora")
    yield person
    person.context.close()


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names; it must be seen there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert ring != "none", f"the focus cannot be seen on {selector}"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_person_votes_with_the_keyboard_alone(voter: Person, house: House) -> None:
    page = voter.page
    voter.open(f"/ediciones/votacion-4/votar/{house.places['place']}/")
    reach(page, "input[name=opcion]")
    page.keyboard.press("Space")
    reach(page, "main form .button--primary")
    page.keyboard.press("Enter")
    reach(page, "[data-cast]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/votar/recibo/")


def test_a_person_starts_a_proposal_with_the_keyboard_alone(voter: Person) -> None:
    page = voter.page
    voter.open("/ediciones/registro-4/proponer/")
    reach(page, "main form .button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/titulo/")
    reach(page, "input[name=title]")
    page.keyboard.type("Banca en la esquina")
    reach(page, "main form .button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/problema/")


def test_errors_are_linked_to_their_fields(crowd: Crowd) -> None:
    person = crowd("caro")
    person.open("/escritorio/ediciones/nueva/vacia/")
    person.page.locator("main form").first.evaluate(
        "form => { form.elements.name.value = ''; form.noValidate = true; form.requestSubmit(); }"
    )
    summary = person.page.locator(".summary")
    expect(summary).to_be_focused()
    summary.locator("a").first.click()
    assert person.page.evaluate("document.activeElement.matches('.field--wrong [name]')")
    assert violations(person.page) == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("", "/"),
        ("", "/ediciones/registro-4/propuestas/"),
        ("", "/propuestas/{supported}/"),
        ("", "/ediciones/registro-4/proponer/"),
        ("ana", "/ediciones/registro-4/proponer/{draft}/titulo/"),
        ("ana", "/ediciones/registro-4/proponer/{draft}/lugar/"),
    ],
)
def test_a_first_visit_is_light(who: str, address: str, browser: Browser, house: House) -> None:
    """At most 100 KB compressed, without images. The proxy compresses pages; here gzip stands for it."""
    person = Person(browser, house.base, DESK, who)
    seen: list[Response] = []
    person.page.on("response", lambda answer: seen.append(answer))  # noqa: PLW0108 - asks for a function
    person.open(address.format(**house.places))
    person.page.wait_for_load_state("networkidle")
    weight = 0
    for answer in seen:
        kind = answer.request.resource_type
        if kind == "document":
            weight += len(gzip.compress(answer.body()))
        elif kind not in {"image", "other", "manifest"}:
            weight += answer.request.sizes()["responseBodySize"]
    person.context.close()
    assert weight <= HEAVIEST, f"{weight / 1024:.0f} KB"


def test_the_language_changes_with_one_button_without_javascript(browser: Browser, house: House) -> None:
    person = Person(browser, house.base, Way(3, 360, scripts=False, language="es-MX"))
    person.open("/ayuda/")
    person.page.locator("footer form.language button").click()
    expect(person.page.locator("h1")).to_have_text("Help")
    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    person.context.close()


def test_the_menu_of_a_telephone_opens_without_javascript(browser: Browser, house: House) -> None:
    person = Person(browser, house.base, Way(3, 360, scripts=False, language="es-MX"))
    person.open("/")
    person.page.locator("header .menu > summary").click()
    person.page.locator("header .menu a[href='/mapa/']").click()
    expect(person.page).to_have_url(house.base + "/mapa/")
    person.context.close()


def test_the_map_comes_alive_when_asked(crowd: Crowd) -> None:
    person = crowd("")
    person.open("/mapa/")
    person.page.locator("[data-map-open]").click()
    expect(person.page.locator(".map__live path.leaflet-interactive").first).to_be_visible()
    assert violations(person.page) == []
