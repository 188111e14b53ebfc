"""docs/rules/ballots.md, RECOUNT-1 and RECOUNT-2: the recount in a real browser, held against the engine."""

import json
import random
from dataclasses import replace

import pytest
from playwright.sync_api import sync_playwright
from tests.core.tally.builders import election as small
from tests.journeys import people
from tests.participation.ballots.test_browser_half import MODULES

from tequio.core.tally import counting, results
from tequio.core.tally.elections import Ballot, VoteType
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.pabulib.writer import write

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><title>recount</title><script type="module">
import * as recount from "/recount.js";
window.again = (text) => recount.count(recount.read(text));
window.differences = (text, result) => recount.differences(window.again(text), result);
</script>"""
RULES = ("greedy", "greedy-no-skip", "equalshares", "equalshares/add1", "equalshares/add1-comparison")


@pytest.fixture(scope="module")
def page():
    if people.chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=people.chromium(), args=list(people.ARGUMENTS))
        opened = browser.new_page()
        opened.route("http://city.test/**", _serve)
        opened.goto("http://city.test/")
        opened.wait_for_function("typeof window.differences === 'function'")
        yield opened
        browser.close()


def _serve(route):
    name = route.request.url.rsplit("/", 1)[1]
    if name:
        route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


def file(rule, *, seed, points=False, **meta):
    """Return the file of an election made by chance, with costs that often tie."""
    chance = random.Random(seed)  # noqa: S311 - the same elections every time
    keys = [str(number) for number in range(1, 9)]
    costs = {key: chance.choice((10, 20, 25, 40)) * 100_00 for key in keys}
    ballots = []
    for _ in range(60):
        marked = sorted(chance.sample(keys, chance.randint(1, 4)), key=int)
        given = tuple(chance.randint(1, 3) for _ in marked) if points else ()
        ballots.append(Ballot(tuple(marked), given))
    kind = VoteType.SCORING if points else VoteType.APPROVAL
    made = small(costs, {}, budget=100_00 * 100, vote_type=kind)
    told = {"rule": rule, "tie_rule": "cost", "currency": "MXN"} | meta
    return write(replace(made, ballots=tuple(ballots), meta=told))


def counted(text):
    found = read(text).election
    told = counting.declared(found)
    return counting.count(found, told.rule, told.parameters)


@pytest.mark.parametrize("rule", RULES)
def test_the_browser_finds_the_same_winners(page, rule):
    """RECOUNT-1: by marks and by points, with ties by cost, by a lot and as an assembly gave them."""
    for seed in range(4):
        texts = [
            file(rule, seed=seed),
            file(rule, seed=seed, points=True, utility="cost" if seed % 2 else "cardinality"),
            file(rule, seed=seed, tie_rule="lot", lot_seed=f"Sorteo {seed}"),
            file(rule, seed=seed, tie_order="8,3,5,1", winners_max="3"),
        ]
        for text in texts:
            result = counted(text)
            assert page.evaluate("text => again(text).winners", text) == result.winners
            document = json.loads(results.to_json(results.document(result)))
            assert page.evaluate("([text, told]) => differences(text, told)", [text, document]) == []


def test_a_changed_byte_is_noticed(page):
    """RECOUNT-2: one mark moved from a project to another."""
    text = file("greedy", seed=1)
    document = results.document(counted(text))
    line = next(line for line in text.splitlines() if line.startswith("60;"))
    other = next(key for key in "12345678" if key not in line.split(";")[1].split(","))
    changed = text.replace(line, f"60;{other}")
    found = page.evaluate("([text, told]) => differences(text, told)", [changed, document])
    assert {one["kind"] for one in found} >= {"votes"}


def test_a_rule_that_it_does_not_know_is_refused_by_name(page):
    asked = "text => { try { return again(text) } catch (error) { return error.message } }"
    assert page.evaluate(asked, file("phragmen", seed=1)) == "phragmen"
