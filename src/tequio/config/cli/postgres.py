"""``tequio postgres status|start|stop``: the embedded database server."""

import argparse
import sys

from tequio.config import environment, postgres


def run(arguments: list[str]) -> int:
    """Tell about, start or stop the embedded server of the data folder."""
    parser = argparse.ArgumentParser(prog="tequio postgres", description=__doc__)
    parser.add_argument("action", choices=["status", "start", "stop"])
    action = parser.parse_args(arguments).action
    place = postgres.Embedded(environment.data_dir())
    try:
        if action == "start":
            postgres.ensure_running(place)
        elif action == "stop":
            postgres.stop(place)
    except postgres.LauncherError as error:
        print(f"tequio: {error}", file=sys.stderr)
        return 1
    running = postgres.is_running(place)
    print(f"{'en marcha' if running else 'detenido'}: PostgreSQL {postgres.MAJOR} en {place.data}")
    return 0 if running or action == "stop" else 3
