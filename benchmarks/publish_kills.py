"""SIGKILL of the worker at twelve named points of publication; then all is compared with an undisturbed set.

``make bench-kills``. Each point is reached by the worker's own work on a small city in a database of its own.
After each kill every file that the manifest names must be whole; at the end, after a restart, every published
file must be the same to the byte as one that was never disturbed.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from ocds import city  # noqa: E402 - the root of the repository first
from tests.accountability.contracting.killing import (  # noqa: E402 - the same
    FILL,
    POINTS,
    PROGRAM,
    UNDISTURBED,
    differences,
    files,
    python,
)

PATIENCE = 180  # seconds


def main() -> int:
    """Kill, restart, compare. Returns 1 if anything differs."""
    with city.database() as folder, tempfile.TemporaryDirectory() as marks:
        env = {**os.environ, "KILL_MARKS": marks}
        python(FILL, env)
        public, broken = folder / "public", 0
        for _ in POINTS:
            before = {one.name for one in Path(marks).iterdir()}
            running = start(env, folder)
            code = running.wait(PATIENCE)
            [point] = {one.name for one in Path(marks).iterdir()} - before
            bad = unlike(public)
            broken += len(bad) + (code != -signal.SIGKILL)
            print(f"  {point:<30} {'manifest whole' if not bad else f'BROKEN: {bad}'}", flush=True)
        running = start(env, folder)
        wait_for(idle)
        running.terminate()
        running.wait(PATIENCE)
        disturbed = files(public)
        again = folder / "again"
        python(UNDISTURBED, {**env, "TEQUIO_DATA_DIR": str(again), "DATABASE_URL": database_url()})
        undisturbed = files(again / "public")
        differ = differences(disturbed, undisturbed)
        print(f"\nkilled {len(POINTS)} times; {len(undisturbed)} files compared, {len(differ)} differ")
        print(*differ[:5], sep="\n")
        return 1 if broken or differ else 0


def start(env: dict[str, str], folder: Path) -> "subprocess.Popen[bytes]":
    """Start the worker that kills itself at the next point it has not been killed at."""
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, str(PROGRAM), json.dumps(POINTS)], env=env, stdout=log, stderr=log
        )


def unlike(public: Path) -> list[str]:
    """Return what the manifest names and is not, to the byte, what it says."""
    manifest = public / "contrataciones/manifiesto.json"
    if not manifest.exists():
        return []
    bad = []
    for one in json.loads(manifest.read_bytes())["files"]:
        stored = one["versionUrl"].rsplit("/", 1)[-1]
        piece = public / "contrataciones/conjunto" / stored
        if not piece.exists() or hashlib.sha256(piece.read_bytes()).hexdigest() != one["sha256"]:
            bad.append(stored)
    return bad


def database_url() -> str:
    """Return the address of the database that is used now."""
    from urllib.parse import quote

    from django.conf import settings

    values = settings.DATABASES["default"]
    host = quote(str(values.get("HOST") or ""), safe="")
    port = f":{values['PORT']}" if values.get("PORT") else ""
    return f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@{host}{port}/{values['NAME']}"


def idle() -> bool:
    """Return whether nothing of the publication is left to be done."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND task_name LIKE 'contracting.publish%%')"
            " + (SELECT count(*) FROM contracting_publication WHERE due_since IS NOT NULL)"
        )
        return cursor.fetchone() == (0,)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until it holds."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise TimeoutError("the worker does not come to rest")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
