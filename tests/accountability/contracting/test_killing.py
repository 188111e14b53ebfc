"""docs/rules/contracting.md, PUB-9: the publisher as real processes that are really killed."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg
import pytest
from tests.servers import environment, own_database, process, wait_for

pytestmark = pytest.mark.server
PROGRAM = Path(__file__).with_name("publisher_program.py")
_CONTRACTING = "tequio.accountability.contracting.services"
_SHELF = "tequio.publishing.opendata.adapters.shelf"

# Point: module, function, before or after it, at which call of it in one process.
POINTS = {
    "release-not-committed": (f"{_CONTRACTING}.publication", "_draft", "after", 1),
    "release-stored-no-file": (f"{_CONTRACTING}.publication", "append_release", "after", 1),
    "file-half-written": (_SHELF, "_copy", "after", 2),
    "file-replaced-row-not": (_SHELF, "replace", "after", 3),
    "between-two-files": (_SHELF, "replace", "before", 4),
    "files-in-place-not-settled": (f"{_CONTRACTING}.publication", "_settle", "before", 1),
    "city-month-written": (f"{_CONTRACTING}.city", "_put_month", "after", 1),
    "city-before-index": (f"{_CONTRACTING}.city", "_put_index", "before", 1),
}

FILL = """
import django; django.setup()
from tequio.config.demo.factories.contracting import make_contract, make_payment
for _ in range(3):
    make_payment(make_contract())
"""
PAY = """
import django; django.setup()
from tequio.accountability.contracting.models import Contract
from tequio.config.demo.factories.contracting import make_payment
make_payment(Contract.objects.first(), code="a-tiempo", amount_centavos=1_00)
"""
REWRITE = """
import django; django.setup()
from tequio.accountability.contracting.models import Process, Publication, Segment
from tequio.accountability.contracting.services import shelf, city
from tequio.publishing.opendata.models import PublishedFile
PublishedFile.objects.all().delete(); Segment.objects.all().delete(); Publication.objects.update(number=0)
for process in Process.objects.all():
    shelf.put(process_id=process.pk)
for month in city.stale_months():
    city._put_month(month)
"""


def python(code, env):
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def site(tmp_path):
    with own_database("publisher") as database:
        (tmp_path / "marks").mkdir()
        yield environment(database, TEQUIO_DATA_DIR=str(tmp_path / "data"), KILL_MARKS=str(tmp_path / "marks"))


@pytest.fixture
def ask(site):
    with psycopg.connect(site["DATABASE_URL"], autocommit=True) as connection:
        yield lambda text: connection.execute(text).fetchall()


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def whole(folder):
    """Read every published file; a half one does not parse."""
    for name, content in files(folder).items():
        if name.endswith(".json"):
            orjson.loads(content)
        else:
            assert content.endswith(b"\r\n"), name


UP_TO_DATE = """
SELECT count(*) FROM contracting_publication WHERE due_since IS NULL AND number > 0
"""


def test_killed_at_any_point_it_leaves_whole_files_and_publishes_after_a_restart(site, ask, tmp_path):
    python(FILL, site)
    public, log, marks = tmp_path / "data" / "public", tmp_path / "worker.log", tmp_path / "marks"
    command = [sys.executable, str(PROGRAM), json.dumps(POINTS)]
    for _ in POINTS:
        with process(command, log, site) as running:
            wait_for(lambda running=running: running.poll() is not None, log=log)
        assert running.returncode == -signal.SIGKILL, log.read_text()[-3000:]
        whole(public)
    assert sorted(mark.name for mark in marks.iterdir()) == sorted(POINTS)
    with process(command, log, site):
        wait_for(lambda: ask(UP_TO_DATE) == [(3,)], log=log)
        wait_for((public / "contrataciones/indice.json").exists, log=log)
        index = public / "contrataciones/indice.json"
        wait_for(lambda: len(orjson.loads(index.read_bytes())["processes"]) == 3, log=log)
    whole(public)
    releases = ask("SELECT process_id, number, sha256 FROM contracting_release ORDER BY 1, 2")
    assert [number for _process, number, _hash in releases] == [1, 1, 1]
    undisturbed = site | {"TEQUIO_DATA_DIR": str(tmp_path / "again")}
    python(REWRITE, undisturbed)
    again = files(tmp_path / "again" / "public")
    disturbed = files(public)
    assert {name: disturbed[name] for name in again} == again
    assert len(again) == 3 * 4 + 1


def test_a_change_is_published_within_seconds(site, ask, tmp_path):
    python(FILL, site)
    log, public = tmp_path / "worker.log", tmp_path / "data" / "public"
    with process([sys.executable, "-m", "tequio.config.cli", "worker"], log, site):
        wait_for(lambda: ask(UP_TO_DATE) == [(3,)], log=log)
        python(PAY, site)
        [(changed,)] = ask("SELECT max(at) FROM audit_auditevent WHERE kind = 'contracting.ProcessChanged'")
        [(ocid,)] = ask("SELECT ocid FROM contracting_process ORDER BY id LIMIT 1")
        package = public / "contrataciones" / ocid / "entregas.json"
        wait_for(lambda: b"a-tiempo" in package.read_bytes(), seconds=30, log=log)
        visible = datetime.fromtimestamp(package.stat().st_mtime, UTC)
    taken = (visible - changed).total_seconds()
    assert taken < 5, taken
