"""What every test stands on: the embedded database unless DATABASE_URL names another, and no network."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from tests import servers

from tequio.config import environment
from tequio.config.postgres import Embedded, ensure_running

if TYPE_CHECKING:
    from tests.scheduling import Together
    from tests.stage import Stage
    from xdist.remote import Producer

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "data"


# The suite starts dozens of programs: compiled anew by each, the code would cost more time than its tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


# A busy machine is no fault of a test. Under CI, hypothesis has a profile of its own that says the same.
if not os.environ.get("CI"):
    examples.register_profile("tequio", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    examples.load_profile("tequio")


def pytest_configure() -> None:
    if not os.environ.get("DATABASE_URL"):
        ensure_running(Embedded(environment.data_dir()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count no lines where pages are asked for that other tests cover: it costs half of their time."""
    if not any(map(item.get_closest_marker, ("browser", "untraced"))):
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "Together":
    """Let the tests that share something costly stay in one process."""
    from tests.scheduling import Together

    config.option.loadscopereorder = False  # the order of the collection knows what takes long
    return Together(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    if isinstance(item, pytest.Function) and item.get_closest_marker("server"):
        item.fixturenames.insert(0, "django_db_setup")  # the settings of its server are those of the tests


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Put first what takes long, so that both processes end together, and what shares a stage side by side.

    A stage stands on the rows that the migrations made: it comes before the tests that empty the tables.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Function) -> tuple[int, str, int]:
    marks = [item.get_closest_marker(name) for name in ("browser", "server")]
    if any(marks):
        return 0 if all(marks) else 1, "", 0
    if "stage" not in getattr(item, "fixturenames", ()):
        return 3, "", 0
    names = getattr(item.module, "BY_WORLD", [])
    name = getattr(getattr(item, "callspec", None), "params", {}).get("name")
    return 2, str(item.path), names.index(name) if name in names else 0


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> "Iterator[Stage]":
    """The people of a module's tests, and whatever they ask for, undone at its end."""
    from tests.stage import Stage, undone

    with django_db_blocker.unblock(), undone():
        stage = Stage()
        yield stage
        stage.clear()


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


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """Each test begins and ends in the source language, whatever the last page of the one before spoke.

    Django leaves the language of the last request active in its thread.
    """
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


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
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> Iterator[None]:
    """Make this process's database, and let tests with real transactions empty the append-only tables.

    UPDATE and DELETE stay refused.
    """
    values = connection.settings_dict
    before, name = values["NAME"], connection.creation._get_test_db_name()
    servers.create(name, servers.template())
    values["NAME"] = name
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_TRUNCATE_TRIGGERS)
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER refuse_truncate")
    yield
    with django_db_blocker.unblock():
        connection.close()
    servers.drop(name)
    values["NAME"] = before


@pytest.fixture(autouse=True)
def _look_of_the_settings(fresh_cache) -> None:
    """No page pays a query for the municipality's name and colours: a test that sets them reads them again."""
    from tequio.foundation.web import appearance

    appearance.keep(appearance.default())


@pytest.fixture(autouse=True)
def _boxes_of_this_test() -> None:
    """What a process keeps in mind of a ballot box is frozen; editions of two tests have the same address."""
    from tequio.participation.ballots.services import frozen

    frozen.forget_all()


@pytest.fixture(autouse=True)
def _figures_of_this_test() -> None:
    """What a process keeps in mind of live figures is a second old at most; tests are faster than that."""
    from tequio.participation.forums.services import boards

    boards.forget()
