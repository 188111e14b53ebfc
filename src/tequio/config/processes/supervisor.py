"""The parent of a demonstration: it starts the web server and the worker and starts again what dies."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType

_TICK = 0.2
_STOP_SECONDS = 20.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_SETTLED_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1

Log = Callable[[str], None]


@dataclass
class Child:
    """One process that must always run."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    due: float = 0.0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches it only through its parent."""
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the parent has no threads
        )
        self.started = time.monotonic()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and all that it started."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Keeps its children running until it is told to stop."""

    children: list[Child]
    log: Log
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    stopping: bool = False

    def run(self, on_tick: Callable[[], None] = lambda: None) -> int:
        """Start the children, watch them until SIGTERM or Ctrl-C, and stop them. Return the exit code."""
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            for child in self.children:
                self._start(child)
            while not self.stopping:
                on_tick()
                self._watch()
                time.sleep(_TICK)
        finally:
            self._stop_children()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        child.start(self.environment)
        child.due = 0.0
        if child.process is not None:
            self.log(f"{child.name}: en marcha (proceso {child.process.pid})")

    def _watch(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            if not child.due:
                self._bury(child, now)
            elif now >= child.due:
                self._start(child)

    def _bury(self, child: Child, now: float) -> None:
        """Note a death, end what the process left behind, and say when it starts again."""
        code = child.process.returncode if child.process else 0
        if child.process is not None:
            _kill_group(child.process.pid)
        settled = now - child.started > _SETTLED_SECONDS
        child.pause = _FIRST_PAUSE if settled else min(child.pause * 2, _LONGEST_PAUSE)
        child.due = now + child.pause
        how = f"señal {-code}" if code < 0 else f"código {code}"
        self.log(f"{child.name}: terminó ({how}); vuelve a arrancar en {child.pause:.0f} s")

    def _stop_children(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        limit = time.monotonic() + _STOP_SECONDS
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.0, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.signal(signal.SIGKILL)
                child.process.wait()
            self.log(f"{child.name}: detenido")


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _die_with_parent() -> None:
    """Ask Linux to stop this child if its parent is killed and cannot do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
