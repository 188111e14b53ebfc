"""A worker process with the product's own code and two more tasks, for test_worker.py. Not a test itself."""

import asyncio
import os
import time

import django

django.setup()

from django.db import connection  # noqa: E402 - Django first

from tequio.foundation.jobs import worker  # noqa: E402 - Django first
from tequio.foundation.jobs.app import app  # noqa: E402 - Django first


def _note(name: str, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO notes (name, what, pid) VALUES (%s, %s, %s)", [name, what, os.getpid()])


@app.task(name="tests.quick")
def quick(name: str) -> None:
    _note(name, "done")


@app.task(name="tests.slow_once")
def slow_once(name: str) -> None:
    """Hang the first time, as a job whose worker is about to be killed; finish the second time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes WHERE name = %s", [name])
        before = cursor.fetchone()[0]
    _note(name, "begun")
    if not before:
        time.sleep(120)
    _note(name, "done")


if __name__ == "__main__":
    worker.HEARTBEAT_SECONDS, worker.STALLED_SECONDS, worker.RESCUE_SECONDS = 0.3, 1.5, 0.5
    asyncio.run(worker.work(threads=2))
