"""Somebody looks at the figures of a forum while others take part: they change where they stand."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests import servers
from tests.journeys import people
from tests.journeys.conftest import _answers, _free_port
from tests.journeys.people import Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]
PAGE = "/foros/foro-vivo/en-vivo/"
PATIENCE = 60_000  # milliseconds: an interval, a worker and a machine that may be busy


@dataclass(frozen=True, slots=True)
class Forum:
    """Where a forum is served, and how people come to it."""

    base: str
    come: Callable[[int], None]


@pytest.fixture(scope="module")
def forum(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forum]:
    """Serve a forum in which 43 people take part."""
    if people.chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    data = tmp_path_factory.mktemp("forum")
    with servers.own_database("tequio_live") as database:
        env = servers.environment(database, TEQUIO_DATA_DIR=str(data), TEQUIO_DEMONSTRATION="1")

        def come(number: int) -> None:
            program = [sys.executable, "-m", "tests.journeys.crowd", str(number)]
            subprocess.run(program, env=env, check=True, cwd=Path(__file__).parents[2])

        come(43)
        port, log = _free_port(), data / "log"
        serve = [*servers.TEQUIO, "serve", "--port", str(port), "--workers", "1"]
        worker = [*servers.TEQUIO, "worker"]
        with servers.process(serve, log, env), servers.process(worker, log, env):
            base = f"http://127.0.0.1:{port}"
            servers.wait_for(lambda: _answers(f"{base}/salud/"), log=log)
            yield Forum(base, come)


@pytest.fixture(scope="module")
def viewer(forum: Forum) -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=people.chromium(), args=list(people.ARGUMENTS))
        yield opened
        opened.close()


def test_figures_change_where_they_stand_and_without_scripts_with_the_page(
    viewer: Browser, forum: Forum
) -> None:
    anybody = Person(viewer, forum.base, Way(5, 360, scripts=True, language="es-MX"))
    plain = Person(viewer, forum.base, Way(6, 1280, scripts=False, language="es-MX"))
    total = anybody.page.locator('[data-cell="people"]')
    anybody.open(PAGE)
    expect(total).to_have_text("40 o más", timeout=PATIENCE)  # the page draws itself when there is something
    anybody.fits()
    plain.open(PAGE)
    expect(plain.page.locator('[data-cell="people"]')).to_have_text("40 o más")
    plain.fits()
    anybody.page.evaluate("window.untouched = true")
    forum.come(20)
    expect(total).to_have_text("60 o más", timeout=PATIENCE)
    expect(anybody.page.locator("[data-live-said]")).to_have_text(re.compile("Hay cifras nuevas"))
    assert anybody.page.evaluate("window.untouched")
    plain.follow("/en-vivo/")
    expect(plain.page.locator('[data-cell="people"]')).to_have_text("60 o más")
    anybody.context.close()
    plain.context.close()
