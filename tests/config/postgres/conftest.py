"""Data folders of the tests' own, in a place that the system user of the server can reach."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tequio.config.postgres import Embedded, ensure_running, stop


@pytest.fixture
def folder():
    """An empty folder; not pytest's own, which is closed to the system user."""
    path = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def place(folder):
    """A data folder where nothing has run yet; its server is stopped at the end."""
    place = Embedded(folder / "data")
    yield place
    stop(place)


@pytest.fixture
def running(place):
    """A server that has just been started for the first time."""
    ensure_running(place)
    return place
