"""The worker, as real processes that are really killed."""

import json
import signal
import sys
from pathlib import Path

import psycopg
import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import jobs
from tests.servers import environment, own_database, process, run, wait_for

from tequio.foundation.jobs import worker
from tequio.foundation.jobs.app import app

PROGRAM = Path(__file__).with_name("worker_program.py")


@pytest.fixture(scope="module")
def database():
    with own_database("jobs") as url:
        with psycopg.connect(url, autocommit=True) as connection_:
            connection_.execute("CREATE TABLE notes (id serial, name text, what text, pid int)")
        yield url


@pytest.fixture
def ask(database):
    with psycopg.connect(database, autocommit=True) as connection_:

        def query(text, *values):
            return connection_.execute(text, values).fetchall()

        yield query


def _defer(ask, task, name):
    ask(
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW("
        "'default', %s, 0, NULL, NULL, %s::jsonb, NULL)::procrastinate_job_to_defer_v1])",
        task, json.dumps({"name": name}),
    )  # fmt: skip


@pytest.mark.server
def test_a_job_whose_worker_is_killed_is_done_by_another_within_seconds(database, ask, tmp_path):
    log = tmp_path / "worker.log"
    command, env = [sys.executable, str(PROGRAM)], environment(database)
    _defer(ask, "tests.slow_once", "informe")
    with process(command, log, env) as first:
        wait_for(lambda: ask("SELECT 1 FROM notes WHERE name = 'informe'"), log=log)
        first.send_signal(signal.SIGKILL)
        first.wait()
    with process(command, log, env) as second:
        wait_for(lambda: ask("SELECT 1 FROM notes WHERE name = 'informe' AND what = 'done'"), log=log)
        assert ask("SELECT pid FROM notes WHERE name = 'informe' AND what = 'done'") == [(second.pid,)]
    assert "lost its worker; it starts again" in log.read_text()


@pytest.mark.server
def test_two_workers_do_each_job_once(database, ask, tmp_path):
    log = tmp_path / "workers.log"
    command, env = [sys.executable, str(PROGRAM)], environment(database)
    names = {f"tarea-{number}" for number in range(40)}
    with process(command, log, env), process(command, log, env):
        for name in names:
            _defer(ask, "tests.quick", name)
        wait_for(lambda: ask("SELECT count(*) FROM notes WHERE name LIKE 'tarea-%%'")[0][0] >= 40, log=log)
        wait_for(
            lambda: ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.quick'") == [(0,)]
        )
    done = ask("SELECT name, count(*) FROM notes WHERE name LIKE 'tarea-%%' GROUP BY name")
    assert dict(done) == dict.fromkeys(names, 1)


@pytest.mark.server
def test_a_worker_that_is_asked_to_stops_by_itself(database, ask, tmp_path):
    log = tmp_path / "worker.log"
    before = ask("SELECT id FROM procrastinate_workers")
    with process([sys.executable, str(PROGRAM)], log, environment(database)) as started:
        _defer(ask, "tests.quick", "saludo")
        wait_for(lambda: ask("SELECT 1 FROM notes WHERE name = 'saludo'"), log=log)
        started.terminate()
        assert started.wait(20) == 0
    assert set(ask("SELECT id FROM procrastinate_workers")) <= set(before)


@pytest.mark.server
def test_the_command_does_what_waits_and_ends(database):
    assert run("worker", "--once", "--threads=1", database=database) == ""


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up_and_kept_as_failed():
    """The tenth time a worker dies with the same job, the job is the cause."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, args)"
            " SELECT 'default', 'audit.deliver', 'doing', tried, '{}' FROM unnest(ARRAY[%s, 1]) AS tried"
            " RETURNING id",
            [worker.MOST_ATTEMPTS],
        )
        poison, unlucky = (row[0] for row in cursor.fetchall())
    assert async_to_sync(worker.rescue)(app) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs WHERE id IN (%s, %s)", [poison, unlucky])
        assert dict(cursor.fetchall()) == {poison: jobs.Status.FAILED.value, unlucky: jobs.Status.TODO.value}


@pytest.mark.server
def test_a_job_whose_equal_already_waits_makes_room_for_it(database, ask, tmp_path):
    """Put back, it would break the queueing lock; left as it is, its lock would stop the other for ever."""
    ask(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, lock, queueing_lock, args)"
        " SELECT 'default', 'tests.quick', kind::procrastinate_job_status, 'one', 'one', %s::jsonb"
        " FROM unnest(ARRAY['doing', 'todo']) AS kind RETURNING id",
        json.dumps({"name": "igual"}),
    )
    log = tmp_path / "worker.log"
    with process([sys.executable, str(PROGRAM)], log, environment(database)):
        wait_for(lambda: not ask("SELECT 1 FROM procrastinate_jobs WHERE lock = 'one'"), log=log)
    assert ask("SELECT what FROM notes WHERE name = 'igual'") == [("done",)]
