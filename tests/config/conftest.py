"""Data folders of the tests' own."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def folder():
    """An empty folder; not pytest's own, which is closed to the system user."""
    path = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)
