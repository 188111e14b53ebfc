"""How a person uses the site in the journeys: by what stands on the page, in any language."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect
from tests.journeys.world import PASSWORD

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SESSIONS: dict[tuple[str, str], StorageState] = {}  # who has signed in where, so that it is done once
FOLIO = re.compile(r"\b\d\d-[P]?\d{3,}\b")


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    return next((path for path in CHROMIUM if Path(path).exists()), None)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of walking through the site."""

    number: int
    width: int
    scripts: bool
    language: str

    @property
    def name(self) -> str:
        return f"{self.width}-{'js' if self.scripts else 'nojs'}-{self.language[:2]}"


WAYS = (
    Way(0, 360, scripts=True, language="es-MX"),
    Way(1, 1280, scripts=True, language="en-US"),
    Way(2, 360, scripts=False, language="en-US"),
    Way(3, 1280, scripts=False, language="es-MX"),
)


class Person:
    """A browser of somebody's own, signed in or not."""

    def __init__(self, browser: Browser, base: str, way: Way, who: str = "") -> None:
        self.context: BrowserContext = browser.new_context(
            storage_state=_SESSIONS.get((base, who)) if who else None,
            base_url=base,
            viewport={"width": way.width, "height": 800},
            locale=way.language,
            timezone_id="America/Mexico_City",
            java_script_enabled=way.scripts,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.scripts = way.scripts
        if who and (base, who) not in _SESSIONS:
            self.sign_in(f"{who}@tequio.example")
            _SESSIONS[base, who] = self.context.storage_state()

    def sign_in(self, email: str) -> None:
        """Sign in with the password, from the page that offers every way."""
        self.open("/cuenta/entrar/")
        self.page.locator("details:has([name=password]) > summary").click()
        self.fill(login=email, password=PASSWORD)
        self.press("main details form button:not([type=button])")
        assert "/entrar/" not in self.page.url

    def open(self, path: str) -> None:
        """Go to a page; it must answer."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)

    def follow(self, href: str) -> None:
        """Press the first link of the page whose address has this part."""
        self.page.locator(f'main a[href*="{href}"]').first.click()

    def fill(self, **fields: str) -> None:
        """Write, choose or tick each field by its name."""
        for name, value in fields.items():
            boxes = self.page.locator(f'main [name="{name}"]')
            expect(boxes.first).to_be_attached()
            kind = boxes.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind == "select":
                boxes.first.select_option(value)
            elif kind in {"radio", "checkbox"}:
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            else:
                boxes.first.fill(value)

    def press(self, selector: str = "main form button.button--primary") -> None:
        """Press a button and wait for the page that answers.

        A question of a proposal is sent by a script, which goes on to the next page only then.
        """
        button = self.page.locator(selector).first
        if button.evaluate("button => Boolean(button.form) && 'keep' in button.form.dataset"):
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
        self.page.wait_for_load_state()
        assert self.main.locator(".notice--late").count() == 0, self.main.inner_text()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def folio(self) -> str:
        """Return the first folio that the page shows."""
        found = FOLIO.search(self.main.inner_text())
        assert found, self.main.inner_text()
        return found.group()

    def fits(self) -> None:
        """Check that nothing makes the page scroll sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
