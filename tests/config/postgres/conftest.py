"""Data folders of the tests' own, in a place that the system user of the server can reach."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tequio.config.postgres import Embedded, ensure_running, stop
from tequio.config.postgres.engine import Engine
from tequio.config.postgres.place import lay


@pytest.fixture(scope="session")
def engine():
    """The programs, copied once for all the tests: as root every data folder has its copy otherwise."""
    path = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    path.chmod(0o711)
    place = Embedded(path / "data")
    lay(place)
    _ = Engine(place).binaries
    yield place.engine
    shutil.rmtree(path)


@pytest.fixture
def place(folder, engine):
    """A data folder where nothing has run yet; its server is stopped at the end."""
    place = Embedded(folder / "data")
    if engine.exists():
        lay(place)
        place.engine.symlink_to(engine)
    yield place
    stop(place)


@pytest.fixture
def running(place):
    """A server that has just been started for the first time."""
    ensure_running(place)
    return place


@pytest.fixture(scope="module")
def shared(engine):
    """One running server for the tests that only look at it."""
    folder = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    folder.chmod(0o711)
    place = Embedded(folder / "data")
    ensure_running(place)
    yield place
    stop(place)
    shutil.rmtree(folder)
