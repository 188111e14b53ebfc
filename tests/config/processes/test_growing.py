"""Past one process: two web servers and two workers against one PostgreSQL by DATABASE_URL."""

import http.client
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import orjson
import psycopg
import pytest
from tests.servers import TEQUIO, environment, own_database, process, wait_for

pytestmark = pytest.mark.server

SIGN_IN = """
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tequio.config.demo.factories.accounts import make_ana
ana, session = make_ana(), SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(ana.pk), ana.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session.save()
print(session.session_key)
"""
CONTRACTS = """
import django; django.setup()
from tequio.config.demo.factories.contracting import make_contract, make_payment
for _ in range(3):
    make_payment(make_contract())
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A database, and the environment of every process on it: one data folder, one key."""
    folder = tmp_path_factory.mktemp("site")
    with own_database("growing") as url:
        yield environment(url, TEQUIO_DATA_DIR=str(folder), TEQUIO_SECRET_KEY="ficticia-" * 8)


@pytest.fixture
def ask(site):
    with psycopg.connect(site["DATABASE_URL"], autocommit=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def _script(code, site):
    done = subprocess.run([sys.executable, "-c", code], env=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _get(port, path="/", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _web(port, log, site):
    return process([*TEQUIO, "serve", f"--port={port}", "--workers=1", "--threads=2"], log, site)


def _worker(log, site):
    return process([*TEQUIO, "worker", "--threads=2"], log, site)


def test_two_web_servers_share_sessions_and_answer_at_once(site, tmp_path):
    log, ports = tmp_path / "web.log", [_free_port(), _free_port()]
    cookie = f"tequio={_script(SIGN_IN, site)}"
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(_web(port, log, site))
            wait_for(lambda port=port: _get(port) == 200, log=log)
        with ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(lambda n: _get(ports[n % 2]), range(40)))
        known = [_get(port, "/escritorio/", Cookie=cookie) for port in ports]
        strangers = [_get(port, "/escritorio/") for port in ports]
    assert set(statuses) == {200}
    assert strangers == [302, 302], "a stranger is sent to sign in"
    assert known == [403, 403], "Ana, who signed in at one, is known at the other as a citizen"


def test_two_workers_publish_every_contract_once_even_if_one_is_killed(site, ask, tmp_path):
    log = tmp_path / "workers.log"
    _script(CONTRACTS, site)
    assert ask("SELECT count(*) FROM audit_delivery WHERE delivered_at IS NULL")[0][0] > 0
    with _worker(log, site) as first, _worker(log, site):
        wait_for(lambda: ask("SELECT 1 FROM audit_delivery WHERE delivered_at IS NOT NULL LIMIT 1"), log=log)
        first.send_signal(signal.SIGKILL)
        wait_for(lambda: not ask("SELECT 1 FROM audit_delivery WHERE delivered_at IS NULL LIMIT 1"), log=log)
        wait_for(lambda: not ask("SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"), log=log)
    assert ask("SELECT count(*) FROM audit_delivery WHERE attempts <> 1")[0][0] == 0
    assert ask("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")[0][0] == 0
    published = list((tmp_path.parent / site["TEQUIO_DATA_DIR"]).glob("public/**/*.json"))
    assert len(published) >= 3
    for path in published:
        orjson.loads(path.read_bytes())
