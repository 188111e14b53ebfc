"""The command line of the web server: granian, WSGI, with threads that may wait for the database."""

import socket
import sys

from tequio.config import environment

WORKERS = 2
THREADS = 4


def command(*, host: str, port: int, workers: int | None = None, threads: int | None = None) -> list[str]:
    """Return the command that serves the site.

    Args:
        host: the address to listen on.
        port: the port to listen on.
        workers: processes; ``TEQUIO_WEB_WORKERS`` unless given.
        threads: requests that one process serves at a time; ``TEQUIO_WEB_THREADS`` unless given.
    """
    return [
        sys.executable, "-m", "granian", "tequio.config.wsgi:application",
        "--interface", "wsgi", "--http", "1", "--no-ws",
        "--host", host, "--port", str(port),
        "--workers", str(workers or environment.number("WEB_WORKERS", WORKERS)),
        "--blocking-threads", str(threads or environment.number("WEB_THREADS", THREADS)),
        "--respawn-failed-workers", "--workers-kill-timeout", "15",
        "--log-level", "warning",
    ]  # fmt: skip


def is_free(host: str, port: int) -> bool:
    """Return whether nobody listens on this address."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
