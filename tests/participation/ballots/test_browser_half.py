"""docs/rules/secrecy.md, BROWSER-1 to BROWSER-4: the box's half in a real browser, held against the other half.

The modules are handed to Chromium straight from their folder, on plain http, without server or database.
"""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.core.ballotbox.builders import BOARD_SECRET, issuer, published, published_board
from tests.journeys import people

from tequio.core.ballotbox import blind, heads, receipts
from tequio.participation import ballots

pytestmark = pytest.mark.browser
MODULES = Path(ballots.__file__).parent / "static" / "ballots"
PAGE = """<!doctype html><title>box</title><script type="module">
import * as bytes from "/bytes.js"; import * as sha2 from "/sha2.js"; import * as blind from "/blind.js";
import * as ed25519 from "/ed25519.js"; import * as receipt from "/receipt.js";
window.box = { bytes, sha2, blind, ed25519, receipt };
</script>"""


@pytest.fixture(scope="module")
def page():
    if people.chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=people.chromium(), args=list(people.ARGUMENTS))
        opened = browser.new_page()
        opened.route("http://city.test/**", _serve)
        opened.goto("http://city.test/")
        opened.wait_for_function("window.box")
        assert not opened.evaluate("isSecureContext")
        yield opened
        browser.close()


def _serve(route):
    name = route.request.url.rsplit("/", 1)[1]
    if not name:
        route.fulfill(body=PAGE, content_type="text/html")
    else:
        route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")


def test_its_hashes_are_those_of_the_standard(page):
    """BROWSER-1: at every length around a block, as Python has them."""
    lengths = (0, 1, 55, 56, 63, 64, 111, 112, 127, 128, 300)
    asked = """lengths => lengths.map(length => ["sha256", "sha384", "sha512"].map(name =>
        box.bytes.toHex(box.sha2[name](new Uint8Array(length).fill(7)))))"""
    ours = [
        [hashlib.new(name, b"\x07" * n).hexdigest() for name in ("sha256", "sha384", "sha512")] for n in lengths
    ]
    assert page.evaluate(asked, lengths) == ours


def test_its_blind_token_is_that_of_rfc_9474(page):
    """BROWSER-2: the published vector, step by step."""
    secret, inverse, text = published()
    r = pow(inverse, -1, secret.public.n).to_bytes(512, "big")
    given = {name: text[name].hex() for name in ("msg", "msg_prefix", "salt", "blind_sig")} | {
        "n": f"{secret.public.n:x}",
        "r": r.hex(),
    }
    asked = """given => {
        const { fromHex, toHex } = box.bytes;
        const draws = [given.msg_prefix, given.salt, given.r].map(fromHex);
        const key = box.blind.publicKey(given.n);
        const prepared = box.blind.prepare(fromHex(given.msg), () => draws.shift());
        const blinded = box.blind.blind(key, prepared, () => draws.shift());
        const signature = box.blind.finalize(key, prepared, fromHex(given.blind_sig), blinded.inverse);
        return [blinded.message, blinded.inverse, signature].map(toHex);
    }"""
    assert page.evaluate(asked, given) == [text["blinded_msg"].hex(), f"{inverse:x}", text["sig"].hex()]


def test_a_token_made_in_the_browser_and_signed_blind_opens_the_box(page):
    """BROWSER-3: hidden there, signed here, uncovered there, accepted here."""
    key = issuer().public
    page.evaluate(
        """n => { box.key = box.blind.publicKey(n); box.token = box.blind.newToken();
                  box.hidden = box.blind.blind(box.key, box.token); }""",
        f"{key.n:x}",
    )
    hidden = page.evaluate("box.bytes.toBase64(box.hidden.message)")
    answer = blind.blind_sign(issuer(), _bytes(hidden), lambda length: bytes([3]) * length)
    finish = """answer => [box.token, box.blind.finalize(
        box.key, box.token, box.bytes.fromBase64(answer), box.hidden.inverse)].map(box.bytes.toBase64)"""
    token, signature = page.evaluate(finish, base64.urlsafe_b64encode(answer).decode().rstrip("="))
    assert blind.is_token(key, _bytes(token), _bytes(signature))
    wrong = base64.urlsafe_b64encode(bytes([answer[0] ^ 1]) + answer[1:]).decode().rstrip("=")
    refused = f"answer => {{ try {{ ({finish})(answer); }} catch (error) {{ return error.message; }} }}"
    assert "no signature" in page.evaluate(refused, wrong) or "out of range" in page.evaluate(refused, wrong)


def test_a_receipt_is_checked_in_the_browser_as_by_the_box(page):
    """BROWSER-4: true ones hold; of another edition, with another key, or changed by a character, none does."""
    receipt = published_board()[1]
    promise = receipts.write(receipts.acknowledge("ejercicio", bytes(range(32)), BOARD_SECRET))
    key, other = heads.public_key(BOARD_SECRET).hex(), heads.public_key(bytes(32)).hex()
    changed = receipt[:-30] + ("A" if receipt[-30] != "A" else "B") + receipt[-29:]
    asked = """([text, edition, key]) => { try {
        return box.receipt.holds(box.receipt.read(text), edition, box.bytes.fromHex(key));
        } catch { return null; } }"""
    in_two_lines = receipt[:40] + "\n" + receipt[40:]
    assert [page.evaluate(asked, [text, "ejercicio", key]) for text in (receipt, promise, in_two_lines)] == [
        True
    ] * 3
    others = [(receipt, "otra", key), (receipt, "ejercicio", other), (changed, "ejercicio", key)]
    assert [page.evaluate(asked, list(one)) for one in others] == [False] * 3
    assert [page.evaluate(asked, [text, "ejercicio", key]) for text in (receipt[:-2], "TQ1.", "hola")] == [
        None
    ] * 3
    head = heads_file()
    assert page.evaluate("([t, h]) => box.receipt.isHead(box.receipt.read(t), h)", [receipt, head])


def heads_file():
    """Return the last head as the board publishes it."""
    return json.loads(published_board()[0]["heads.json"])["heads"][-1]


def _bytes(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
