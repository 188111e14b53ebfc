"""The parent of a demonstration: what dies starts again, and nothing survives it."""

import os
import signal
import sys
import time

import pytest

from tequio.config.processes import supervisor
from tequio.config.processes.supervisor import Child, Supervisor

pytestmark = pytest.mark.server

FOR_EVER = "import time\nwhile True: time.sleep(1)"
STUBBORN = (
    f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('listo', flush=True)\n{FOR_EVER}"
)


def _child(name, code):
    return Child(name, [sys.executable, "-c", code])


def _run(children, until):
    """Run the parent until the condition holds (or ten seconds), as Ctrl-C would end it then."""
    said = []
    parent = Supervisor(children, log=said.append)
    limit = time.monotonic() + 10

    def look():
        if until() or time.monotonic() > limit:
            os.kill(os.getpid(), signal.SIGINT)

    assert parent.run(look) == 0
    return said


def test_what_dies_is_started_again():
    child = _child("web", FOR_EVER)
    killed = []

    def restarted():
        if not killed and child.process is not None:
            killed.append(child.process.pid)
            os.kill(child.process.pid, signal.SIGKILL)
        return child.process.pid != killed[0] and child.process.poll() is None

    said = _run([child], restarted)
    assert any(line.startswith("web: terminó (señal 9)") for line in said)
    assert sum("en marcha" in line for line in said) == 2
    assert said[-1] == "web: detenido"


def test_what_dies_at_once_again_and_again_is_started_ever_more_slowly():
    child = _child("web", "import sys; sys.exit(3)")
    said = _run([child], lambda: child.pause >= 2)
    assert any("terminó (código 3)" in line for line in said)
    assert child.pause >= 2


def test_every_child_is_stopped_at_the_end():
    children = [_child("web", FOR_EVER), _child("trabajador", FOR_EVER)]
    said = _run(children, lambda: True)
    assert [child.process.poll() for child in children] == [-signal.SIGTERM, -signal.SIGTERM]
    assert said[-2:] == ["web: detenido", "trabajador: detenido"]


def test_a_child_that_will_not_stop_is_killed(monkeypatch, capfd):
    monkeypatch.setattr(supervisor, "_STOP_SECONDS", 0.3)
    child = _child("web", STUBBORN)
    _run([child], lambda: "listo" in capfd.readouterr().out)
    assert child.process.returncode == -signal.SIGKILL


def test_the_signals_of_the_terminal_are_given_back_at_the_end():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    _run([_child("web", FOR_EVER)], lambda: True)
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
