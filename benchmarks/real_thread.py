"""The thread on real elections: import, count, projects, bulk load, publish, and the official schema.

Usage: python benchmarks/real_thread.py SCHEMA_FOLDER ELECTION.pb…

Run it with an empty TEQUIO_DATA_DIR of its own: it writes into that database. The suppliers are fictional.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import jsonschema_rs

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - Django first
from django.core.files.storage import storages  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from tequio.accountability.contracting import services as contracting  # noqa: E402
from tequio.accountability.contracting.models import Process  # noqa: E402
from tequio.accountability.projects import services as projects  # noqa: E402
from tequio.accountability.projects.models import Project  # noqa: E402
from tequio.config.demo.factories.contracting import make_bulk_file  # noqa: E402
from tequio.core.ocds import validation  # noqa: E402
from tequio.core.tally.pabulib.reader import read  # noqa: E402
from tequio.foundation.files import services as files  # noqa: E402
from tequio.foundation.files.types import FileKind  # noqa: E402
from tequio.foundation.loads import services as loads  # noqa: E402
from tequio.foundation.loads.types import find  # noqa: E402
from tequio.participation.ballots import services as ballots  # noqa: E402

took: dict[str, float] = {}


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    took[what] = time.perf_counter() - began


def official(folder: Path, name: str) -> Any:
    """Return the validator of an official schema, with its references read from the same folder."""

    def found(uri: str) -> Any:
        return json.loads((folder / uri.rsplit("/", 1)[-1]).read_text())

    return jsonschema_rs.Draft4Validator(found(name), retriever=found, validate_formats=True)


def walk(path: Path) -> tuple[Any, list[Process], list[str]]:
    """Bring one election to published contracts and return its edition's processes."""
    with timed("import and count"):
        election = read(path.read_bytes()).election
        brought = ballots.import_past_election(election=election, file_name=path.name, at=timezone.now())
    with timed("projects"):
        made = projects.create_from_results(count_id=brought.count.pk)
    sheet = make_bulk_file(Project.objects.filter(edition=brought.edition).order_by("folio"))
    with timed("bulk load"):
        upload = ContentFile(sheet, name=f"{path.stem}.csv")
        stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
        kind = find("contratos")
        assert kind is not None
        batch = loads.start(kind=kind, file=stored, at=timezone.now(), scope=brought.edition.slug)
        loads.work(batch_id=batch.pk, at=timezone.now(), report=lambda _done, _total: None)
        loads.request_load(batch_id=batch.pk)
        loads.work(batch_id=batch.pk, at=timezone.now(), report=lambda _done, _total: None)
    found = list(Process.objects.filter(project__edition=brought.edition))
    assert len(found) == len(made)
    with timed("publish"):
        for process in found:
            contracting.publish(process_id=process.pk, at=timezone.now())
        months = contracting.publish_city(at=timezone.now())
    return brought, found, months


def parsed(key: str) -> tuple[Any, int]:
    with storages["public"].open(key) as file:
        content = file.read()
    return json.loads(content), len(content)


def main(folder: Path, *elections: Path) -> None:
    call_command("migrate", verbosity=0)
    packages = official(folder, "release-package-schema.json")
    records = official(folder, "record-package-schema.json")
    print("| election | ballots | winners | import and count | projects | bulk load | publish | findings |")
    print("|---|---|---|---|---|---|---|---|")
    for path in elections:
        brought, processes, months = walk(path)
        errors = []
        for process in processes:
            package, _size = parsed(f"contrataciones/{process.ocid}/entregas.json")
            record, _size = parsed(f"contrataciones/{process.ocid}/registro.json")
            errors += [*packages.iter_errors(package), *records.iter_errors(record)]
            errors += [one for one in validation.check(package) if one.severity is validation.Severity.ERROR]
        for month in months:
            package, _size = parsed(f"contrataciones/entregas-{month}.json")
            errors += list(packages.iter_errors(package))
        times = " | ".join(f"{seconds:.1f} s" for seconds in took.values())
        print(f"| {path.stem} | {brought.count.ballots:,} | {len(processes)} | {times} | {len(errors)} |")
        assert not errors, errors[:3]


if __name__ == "__main__":
    main(*[Path(argument) for argument in sys.argv[1:]])
