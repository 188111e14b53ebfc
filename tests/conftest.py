"""What every test stands on: the embedded database unless DATABASE_URL names another, and no network."""

import os
from pathlib import Path

import pytest

from tequio.config import environment
from tequio.config.postgres import Embedded, ensure_running

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_configure() -> None:
    if not os.environ.get("DATABASE_URL"):
        ensure_running(Embedded(environment.data_dir()))


@pytest.fixture(autouse=True)
def _static_files_without_manifest(settings) -> None:
    """No test depends on somebody having collected the static files."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real files beside the project; skips where it is absent."""
    if not REFERENCE.is_dir():
        pytest.skip("the reference data (../shared/data) is not beside this checkout")
    return REFERENCE
