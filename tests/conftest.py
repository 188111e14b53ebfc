"""What every test stands on: the embedded database unless DATABASE_URL names another, and no network."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings

from tequio.config import environment
from tequio.config.postgres import Embedded, ensure_running

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "data"


# The suite starts dozens of programs: compiled anew by each, the code would cost more time than its tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure() -> None:
    if not os.environ.get("DATABASE_URL"):
        ensure_running(Embedded(environment.data_dir()))


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real files beside the project; skips where it is absent."""
    if not REFERENCE.is_dir():
        pytest.skip("the reference data (../shared/data) is not beside this checkout")
    return REFERENCE


@pytest.fixture(autouse=True)
def fresh_cache(settings) -> None:
    """Each test counts its attempts from zero, and its queries without those of the shared cache."""
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name in settings.CACHES
    }
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True, scope="session")
def plain_static_files() -> Iterator[None]:
    """Tests read static files by their plain names, and hash the passwords of nobody cheaply."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


_TRUNCATE_TRIGGERS = "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'refuse_truncate'"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Let tests with real transactions empty the append-only tables; UPDATE and DELETE stay refused."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_TRUNCATE_TRIGGERS)
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER refuse_truncate")


@pytest.fixture(autouse=True)
def _look_of_the_settings(fresh_cache) -> None:
    """No page pays a query for the municipality's name and colours: a test that sets them reads them again."""
    from tequio.foundation.web import appearance

    appearance.keep(appearance.default())
