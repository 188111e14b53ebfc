"""A worker that is killed once at each point its argument names, for load_kills.py."""

import asyncio
import functools
import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from tequio.foundation.jobs import worker  # noqa: E402 - Django first

MARKS = Path(os.environ["KILL_MARKS"])


def arm(point: str, name: str, function: str, moment: str, nth: int) -> None:
    """Make the process kill itself at the ``nth`` call of a function, unless it was killed there before."""
    module = importlib.import_module(name)
    wrapped = getattr(module, function)
    calls = 0

    @functools.wraps(wrapped)
    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and moment == "before":
            _die(point)
        result = wrapped(*args, **kwargs)
        if calls == nth and moment == "after":
            _die(point)
        return result

    setattr(module, function, dying)


def _die(point: str) -> None:
    mark = MARKS / point
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    for point, where in json.loads(sys.argv[1]).items():
        arm(point, *where)
    worker.HEARTBEAT_SECONDS, worker.STALLED_SECONDS, worker.RESCUE_SECONDS = 0.3, 1.5, 0.5
    asyncio.run(worker.work(threads=1))
