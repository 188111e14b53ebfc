"""Real servers: Tequio's own, and the least that Django can do, with as many workers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKERS, THREADS = 2, 4


@contextmanager
def tequio(log: Path | None = None) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Serve as an installation does; yield the port and the process."""
    port = free_port()
    command = [
        sys.executable, "-m", "tequio.config.cli", "serve", f"--port={port}", f"--workers={WORKERS}",
        f"--threads={THREADS}",
    ]  # fmt: skip
    with _running(command, {}, port, log) as process:
        yield port, process


@contextmanager
def minimal() -> Iterator[int]:
    """Serve a Django without middleware whose one view writes the same row."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "box.minimal:application", "--interface", "wsgi", "--http", "1",
        "--no-ws", "--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS),
        "--blocking-threads", str(THREADS), "--log-level", "warning",
    ]  # fmt: skip
    more = {"DJANGO_SETTINGS_MODULE": "box.minimal", "PYTHONPATH": str(HERE.parent)}
    with _running(command, more, port, None):
        yield port


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Return whether somebody listens on the port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _running(
    command: list[str], more: dict[str, str], port: int, log: Path | None
) -> Iterator["subprocess.Popen[bytes]"]:
    with (log or Path(os.devnull)).open("ab") as output:
        process = subprocess.Popen(command, env=os.environ | more, stdout=output, stderr=output)
    try:
        limit = time.monotonic() + 120
        while not answers(port):
            if process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError("the server did not start")
            time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
