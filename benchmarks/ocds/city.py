"""A database of its own with a fictional city: processes and their stored releases."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")

import validate_ocds as made

_BATCH = 1_000


@contextmanager
def database() -> Iterator[Path]:
    """Start a PostgreSQL of its own, migrate it, and remove everything at the end. Gives its folder."""
    folder = Path(tempfile.mkdtemp(prefix="tq-bench-"))
    folder.chmod(0o711)
    os.environ["TEQUIO_DATA_DIR"] = str(folder)
    os.environ["TEQUIO_LOG_LEVEL"] = "ERROR"
    os.environ["TEQUIO_OCID_PREFIX"] = "ocds-abc123"
    from tequio.config import postgres

    place = postgres.Embedded(folder)
    postgres.prepare()
    try:
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        yield folder
        connection.close()
    finally:
        postgres.stop(place)
        shutil.rmtree(folder, ignore_errors=True)


def fill(count: int) -> int:
    """Store so many releases, four for each process. Returns their bytes."""
    import orjson

    from tequio.accountability.contracting.models import Process, Release
    from tequio.config.demo.factories.contracting import make_process

    first = make_process()
    names = [f"ocds-abc123-26-{number:05d}-1" for number in range(count // made.PER_PROCESS)]
    rows = [
        Process(
            project=first.project, number=number + 2, ocid=ocid, title="Obra", office=first.office,
            procedure=first.procedure, status="complete",
        )
        for number, ocid in enumerate(names)
    ]  # fmt: skip
    processes = Process.objects.bulk_create(rows, batch_size=_BATCH)
    size = 0
    waiting = []
    for number, document in enumerate(made.releases(count, dirty=False)):
        size += len(document)
        said = orjson.loads(document)
        waiting.append(
            Release(
                process=processes[number // made.PER_PROCESS], release_id=said["id"],
                number=number % made.PER_PROCESS + 1, date=made.FIRST + timedelta(hours=number // 4),
                tags=said["tag"], document=document, sha256=bytes(32), valid=True,
            )
        )  # fmt: skip
        if len(waiting) == _BATCH:
            Release.objects.bulk_create(waiting)
            waiting = []
    Release.objects.bulk_create(waiting)
    return size
