"""What tests of real processes stand on: a database of their own, and programs that are surely ended."""

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

TEQUIO = [sys.executable, "-m", "tequio.config.cli"]


def url(name: str) -> str:
    """Return the DATABASE_URL of a database on the server that the tests use."""
    values = settings.DATABASES["default"]
    host = quote(str(values.get("HOST") or values.get("OPTIONS", {}).get("host") or ""), safe="")
    port = f":{values['PORT']}" if values.get("PORT") else ""
    return f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@{host}{port}/{name}"


def name_for(purpose: str) -> str:
    """Return a database name that no other process of the same test run uses."""
    return f"tequio_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"


@contextmanager
def own_database(purpose: str, *, empty: bool = False) -> Iterator[str]:
    """Make a database, with every table unless ``empty``, give its URL, and drop it at the end."""
    name = name_for(purpose)
    template = "template1" if empty else name_for("template")
    _create(name, template)
    try:
        yield url(name)
    finally:
        _drop(name)


def take_as_template(name: str) -> None:
    """Copy a migrated database that nobody visits; the databases of the servers are copies of that copy."""
    _create(name_for("template"), name)
    atexit.register(_drop, name_for("template"))


def _create(name: str, template: str) -> None:
    _drop(name)
    _execute("CREATE DATABASE {} TEMPLATE {}", name, template)


def _drop(name: str) -> None:
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(statement: LiteralString, *names: str) -> None:
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def environment(database: str, **more: str) -> dict[str, str]:
    """Return the environment of a process on this database."""
    return os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tequio.config.settings"} | more


def run(*arguments: str, database: str, **more: str) -> str:
    """Run one ``tequio`` command to its end and return what it printed."""
    done = subprocess.run(
        [*TEQUIO, *arguments], env=environment(database, **more), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def process(command: list[str], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside the test, with its output in a file; end it and all it started at the end."""
    with log.open("ab") as output:
        started = subprocess.Popen(command, env=env, stdout=output, stderr=output, start_new_session=True)
    try:
        yield started
    finally:
        if started.poll() is None:
            started.terminate()
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def wait_for(condition: Callable[[], object], *, seconds: float = 180, log: Path | None = None) -> None:
    """Wait until the condition holds; fail with the log's end if it never does."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            tail = log.read_text()[-3000:] if log is not None and log.exists() else ""
            raise AssertionError(f"waited {seconds:.0f} s in vain\n{tail}")
        time.sleep(0.1)
