"""``tequio worker``: does the background jobs, until it is told to stop."""

import argparse
import asyncio

from tequio.config import environment
from tequio.foundation.jobs import worker


def run(arguments: list[str]) -> int:
    """Run one worker process in the foreground."""
    parser = argparse.ArgumentParser(prog="tequio worker", description=__doc__)
    parser.add_argument(
        "--threads",
        type=int,
        default=environment.number("WORKER_THREADS", 4),
        help="tareas a la vez (TEQUIO_WORKER_THREADS)",
    )
    parser.add_argument("--once", action="store_true", help="termina cuando no quedan tareas")
    options = parser.parse_args(arguments)
    asyncio.run(worker.work(threads=options.threads, wait=not options.once))
    return 0
