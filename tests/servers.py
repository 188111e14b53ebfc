"""What tests of real processes stand on: a database of their own, and programs that are surely ended."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "tequio_template"
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
    create(name, "template1" if empty else template())
    try:
        yield url(name)
    finally:
        drop(name)


@cache
def template() -> str:
    """Return the name of a migrated database that nobody visits: every other one of the tests is its copy.

    It is made once for this state of the code, by whoever comes first, and stays for the next run.
    """
    state = _state_of_the_code()
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        made = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        if made != (state,):
            create(TEMPLATE, "template1")
            run("migrate", "--verbosity=0", database=url(TEMPLATE))
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(TEMPLATE), sql.Literal(state))
            )
    return TEMPLATE


def _state_of_the_code() -> str:
    """Return what tells whether the tables could be others: the migrations, what they call, who takes part."""
    source = ROOT / "src"
    migrations = sorted(source.rglob("migrations/*.py"))
    called = {
        source / f"{name.replace('.', '/')}{end}"
        for path in migrations
        for name in re.findall(r"^(?:from|import) (tequio[\w.]*)", path.read_text(), re.MULTILINE)
        for end in (".py", "/__init__.py")
    }
    files = [
        ROOT / "uv.lock",
        source / "tequio/config/settings.py",
        *migrations,
        *sorted(source.rglob("*.sql")),
        *sorted(path for path in called if path.exists()),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def create(name: str, source: str) -> None:
    """Make a database as a copy of another one, in place of what had its name; none waits for the disk."""
    drop(name)
    _execute("CREATE DATABASE {} TEMPLATE {}", name, source)
    _execute("ALTER DATABASE {} SET synchronous_commit = off", name)


def drop(name: str) -> None:
    """Remove a database if it is there."""
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(statement: LiteralString, *names: str) -> None:
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def environment(database: str, **more: str) -> dict[str, str]:
    """Return the environment of a process on this database.

    Its lines are not counted as covered: in the same process as the tests they are, and for much less.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return ours | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tequio.config.settings"} | more


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
