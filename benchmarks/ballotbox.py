"""What the box's mathematics cost: ``python benchmarks/ballotbox.py [BALLOTS] [--browser]``.

Builds the board of an election of that many ballots (by default a million, let in by codes; 100 of them by
blind tokens), and prints CPU seconds and peak memory of the log, the proofs, the check of the mix and the
stranger's ``verify.py``. With ``--browser``, also milliseconds of the voter's half in Chromium, at full speed
and slowed six times, as a cheap telephone is.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

from tequio.core import ballotbox
from tequio.core.ballotbox import blind, board, heads, merkle, mix, receipts
from tequio.core.ballotbox.entries import Entry, Salted, to_text
from tequio.core.ballotbox.heads import Head

EDITION, DRAW, SECRET = "ejercicio", "Sorteo 1: 23456", bytes(range(32))
MODULES = Path(ballotbox.__file__).parents[2] / "participation" / "ballots" / "static" / "ballots"
TOKENS = 100
Token = tuple[bytes, bytes]


@contextmanager
def told(what: str, times: int = 1) -> Iterator[None]:
    begun = time.process_time()
    yield
    seconds = time.process_time() - begun
    each = f"  ({seconds / times * 1e3:.3f} ms each)" if times > 1 else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<58} {seconds:9.2f} s  peak {peak:6.0f} MB{each}", flush=True)


def ballot(number: int, tokens: list[Token]) -> Salted:
    """Return the n-th ballot with its salts, computed anew each time it is asked for."""
    known = hashlib.shake_128(number.to_bytes(8, "big")).digest(64)
    marks = {str(known[0] % 40 + n): 1 for n in range(5)}
    if number < len(tokens):
        entry = Entry("online", 1, "norte", marks, *tokens[number])
    else:
        entry = Entry("code", 1, "norte", marks, known[:32])
    return Salted(entry.canonical, known[32:48], known[48:])


def signed_tokens() -> tuple[blind.SecretKey, list[Token]]:
    """Issue blind tokens, telling what each step costs the server."""
    secret, found = blind.load_key(blind.generate_key()), []
    made = [blind.prepare(os.urandom(32), os.urandom) for _ in range(TOKENS)]
    hidden = [blind.blind(secret.public, one, os.urandom) for one in made]
    with told("blind signatures, 2048 bits", TOKENS):
        answers = [blind.blind_sign(secret, one.message, os.urandom) for one in hidden]
    for token, one, answer in zip(made, hidden, answers, strict=True):
        found.append((token, blind.finalize(secret.public, token, answer, one.inverse)))
    with told("tokens checked by the box", TOKENS):
        assert all(blind.is_token(secret.public, *one) for one in found)
    return secret, found


def write(folder: Path, name: str, pieces: Iterable[bytes]) -> None:
    with (folder / name).open("wb") as file:
        file.writelines(pieces)


def build(folder: Path, count: int) -> str:
    """Write the whole board of an honest election, and check it with the box's own half."""
    secret, tokens = signed_tokens()
    definition = b'{"rule": "greedy-skip"}\n'
    with told("commitments of every ballot", count):
        log = sorted((mix.commit(ballot(n, tokens)), n) for n in range(count))
    tree = merkle.MemoryTree([merkle.leaf_hash(definition)])
    with told("leaves appended to the log", count):
        tree.append(leaf for leaf, _ in log)
    with told("inclusion proofs made and verified", 1000):
        for index in range(1, 1001):
            proof = merkle.inclusion_proof(index, tree.size, tree.hash_of)
            assert merkle.includes(tree.hash_of(0, index), index, tree.size, proof, tree.frontier.root)
    sizes = sorted({1, count // 2 or 1, tree.size})
    signed = [
        heads.sign(Head(EDITION, n, merkle.root_at(n, tree.hash_of), 1_790_000_000 + n), SECRET) for n in sizes
    ]
    receipt = receipts.write(
        receipts.issue(tree.hash_of(0, 1), 1, merkle.inclusion_proof(1, tree.size, tree.hash_of), signed[-1])
    )
    print(f"a receipt has {len(receipt)} characters")
    places = {number: index for index, (_, number) in enumerate(log, 1)}
    seed = mix.seed_of(EDITION, DRAW)
    with told("middles sorted", count):
        middles = sorted(
            (mix.middle_of(one.line, one.inner), n) for n in range(count) for one in [ballot(n, tokens)]
        )
    openings = (mix.open_middle(seed, ballot(n, tokens), leaf=places[n], ballot=n) for _, n in middles)
    with told("the board written", count):
        (folder / board.DEFINITION).write_bytes(definition)
        (folder / board.KEYS).write_bytes(
            board.keys_file(board.Keys(heads.public_key(SECRET), {"norte": secret.public}))
        )
        (folder / board.ISSUED).write_bytes(
            board.issued_file({"norte": count}, {"norte": {"online": TOKENS, "code": count - TOKENS}})
        )
        (folder / board.DRAW).write_bytes(board.draw_file(EDITION, DRAW))
        write(folder, board.HEADS, board.heads_file(EDITION, signed))
        write(folder, board.LEAVES, board.hashes_file(tree.hash_of(0, n) for n in range(tree.size)))
        write(folder, board.MIDDLES, board.hashes_file(middle for middle, _ in middles))
        write(folder, board.OPENINGS, board.openings_file(openings))
        write(folder, board.BALLOTS, board.ballots_file(ballot(n, tokens).line for n in range(count)))
    return receipt


def check(folder: Path) -> None:
    """Run the box's own check of the mix from the files, as it does before publishing."""
    with (
        told("the mix checked by the box"),
        (folder / board.LEAVES).open("rb") as leaves,
        (folder / board.MIDDLES).open("rb") as middles,
        (folder / board.OPENINGS).open("rb") as openings,
        (folder / board.BALLOTS).open("rb") as ballots,
    ):
        checked = mix.check(
            mix.seed_of(EDITION, DRAW),
            b"".join(board.read_hashes(leaves, board.LEAVES)),
            board.read_hashes(middles, board.MIDDLES),
            board.read_openings(openings),
            (line.rstrip(b"\n") for line in ballots),
        )
        assert checked.holds, checked.faults[:3]


def stranger(folder: Path, receipt: str) -> None:
    """Run ``verify.py`` as somebody who has nothing of ours."""
    script = Path(ballotbox.__file__).with_name("verify.py")
    running = subprocess.Popen([sys.executable, "-I", script, folder, receipt])
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{'a stranger with verify.py':<58} {seconds:9.2f} s  peak {peak:6.0f} MB")


ASKED = """async ([modulus, answer, receipt, key]) => {
    const [bytes, blind, paper] = await Promise.all(["bytes", "blind", "receipt"].map(n => import(`/${n}.js`)));
    const issuer = blind.publicKey(modulus), spent = {};
    const timed = (name, act) => { const begun = performance.now(); const done = act();
        (spent[name] ||= []).push(performance.now() - begun); return done; };
    for (let n = 0; n < 5; n += 1) {
        const token = timed("token", () => blind.newToken());
        timed("blind", () => blind.blind(issuer, token));
        timed("checked", () => blind.isSigned(issuer, token, bytes.fromBase64(answer)));
        timed("receipt", () => paper.holds(paper.read(receipt), "ejercicio", bytes.fromHex(key)));
    }
    return Object.fromEntries(Object.entries(spent).map(([k, v]) => [k, v.sort((a, b) => a - b)[2]]));
}"""


def browser(receipt: str) -> None:
    """Measure the voter's half in Chromium, at full speed and slowed six times."""
    secret = blind.load_key(blind.generate_key())
    answer = blind.blind_sign(secret, b"\x01" * 256, os.urandom)
    given = [f"{secret.public.n:x}", to_text(answer), receipt, heads.public_key(SECRET).hex()]
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = opened.new_page()
        page.route("http://city.test/**", _serve)
        for factor in (1, 6):
            page.goto("http://city.test/")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": factor})
            spent = page.evaluate(ASKED, given)
            print(f"Chromium slowed {factor}×, ms: " + json.dumps({k: round(v, 1) for k, v in spent.items()}))
        opened.close()


def _serve(route: Route) -> None:
    name = route.request.url.rsplit("/", 1)[1]
    if name:
        route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>box</title>", content_type="text/html")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ballots", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone,
    ):  # a process for each, so that the memory told is its own
        receipt = alone.submit(build, Path(name), max(options.ballots, TOKENS + 1)).result()
        alone.submit(check, Path(name)).result()
        stranger(Path(name), receipt)
    if options.browser:
        browser(receipt)


if __name__ == "__main__":
    main()
