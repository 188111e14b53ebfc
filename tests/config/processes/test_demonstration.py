"""``tequio demo`` as a newcomer runs it, with its children killed under it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from tests.servers import TEQUIO, environment, own_database, process, wait_for

pytestmark = pytest.mark.server

# What `tequio demo` leaves behind once the city is built, with nobody in it but the cast.
SMALL_CITY = """
import os; os.environ["TEQUIO_DEMONSTRATION"] = "1"
import django; django.setup()
from tequio.config.demo.factories.accounts import PASSWORD, make_cast
from tequio.config.processes import demonstration
make_cast(password=PASSWORD)
demonstration.note_built("voting")
"""


@pytest.fixture
def site(tmp_path):
    with own_database("demo") as url:
        yield environment(url, TEQUIO_DATA_DIR=str(tmp_path / "data"))


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _status(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _demo(site, *arguments):
    return subprocess.run([*TEQUIO, "demo", *arguments], env=site, capture_output=True, text=True, check=False)


def test_the_demonstration_survives_its_children_and_stops_whole(site, port, tmp_path):
    subprocess.run([sys.executable, "-c", SMALL_CITY], env=site, check=True)
    log = tmp_path / "demo.log"
    with process([*TEQUIO, "demo", f"--port={port}"], log, site) as parent:
        wait_for(lambda: "Ctrl-C lo detiene" in log.read_text(), log=log)
        assert _status(port) == 200
        wait_for(lambda: "aurora@tequio.example" in log.read_text(), log=log)
        pids = {
            name: int(pid)
            for name, pid in re.findall(r"(web|trabajador): en marcha \(proceso (\d+)\)", log.read_text())
        }
        for pid in pids.values():
            os.killpg(pid, signal.SIGKILL)
        wait_for(lambda: log.read_text().count("en marcha") >= 4 and _status(port) == 200, log=log)
        parent.send_signal(signal.SIGINT)
        assert parent.wait(30) == 0
    said = log.read_text()
    assert said.count("terminó (señal 9)") == 2
    assert said.count("detenido") == 2
    assert "Traceback" not in said
    assert _status(port) == 0
    for role in ("Ciudadanía", "Enlace", "Coordinación", "Publicación", "Administración", "Contraloría"):
        assert role in said


def test_a_port_that_is_taken_is_told_before_anything_is_built(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _demo(site, f"--port={taken.getsockname()[1]}")
    assert done.returncode == 1
    assert "está ocupado; elija otro con --port" in done.stderr


def test_a_database_that_holds_something_is_never_emptied(site):
    done = _demo(site, "--no-serve")
    assert done.returncode == 1
    assert "ya tiene datos; la demostración necesita una vacía" in done.stderr


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(site):
    done = _demo(site, "--no-serve", "--stage=fiesta")
    assert done.returncode == 1
    assert "no hay etapa «fiesta»; las etapas son" in done.stderr


STUB = """
import os, sys, types; os.environ["TEQUIO_DEMONSTRATION"] = "1"
from tequio.config import postgres
postgres.prepare()
import django; django.setup()
from tequio.config.demo.factories.accounts import make_cast
from tequio.config.processes import demonstration
city = types.ModuleType("stub_city"); city.STAGES = ("voting", "execution")
city.build = lambda stage: make_cast()
city.__spec__ = types.SimpleNamespace(name="stub_city")
sys.modules["stub_city"] = city; demonstration.CITY = "stub_city"
from django.db import connection
said = []
for stage in ("voting", "voting", "execution"):
    said.append(demonstration.is_built(stage) or demonstration.build(stage) and "built")
said.append([person.email.split("@")[0] for person in demonstration.sign_ins()])
said.append(connection.settings_dict["NAME"])
print(said)
connection.close()
postgres.stop(postgres.Embedded(__import__("pathlib").Path(os.environ["TEQUIO_DATA_DIR"])))
"""


def test_the_embedded_demonstration_is_built_once_per_stage_in_a_database_of_its_own(folder):
    env = environment("", TEQUIO_DATA_DIR=str(folder / "data"))
    del env["DATABASE_URL"]
    done = subprocess.run(
        [sys.executable, "-c", STUB], env=env,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == (
        "['built', True, 'built', ['ana', 'beto', 'caro', 'pia', 'dani', 'aurora'], 'tequio_demo']"
    ), done.stderr
