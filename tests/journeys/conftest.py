"""A small city served for the journeys by the real web server and worker, on a database of its own."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests import servers
from tests.journeys import people

WORLD = Path(__file__).with_name("world.py")


@dataclass(frozen=True, slots=True)
class House:
    """Where the city is served, and the parts of the addresses that the journeys open."""

    base: str
    places: dict[str, str]


@pytest.fixture(scope="session")
def house(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve the small city until the last journey."""
    if people.chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    data = tmp_path_factory.mktemp("city")
    with servers.own_database("tequio_journeys") as database:
        env = servers.environment(
            database,
            TEQUIO_DATA_DIR=str(data),
            TEQUIO_DEMONSTRATION="1",
            TEQUIO_EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        )
        made = subprocess.run([sys.executable, WORLD], env=env, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        port = _free_port()
        serve = [*servers.TEQUIO, "serve", "--port", str(port), "--workers", "1"]
        log = data / "log"
        with (
            servers.process(serve, log, env),
            servers.process([*servers.TEQUIO, "worker"], log, env),
        ):
            base = f"http://127.0.0.1:{port}"
            servers.wait_for(lambda: _answers(f"{base}/salud/"), log=log)
            yield House(base, json.loads(made.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def browser(house: House) -> Iterator[Browser]:
    """One browser per module: while it is open, its event loop keeps Django's database away."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=people.chromium(), args=list(people.ARGUMENTS))
        yield opened
        opened.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
            return bool(json.load(answer)["worker"] == "ok")
    except (urllib.error.URLError, OSError, ValueError):
        return False
