"""What the environment says, typed, with words for what it says wrongly."""

import os
import threading
from pathlib import Path

import pytest

from tequio.config import database, environment


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in ("DATA_DIR", "SECRET_KEY", "DEMONSTRATION"):
        monkeypatch.delenv(f"TEQUIO_{name}", raising=False)


def test_a_number_that_is_none_is_refused_by_its_name(monkeypatch):
    monkeypatch.setenv("TEQUIO_WEB_WORKERS", "dos")
    with pytest.raises(ValueError, match="TEQUIO_WEB_WORKERS debe ser un número entero, no «dos»"):
        environment.number("WEB_WORKERS", 2)


@pytest.mark.parametrize(("said", "number"), [("", 2), ("8", 8)])
def test_a_number_is_read_or_its_default_stands(monkeypatch, said, number):
    monkeypatch.setenv("TEQUIO_WEB_WORKERS", said)
    assert environment.number("WEB_WORKERS", 2) == number


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", True)]
)
def test_a_flag_says_yes_in_several_ways_and_empty_is_the_default(monkeypatch, said, meant):
    monkeypatch.setenv("TEQUIO_HTTPS", said)
    assert environment.flag("HTTPS", default=True) is meant


def test_a_listing_forgives_spaces_and_empty_parts(monkeypatch):
    monkeypatch.setenv("TEQUIO_HOSTS", " uno.example, ,dos.example ")
    assert environment.listing("HOSTS") == ["uno.example", "dos.example"]


def test_root_keeps_its_data_in_var_lib(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert environment.data_dir() == Path("/var/lib/tequio")


def test_a_person_keeps_it_in_their_own_data_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert environment.data_dir() == tmp_path / "tequio"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment.data_dir() == tmp_path / ".local" / "share" / "tequio"


def test_a_demonstration_has_files_and_a_database_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("TEQUIO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    real = environment.files_dir(), database.settings()["NAME"]
    monkeypatch.setenv("TEQUIO_DEMONSTRATION", "1")
    assert real == (tmp_path, "tequio")
    assert (environment.files_dir(), database.settings()["NAME"]) == (tmp_path / "demonstration", "tequio_demo")


def test_the_key_is_made_once_for_all_processes_and_read_by_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("TEQUIO_DATA_DIR", str(tmp_path / "data"))
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(environment.secret_key())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"], "no draft is left behind"


def test_a_key_that_is_given_is_used_and_nothing_is_written(monkeypatch, tmp_path):
    monkeypatch.setenv("TEQUIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TEQUIO_SECRET_KEY", "dada")
    assert environment.secret_key() == "dada"
    assert not (tmp_path / "data").exists()


def test_the_server_of_database_url_is_used_where_there_is_one(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana:secreto@db.example:5433/municipio")
    values = database.settings()
    assert (values["HOST"], values["PORT"], values["NAME"], values["USER"]) == (
        "db.example",
        5433,
        "municipio",
        "ana",
    )
    assert values["CONN_HEALTH_CHECKS"] is True
