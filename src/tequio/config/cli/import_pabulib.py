"""``tequio import pabulib FILE.pb``: a real election becomes a past edition with published results."""

import argparse
import sys
import time
from pathlib import Path

from django.db import DataError
from django.utils import timezone
from django.utils.text import slugify

from tequio.core.tally.elections import Election
from tequio.core.tally.pabulib.findings import PabulibError
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.reasons import amount_of_money
from tequio.core.tally.rules import UnsupportedRuleError
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import queries, services

UNREADABLE = 2
UNSUPPORTED = 3


def run(arguments: list[str]) -> int:
    """Import the file named in the arguments, all or nothing. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="tequio import pabulib")
    parser.add_argument("file", metavar="ARCHIVO", type=Path, help="el archivo .pb")
    parser.add_argument("--slug", default="", help="la dirección de la edición; si falta, lugar y año")
    options = parser.parse_args(arguments)
    if options.slug != slugify(options.slug)[:50]:
        return _fail("--slug lleva letras sin acento, números y guiones, 50 a lo más.", UNREADABLE)
    try:
        return _bring(options.file, options.slug)
    except (OSError, PabulibError, DataError, UnsupportedRuleError, DomainError) as error:
        code = UNSUPPORTED if isinstance(error, UnsupportedRuleError) else UNREADABLE
        return _fail(_said(error, options.file), code)


def _said(error: Exception, path: Path) -> str:
    """Return in Spanish what went wrong, and that nothing was kept."""
    if isinstance(error, FileNotFoundError):
        return f"no existe el archivo {path}."
    if isinstance(error, OSError):
        return f"no se puede leer {path} ({error.strerror})."
    if isinstance(error, PabulibError):
        listed = "\n".join(f"  {finding}" for finding in error.findings)
        return f"{path} no se puede importar; no se guardó nada:\n{listed}"
    if isinstance(error, DataError):
        return "un número del archivo es demasiado grande. No se guardó nada."
    return f"{error} No se guardó nada."


def _bring(path: Path, slug: str) -> int:
    started = time.monotonic()
    reading = read(path.read_bytes())
    parsed = time.monotonic()
    for finding in reading.findings:
        print(f"Aviso: {finding}", file=sys.stderr)
    brought = services.import_past_election(
        election=reading.election, file_name=path.name, at=timezone.now(), slug=slug
    )
    ended = time.monotonic()
    winners = queries.winners(brought.count.pk)
    print(f"{brought.edition.name} → /ediciones/{brought.edition.slug}/")
    print(f"{brought.count.ballots:,} boletas y {len(reading.election.projects):,} proyectos.")
    if brought.blank:
        print(f"{brought.blank:,} boletas en blanco no se guardaron.")
    spent = sum(result.option.cost_centavos for result in winners)
    symbol, currency = reading.election.symbol, brought.edition.currency
    used, budget = (amount_of_money(money, symbol) for money in (spent, reading.election.budget))
    print(f"Ganan {len(winners)}; se usan {used} de {budget} ({currency}).")
    print(_compared(reading.election, {result.option.number for result in winners}))
    print(f"Leer {parsed - started:.2f} s; cargar, contar y publicar {ended - parsed:.2f} s.")
    print("Los ganadores se vuelven proyectos en segundo plano («tequio worker»).")
    return 0


def _compared(election: Election, winners: set[int]) -> str:
    """Say whether the count gives the winners that the file records."""
    if election.selected is None:
        return "El archivo no dice quiénes ganaron."
    official = {n for n, project in enumerate(election.projects, start=1) if project.selected}
    if official == winners:
        return "Son los mismos ganadores que dice el archivo."
    names = {n: project.id for n, project in enumerate(election.projects, start=1)}
    more = ", ".join(names[n] for n in sorted(winners - official)) or "ninguno"
    fewer = ", ".join(names[n] for n in sorted(official - winners)) or "ninguno"
    return f"No son los mismos que dice el archivo: aquí ganan de más {more}; allá, {fewer}."


def _fail(message: str, code: int) -> int:
    print(f"tequio import: {message}", file=sys.stderr)
    return code
