"""A bulk load of 50,000 rows, and SIGKILL of its worker at named points: whole or absent, the same in the end.

``python benchmarks/load_kills.py [--rows 50000] [--points name,name]``. First an undisturbed load gives rows
per second and the worker's peak memory. Then, for each point, the worker is killed there once; what is in
the database just then is looked at, another worker is started, and what it leaves is compared with the
undisturbed load.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROWS = 50_000
PATIENCE = 3_600  # seconds
_LOADS = "tequio.foundation.loads.services"
# Point: module, function, before or after it, at which call of it (a part of all portions, or a number).
POINTS: dict[str, tuple[str, str, str, float]] = {
    "rows-half-read": (f"{_LOADS}.reading", "_storable", "after", 0.5),
    "read-not-committed": (f"{_LOADS}.batches", "_step", "after", 1),
    "half-looked-at": (f"{_LOADS}.passing", "_settled", "after", 0.5),
    "looked-at-not-stored": (f"{_LOADS}.passing", "_store", "before", 1),
    "check-not-committed": (f"{_LOADS}.passing", "check", "after", 1),
    "half-written": (f"{_LOADS}.passing", "_settled", "after", 1.5),
    "written-not-told": (f"{_LOADS}.passing", "_finish", "before", 1),
    "told-not-committed": (f"{_LOADS}.passing", "load", "after", 1),
    "committed-job-open": (_LOADS, "work", "after", 2),
}


@dataclass
class Outcome:
    """What was seen of one load."""

    name: str
    killed: bool = False
    projects_at_death: int = 0
    state_at_death: str = ""
    digest: str = ""
    seconds: float = 0.0
    peak_mb: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Load undisturbed, then once for each point, and tell. Returns 0 if all is as it must be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--points", default=",".join(POINTS))
    options = parser.parse_args()
    with _place():
        calm = run("undisturbed", options.rows, {})
        print(
            f"{options.rows} rows: read, looked at and written in {calm.seconds:.1f} s "
            f"({options.rows / calm.seconds:,.0f} rows/s), worker's peak {calm.peak_mb} MB"
        )
        wrong = calm.wrong
        for name in options.points.split(","):
            seen = run(name, options.rows, {name: _placed(POINTS[name], options.rows)})
            if not seen.killed:
                seen.wrong.append("the point was never reached")
            if seen.digest != calm.digest:
                seen.wrong.append("it differs from the undisturbed load")
            print(
                f"{name:22} {seen.state_at_death:9} {seen.projects_at_death:6} rows at death, "
                f"{'as undisturbed' if not seen.wrong else '; '.join(seen.wrong)}"
            )
            wrong += seen.wrong
    print("All whole or absent, and the same in the end." if not wrong else f"{len(wrong)} things wrong.")
    return 1 if wrong else 0


def _placed(point: tuple[str, str, str, float], rows: int) -> tuple[str, str, str, int]:
    module, function, moment, turn = point
    return module, function, moment, int(turn * rows) if isinstance(turn, float) else int(turn)


@contextmanager
def _place() -> Iterator[None]:
    """Give a database: the one that DATABASE_URL names, else a PostgreSQL of its own, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="tq-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tequio.config.settings", "KILL_MARKS": folder}
        os.environ |= {"TEQUIO_DATA_DIR": folder, "TEQUIO_LOG_LEVEL": "ERROR"}
        from tequio.config import postgres

        own = None if os.environ.get("DATABASE_URL") else postgres.Embedded(Path(folder))
        if own:
            postgres.prepare()
        try:
            _migrate()
            yield
        finally:
            if own:
                postgres.stop(own)


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def run(name: str, rows: int, points: dict[str, Any]) -> Outcome:
    """Load a sheet of so many projects with a worker that dies at these points; another one ends the work."""
    from tequio.foundation.loads.models import Batch

    seen = Outcome(name)
    batch = _begin(rows)
    began = time.monotonic()
    worker = _worker(points)
    if points:
        while worker.poll() is None:
            _press(batch)
            time.sleep(0.1)
        seen.killed = worker.returncode == -signal.SIGKILL
        _look_at(seen, batch, rows)
        worker = _worker({})
    while Batch.objects.get(pk=batch.pk).state != "loaded" and time.monotonic() - began < PATIENCE:
        seen.peak_mb = max(seen.peak_mb, _peak(worker.pid))
        _press(batch)
        time.sleep(0.1)
    seen.seconds = time.monotonic() - began
    time.sleep(1 if points else 0)  # a job that comes twice would show
    worker.kill()
    worker.wait()
    seen.digest = _digest(batch)
    return seen


def _begin(rows: int) -> Any:
    """Leave the database as before any load, and wait with a new one for the worker."""
    from django.core.files.base import ContentFile
    from django.db import connection
    from django.utils import timezone

    from tequio.foundation.files import services as files
    from tequio.foundation.files.types import FileKind
    from tequio.foundation.loads import services
    from tequio.foundation.loads.types import find

    with connection.cursor() as cursor:
        for table in ("projects_stage", "projects_project", "loads_row", "loads_batch", "procrastinate_jobs"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - tables of our own
    lines = (f"P-{n:06d},Obra {n},{n + 100},2027-06-30,Se hace la obra {n}" for n in range(rows))
    text = "Folio,Proyecto,Presupuesto,Fecha prometida,Descripción\n" + "\n".join(lines) + "\n"
    upload = ContentFile(text.encode(), name="obras.csv")
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
    kind = find("proyectos")
    assert kind is not None
    batch = services.start(kind=kind, file=stored, at=timezone.now())
    _defer(batch)
    return batch


def _defer(batch: Any) -> None:
    from tequio.foundation.jobs.app import app
    from tequio.foundation.loads.services import WORK

    app.configure_task(WORK, lock=f"load-{batch.pk}").defer(batch_id=str(batch.pk))


def _press(batch: Any) -> None:
    """Press the button, as the person does once the rows were looked at."""
    from tequio.foundation.loads import services
    from tequio.foundation.loads.models import Batch

    if Batch.objects.get(pk=batch.pk).state == "ready":
        services.request_load(batch_id=batch.pk)
        _defer(batch)


def _worker(points: dict[str, Any]) -> "subprocess.Popen[bytes]":
    program = Path(__file__).with_name("loads") / "worker_program.py"
    return subprocess.Popen([sys.executable, str(program), json.dumps(points)])


def _look_at(seen: Outcome, batch: Any, rows: int) -> None:
    """Note what a reader of the database sees with the worker dead."""
    from tequio.accountability.projects.models import Project
    from tequio.foundation.loads.models import Batch

    seen.projects_at_death = Project.objects.count()
    seen.state_at_death = Batch.objects.get(pk=batch.pk).state
    if seen.projects_at_death != (rows if seen.state_at_death == "loaded" else 0):
        seen.wrong.append("neither whole nor absent")


def _peak(pid: int) -> int:
    """Return the most memory that a process has held, in MB; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def _digest(batch: Any) -> str:
    """Return one hash of all that the load left, without keys and instants."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT md5(string_agg(concat_ws('|', p.folio, title, description, budget_centavos, promised_end,
                   stage, search, (SELECT count(*) FROM projects_stage s WHERE s.project_id = p.id)), ';'
                   ORDER BY p.folio)),
               (SELECT md5(string_agg(concat_ws('|', number, state, label), ';' ORDER BY number))
                   FROM loads_row),
               (SELECT concat_ws('|', state, total, counts) FROM loads_batch),
               (SELECT count(*) FROM audit_auditevent WHERE kind = 'loads.BatchLoaded'
                   AND payload->>'batch_id' = %s)
               FROM projects_project p""",
            [str(batch.pk)],
        )
        return str(cursor.fetchone())


if __name__ == "__main__":
    sys.exit(main())
