"""A certificate is checked without network: on the page that was opened once, and in the file that was kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.journeys.conftest import House
from tests.journeys.people import Person, Way
from tests.journeys.test_access import violations

pytestmark = [pytest.mark.browser, pytest.mark.server]
PHONE = Way(0, 360, scripts=True, language="es-MX")
PAGE = "/constancias/sin-red/"
# A browser that does not know Ed25519, or a page that is not served over HTTPS: we reckon the signature.
NO_CURVE = "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('none'));"


@pytest.fixture(scope="module")
def kept(browser: Browser, house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, downloaded once by somebody who goes to where there is no network."""
    person = Person(browser, house.base, PHONE)
    person.open(PAGE)
    with person.page.expect_download() as download:
        person.page.locator("a[download]").click()
    path: Path = tmp_path_factory.mktemp("memoria") / download.value.suggested_filename
    download.value.save_as(path)
    person.context.close()
    return path


@pytest.fixture(params=["page", "file", "file without the curve"])
def opened(request: pytest.FixtureRequest, browser: Browser, house: House, kept: Path) -> Iterator[Page]:
    """The page without network: loaded again from what the browser kept, or the file; no request gets out."""
    if request.param == "page":
        person = Person(browser, house.base, PHONE)
        person.open(PAGE)
        expect(person.page.locator("[data-check-kept]")).to_be_visible()
        person.context.set_offline(True)
        person.page.reload()
        context, page = person.context, person.page
    else:
        context, page = file_of(browser, kept, script=NO_CURVE if "curve" in request.param else "")
    yield page
    context.close()


def file_of(browser: Browser, path: Path, *, script: str = "") -> tuple[BrowserContext, Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="es-MX", offline=True)
    context.set_default_timeout(10_000)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(path.as_uri())
    return context, page


def told(page: Page, text: str) -> Locator:
    """Paste a text, ask, and return what the page says."""
    page.get_by_label("Dirección que dice el QR").fill(text)
    page.get_by_role("button", name="Revisar", exact=True).click()
    return page.locator("[data-check-result]")


def changed(seal: str) -> str:
    """Return the seal with its last but one character changed."""
    return seal[:-2] + ("A" if seal[-2] != "A" else "B") + seal[-1]


def borrowed(seal: str, other: str) -> str:
    """Return what one certificate says with the signature of another."""
    return ".".join([*seal.split(".")[:-1], other.rsplit(".", 1)[1]])


def test_genuine_forged_edited_and_revoked_without_network(opened: Page, house: House) -> None:
    seal, revoked = house.places["seal"], house.places["revoked_seal"]
    result = told(opened, seal)
    expect(result).to_contain_text("Es auténtica")
    expect(result).to_contain_text("No estaba revocada al")
    expect(result).to_contain_text(house.places["certificate"])
    expect(result).to_contain_text("A.E.R.")
    expect(result).not_to_contain_text("Ejemplo Ríos")
    expect(result).to_be_focused()
    expect(told(opened, revoked)).to_contain_text("Fue revocada: ya no vale")
    for wrong in (changed(seal), borrowed(seal, revoked)):
        expect(told(opened, wrong)).to_contain_text("No es auténtica")
    name = seal.split("#")[1].split(".")[1]
    expect(told(opened, seal.replace(f".{name}.", ".otra."))).to_contain_text("No conocemos la clave")
    expect(told(opened, "https://otra.example/#hola")).to_contain_text("no es el QR")


@pytest.mark.parametrize("opened", ["file"], indirect=True)
def test_a_photo_of_the_qr_and_the_file_of_the_credential(opened: Page, house: House, tmp_path: Path) -> None:
    photo, empty, credential = (tmp_path / name for name in ("foto.png", "otra.png", "credencial.json"))
    segno.make(house.places["seal"], error="m").save(str(photo), scale=5)
    segno.make("hola", micro=False).save(str(empty), scale=5)
    credential.write_text(house.places["credential"])
    chooser, result = opened.get_by_label("Foto del QR"), opened.locator("[data-check-result]")
    chooser.set_input_files(photo)
    expect(result).to_contain_text("Es auténtica")
    chooser.set_input_files(empty)
    expect(result).to_contain_text("no es el QR")
    chooser.set_input_files(credential)
    expect(result).to_contain_text("Es auténtica")
    expect(result).to_contain_text("No estaba revocada al")
    edited = json.loads(house.places["credential"])
    edited["credentialSubject"]["achievement"]["description"] += "."
    credential.write_text(json.dumps(edited))
    chooser.set_input_files(credential)
    expect(result).to_contain_text("No es auténtica")


def test_the_qr_itself_opens_without_network_once_the_page_was_seen(browser: Browser, house: House) -> None:
    """The telephone's own camera opens the address of the QR: the kept page stands in for the certificate's."""
    person = Person(browser, house.base, PHONE)
    person.open(PAGE)
    expect(person.page.locator("[data-check-kept]")).to_be_visible()
    person.context.set_offline(True)
    path = house.places["seal"].partition("/constancias/")[2]
    person.page.goto(f"{house.base}/constancias/{path}")
    expect(person.page.locator("[data-check-result]")).to_contain_text("Es auténtica")
    person.context.close()


def test_the_file_is_usable_by_everyone_and_asks_nothing_of_anybody(browser: Browser, kept: Path) -> None:
    context, page = file_of(browser, kept)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_label("Dirección que dice el QR").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-check-result]")).to_contain_text("no es el QR")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()
