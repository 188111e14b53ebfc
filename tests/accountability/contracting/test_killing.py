"""docs/rules/contracting.md, PUB-9: the publisher as real processes that are really killed."""

import hashlib
import json
import signal
import sys
from datetime import UTC, datetime

import orjson
import psycopg
import pytest
from tests.accountability.contracting.killing import (
    FILL,
    POINTS,
    PROGRAM,
    UNDISTURBED,
    differences,
    files,
    python,
)
from tests.servers import environment, own_database, process, wait_for

pytestmark = pytest.mark.server
# The others are killed by ``make bench-kills``.
CHOSEN = ("file-half-written", "pieces-in-place-segment-not", "set-shown-plain-names-old")

PAY = """
import django; django.setup()
from tequio.accountability.contracting.models import Contract
from tequio.config.demo.factories.contracting import make_payment
make_payment(Contract.objects.first(), code="a-tiempo", amount_centavos=1_00)
"""


@pytest.fixture
def site(tmp_path):
    with own_database("publisher") as database:
        (tmp_path / "marks").mkdir()
        yield environment(database, TEQUIO_DATA_DIR=str(tmp_path / "data"), KILL_MARKS=str(tmp_path / "marks"))


@pytest.fixture
def ask(site):
    with psycopg.connect(site["DATABASE_URL"], autocommit=True) as connection:
        yield lambda text: connection.execute(text).fetchall()


def whole(folder):
    """Read every published file, a half one does not parse; and what the manifest names, by its hash."""
    for name, content in files(folder).items():
        if name.endswith(".json"):
            orjson.loads(content)
    manifest = folder / "contrataciones/manifiesto.json"
    for one in orjson.loads(manifest.read_bytes())["files"] if manifest.exists() else ():
        piece = folder / "contrataciones/conjunto" / one["versionUrl"].rsplit("/", 1)[-1]
        assert hashlib.sha256(piece.read_bytes()).hexdigest() == one["sha256"]


UP_TO_DATE = """
SELECT count(*) FROM contracting_publication WHERE due_since IS NULL AND number > 0
"""
IDLE = """
SELECT count(*) FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND task_name LIKE 'contracting.publish%'
"""


def test_killed_at_any_point_it_leaves_whole_files_and_publishes_after_a_restart(site, ask, tmp_path):
    python(FILL, site)
    public, log, marks = tmp_path / "data" / "public", tmp_path / "worker.log", tmp_path / "marks"
    command = [sys.executable, str(PROGRAM), json.dumps({name: POINTS[name] for name in CHOSEN})]
    for _ in CHOSEN:
        with process(command, log, site) as running:
            wait_for(lambda running=running: running.poll() is not None, log=log)
        assert running.returncode == -signal.SIGKILL, log.read_text()[-3000:]
        whole(public)
    assert sorted(mark.name for mark in marks.iterdir()) == sorted(CHOSEN)
    with process(command, log, site):
        wait_for(lambda: ask(UP_TO_DATE) == [(3,)], log=log)
        wait_for(lambda: ask(IDLE) == [(0,)], log=log)
    whole(public)
    releases = ask("SELECT process_id, number, sha256 FROM contracting_release ORDER BY 1, 2")
    assert [number for _process, number, _hash in releases] == [1, 1, 1]
    python(UNDISTURBED, site | {"TEQUIO_DATA_DIR": str(tmp_path / "again")})
    again = files(tmp_path / "again" / "public")
    assert differences(files(public), again) == []
    assert len(again) > 3 * 4 + 20


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
