"""Pictures of the running demonstration for the READMEs, into docs/images.

make demo            in one terminal
python tools/screenshots.py [http://127.0.0.1:8000]
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SCREENS = {1280: 900, 360: 740}
PASSWORD = "demostracion-2026"  # noqa: S105 - of fictional people
SHOTS = (
    ("home", "", "/"),
    ("project", "", "{project}"),
    ("ballot", "eva", "{ballot}"),
    ("office", "beto", "/escritorio/"),
)


def main(base: str) -> None:
    """Take every picture at each width."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, page in _pages(browser, base):
            for width, height in SCREENS.items():
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("document.querySelector('.demo')?.remove(); window.scrollTo(0, 0)")
                _save(page.screenshot(), IMAGES / f"{name}-{width}.webp")
        browser.close()


def _pages(browser: Browser, base: str) -> Iterator[tuple[str, Page]]:
    for name, who, address in SHOTS:
        page = browser.new_context(base_url=base, locale="es-MX", reduced_motion="reduce").new_page()
        if who:
            page.goto("/cuenta/entrar/")
            page.locator("details:has([name=password]) > summary").click()
            page.fill("[name=login]", f"{who}@tequio.example")
            page.fill("[name=password]", PASSWORD)
            page.locator("main details form button:not([type=button])").click()
        page.goto(_place(page, address))
        if name == "ballot":
            for box in page.locator("[name=opcion]").all()[:2]:
                box.check()
        yield name, page


def _place(page: Page, address: str) -> str:
    """Find a project being built, or the ballot of the edition that is voting now."""
    if address == "{project}":
        page.goto("/proyectos/?etapa=execution")
        return str(page.locator(".card h3 a").first.get_attribute("href"))
    if address == "{ballot}":
        page.goto("/")
        page.goto(str(page.locator("main .button--primary").first.get_attribute("href")))
        if page.locator("[name=lugar]").count():
            page.locator("[name=lugar]").first.check()
            page.locator("main form .button--primary").first.click()
            page.wait_for_load_state()
        return page.url
    return address


def _save(png: bytes, path: Path) -> None:
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=80, method=6)
    print(path.name, f"{path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
