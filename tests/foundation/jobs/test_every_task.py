"""The worker knows every task of the code, wherever it stands."""

import importlib
import pkgutil

import tequio
from tequio.foundation.jobs.app import app


def test_the_worker_knows_every_task_of_the_code() -> None:
    known = {task.func.__module__ for task in app.tasks.values() if task.func.__module__.startswith("tequio.")}
    written = {
        module.name
        for module in pkgutil.walk_packages(tequio.__path__, "tequio.")
        if ".tasks" in module.name and not module.ispkg
    }
    assert written - known == set()
    assert all(importlib.import_module(name) for name in written)
