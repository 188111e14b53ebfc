"""``tequio serve``: the web server, until it is told to stop."""

import argparse
import os

import django

from tequio.config.processes import static, web


def run(arguments: list[str]) -> int:
    """Replace this process by the web server, after collecting the static files if they changed."""
    parser = argparse.ArgumentParser(prog="tequio serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, help="procesos (TEQUIO_WEB_WORKERS)")
    parser.add_argument("--threads", type=int, help="peticiones a la vez por proceso (TEQUIO_WEB_THREADS)")
    options = parser.parse_args(arguments)
    django.setup()
    static.collect()
    line = web.command(host=options.host, port=options.port, workers=options.workers, threads=options.threads)
    os.execv(line[0], line)  # noqa: S606 - our own command; the server takes this process's place and signals
