"""A server of DATABASE_URL: asked for its version before anything is written to it."""

import pytest

from tequio.config import postgres
from tequio.config.postgres import errors, external


def test_a_server_older_than_15_is_refused():
    with pytest.raises(errors.TooOldError, match="es PostgreSQL 14; Tequio necesita PostgreSQL 15"):
        external.refuse_old(140010)


def test_the_oldest_and_the_newest_are_welcome():
    external.refuse_old(150000)
    external.refuse_old(180004)


@pytest.mark.parametrize("url", ["postgresql://nadie@127.0.0.1:1/tequio", "esto no es una dirección"])
def test_a_server_that_does_not_answer_is_told_in_words(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(errors.UnreachableError, match="El servidor de DATABASE_URL no responde"):
        postgres.prepare()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('could not write to file "pg_wal/x": No space left on device', errors.DiskFullError),
        ('could not open file "PG_VERSION": Permission denied', errors.NotWritableError),
        ("something else", errors.LauncherError),
    ],
)
def test_what_the_programs_say_is_told_in_our_words(said, kind):
    assert type(errors.of_server(said, "/var/lib/x")) is kind
