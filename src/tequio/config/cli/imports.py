"""``tequio import WHAT FILE``: bring real data in. Each kind of data is one entry of ``KINDS``.

Exit codes: 0 brought in; 2 the file or the command line cannot be read, nothing was kept; 3 the file declares
a rule that an edition cannot have.
"""

import sys
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection

from tequio.config.cli import import_contracts, import_ocds, import_pabulib, import_rows

Kind = Callable[[list[str]], int]

KINDS: dict[str, tuple[Kind, str]] = {
    "contracts": (import_contracts.run, "contratos en una hoja de cálculo: ARCHIVO --edition DIRECCIÓN"),
    "ocds": (import_ocds.run, "una historia publicada en otro lado: ARCHIVO… [--office CÓDIGO] [--dry-run]"),
    "rows": (import_rows.run, "filas de una hoja de cálculo: TIPO ARCHIVO [--edition DIRECCIÓN]"),
    "pabulib": (import_pabulib.run, "una elección real: ARCHIVO.pb [--slug DIRECCIÓN]"),
}


def run(arguments: list[str]) -> int:
    """Bring in what the first argument names. Returns the exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_usage())
        return 0
    kind, *rest = arguments
    if kind not in KINDS:
        print(f"tequio import: no se sabe importar «{kind}».\n{_usage()}", file=sys.stderr)
        return 2
    _lay_tables()
    return KINDS[kind][0](rest)


def _lay_tables() -> None:
    """Make the tables where there are none at all, so that a newcomer's first import just works."""
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)


def _usage() -> str:
    lines = [f"  {name:<10} {summary}" for name, (_run, summary) in KINDS.items()]
    return "\n".join(["uso: tequio import QUÉ ARCHIVO [opciones]", "", *lines])
