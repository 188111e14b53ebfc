"""``tequio ocds import FILE…``: moves in with the history that was published elsewhere, mended and told."""

import argparse
import sys
from pathlib import Path
from typing import Any

import orjson
from django.utils import timezone

from tequio.accountability.contracting.services import importing
from tequio.accountability.contracting.types import HistoryState
from tequio.accountability.projects import services as projects
from tequio.foundation.accounts.models import Office

FAILED, UNREADABLE = 1, 2
SHOWN = 20


def run(arguments: list[str]) -> int:
    """Bring in the files named. Returns 0 if all came in, 1 if some process did not, 2 if unreadable."""
    parser = argparse.ArgumentParser(prog="tequio ocds import")
    parser.add_argument("files", nargs="+", metavar="ARCHIVO", type=Path, help="JSON o JSON Lines, o con gzip")
    parser.add_argument("--office", metavar="CÓDIGO", default="", help="el área que sigue con los procesos")
    parser.add_argument("--dry-run", action="store_true", help="revisa y cuenta, y no trae nada")
    parser.add_argument("--repairs", metavar="ARCHIVO", type=Path, help="escribe aquí cada reparación")
    options = parser.parse_args(arguments)
    office = Office.objects.filter(code=options.office).first() if options.office else projects.default_office()
    if office is None:
        print(f"tequio ocds: no hay un área «{options.office}».", file=sys.stderr)
        return UNREADABLE
    return max(_file(path, office.pk, dry=options.dry_run, repairs=options.repairs) for path in options.files)


def _file(path: Path, office_id: int, *, dry: bool, repairs: Path | None) -> int:
    try:
        data = path.read_bytes()
    except OSError as error:
        print(f"tequio ocds: no se puede leer {path} ({error.strerror}).", file=sys.stderr)
        return UNREADABLE
    history = importing.start(name=path.name, office_id=office_id, at=timezone.now())
    history = importing.check(history_id=history.pk, data=data)
    if history.state == HistoryState.FAILED:
        print(f"{path}: {history.report['error']}", file=sys.stderr)
        return UNREADABLE
    if repairs is not None:
        with repairs.open("ab") as out:
            out.writelines(orjson.dumps(one) + b"\n" for one in importing.all_repairs(data))
    if dry:
        history.delete()
    else:
        history = importing.bring(history_id=history.pk, data=data, at=timezone.now())
    return _tell(path, history.report, dry=dry)


def _tell(path: Path, report: dict[str, Any], *, dry: bool) -> int:
    counts = report["counts"]
    print(
        f"{path}: {counts['processes']} procesos: {counts['new']} {'por traer' if dry else 'traídos'} con "
        f"{counts['releases']} versiones, {counts['unchanged']} que ya estaban, {counts['failed']} sin traer."
    )
    for one in report["repairs"]:
        change = f"{one['was']} → {one['now'] or 'se quita'}"
        print(f"  {one['case']}: {one['count']:,} veces; por ejemplo {one['ocid']}{one['path']}: {change}")
    for one in report["failures"][:SHOWN]:
        print(f"  {one['ocid']}: {one['why']}", file=sys.stderr)
    for one in report["notes"][:SHOWN]:
        print(f"  {one['ocid']}: {one['note']}", file=sys.stderr)
    if report["flagged"]:
        print(f"  {len(report['flagged'])} claves sin prefijo registrado se conservan como están.")
    return FAILED if counts["failed"] else 0
