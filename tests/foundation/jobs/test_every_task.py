"""The worker knows every task of the code, wherever it stands."""

import pkgutil

import tequio
from tequio.foundation.jobs.app import app


def test_the_worker_knows_every_task_of_the_code() -> None:
    known = {task.func.__module__ for task in app.tasks.values()}
    written = {
        module.name
        for module in pkgutil.walk_packages(tequio.__path__, "tequio.")
        if ".tasks" in module.name and not module.ispkg
    }
    assert written - known == set()
