"""``tequio postgres status|start|stop``: the embedded database server."""

import argparse
import sys

from tequio.config import environment, postgres


def run(arguments: list[str]) -> int:
    """Tell about, start or stop the embedded server of the data folder."""
    parser = argparse.ArgumentParser(prog="tequio postgres", description=__doc__)
    parser.add_argument("action", choices=["status", "start", "stop"])
    parser.add_argument("--if-idle", action="store_true", help="con stop: solo si nadie más la usa")
    options = parser.parse_args(arguments)
    action = options.action
    place = postgres.Embedded(environment.data_dir())
    try:
        if action == "start":
            postgres.ensure_running(place)
        elif action == "stop" and not (options.if_idle and _is_busy(place)):
            postgres.stop(place)
    except postgres.LauncherError as error:
        print(f"tequio: {error}", file=sys.stderr)
        return 1
    running = postgres.is_running(place)
    print(f"{'en marcha' if running else 'detenido'}: PostgreSQL {postgres.MAJOR} en {place.data}")
    return 0 if running or action == "stop" else 3


def _is_busy(place: postgres.Embedded) -> bool:
    return postgres.is_running(place) and not postgres.is_idle(place)
