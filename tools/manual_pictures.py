"""Pictures for the manuals of coordinators and publishers, into docs/images/manual, from a fresh demonstration.

make demo                in one terminal
python tools/manual_pictures.py [http://127.0.0.1:8000]

It sets up an edition as the manual says, and leaves it published in that demonstration.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images" / "manual"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--lang=es-MX",
]
PASSWORD = "demostracion-2026"  # noqa: S105 - of fictional people
SCREEN = {"width": 1100, "height": 820}
LARGEST = 60_000  # bytes
SLUG = "barrios"
PRIMARY = "main form button.button--primary"


def main(base: str) -> None:
    """Walk through the builder and take a picture of each thing that the manual explains."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(base_url=base, locale="es-MX", viewport=SCREEN, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(60_000)
        _open_data(page)
        _sign_in(page)
        _begin(page)
        _walk(page)
        _publish(page)
        browser.close()


def _open_data(page: Page) -> None:
    page.goto("/datos/")
    _take(page, "catalogo")
    page.goto("/datos/propuestas/")
    _take(page, "conjunto", page.locator("main h2").first)
    page.goto("/datos/comprobar/")
    _take(page, "comprobar")


def _sign_in(page: Page) -> None:
    page.goto("/cuenta/entrar/")
    page.locator("details:has([name=password]) > summary").click()
    page.fill("[name=login]", "caro@tequio.example")
    page.fill("[name=password]", PASSWORD)
    page.locator("main details form button:not([type=button])").click()


def _begin(page: Page) -> None:
    page.goto("/escritorio/ediciones/nueva/")
    _take(page, "empezar")
    page.goto("/escritorio/ediciones/nueva/modelo/san-pedro-2023/")
    page.fill("[name=name]", "Decidamos los barrios")
    page.fill("[name=slug]", SLUG)
    page.locator("[name=review_office]").select_option(index=1)
    page.locator("[name=name]").scroll_into_view_if_needed()
    _take(page, "modelo", page.locator("main h1"))
    _press(page)
    _take(page, "pasos")


def _walk(page: Page) -> None:
    page.goto(_address("partes/bolsas/"))
    _take(page, "bolsas")
    page.goto(_address("formula/"))
    page.fill("[name=total_centavos]", "12,000,000")
    page.check("[name=kind][value=per_capita]")
    page.fill("[name=floor_percent]", "50")
    _press(page)
    _take(page, "formula", page.locator("#reparto"))
    page.goto(_address("reglas/participacion/"))
    _take(page, "participacion")
    page.goto(_address("calendario/"))
    _take(page, "calendario")
    page.goto(_address("nombre/"))
    for _step in range(13):
        _press(page)


def _publish(page: Page) -> None:
    page.goto(_address(""))
    _take(page, "listo")
    page.goto(_address("vista-previa/"))
    _take(page, "vista-previa")
    page.goto(_address(""))
    _press(page)
    page.goto(_address(""))
    _take(page, "publicada", page.locator("#calendario"))


def _address(path: str) -> str:
    return f"/escritorio/ediciones/{SLUG}/{path}"


def _press(page: Page) -> None:
    page.locator(PRIMARY).first.click()
    page.wait_for_load_state()


def _take(page: Page, name: str, place: object = None) -> None:
    """Save what is on the screen, from ``place`` down, as small as it takes."""
    page.evaluate("document.querySelector('.demo')?.remove(); window.scrollTo(0, 0)")
    if place is not None:
        top = place.evaluate("e => e.getBoundingClientRect().top")  # type: ignore[attr-defined]
        page.evaluate(f"window.scrollTo(0, {top} - 80)")
    path = IMAGES / f"{name}.webp"
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        for quality in (80, 60, 40, 20):
            picture.convert("RGB").save(path, "WEBP", quality=quality, method=6)
            if path.stat().st_size <= LARGEST:
                break
    print(path.name, f"{path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
