"""``tequio count --against-official``: many files beside the winners that they record."""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tequio.config.cli.count.options import chosen, policy
from tequio.config.cli.count.report import table
from tequio.core.tally import counting, official, validity
from tequio.core.tally.lot import SeedMismatchError
from tequio.core.tally.official import Agreement, Verdict
from tequio.core.tally.pabulib.findings import PabulibError
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.rules import UnknownRuleError, UnsupportedRuleError

_SAID = {
    Agreement.EQUAL: "igual",
    Agreement.EQUAL_BASE: "igual en la base",
    Agreement.DIFFERENT: "distinto",
    Agreement.NONE: "sin ganadores oficiales",
}
_UNREADABLE = "no se puede leer"
_UNCOUNTED = "sin regla"
_Row = tuple[str, str, str, str, str]
_COLUMNS: _Row = ("archivo", "regla", "ganan", "oficiales", "resultado")


def compare(files: Iterable[Path], options: argparse.Namespace) -> int:
    """Print a row per file and a summary. Returns 0 if every result with official winners equals them."""
    rows, notes = [_COLUMNS], ["diferencias"]
    for path in files:
        row, note = _compared(path, options)
        rows.append(row)
        notes.append(note)
    print("\n".join(table([*rows], notes)))
    totals = Counter(row[-1] for row in rows[1:])
    same, base, other, none = (totals[_SAID[agreement]] for agreement in Agreement)
    print(
        f"\n{len(rows) - 1} archivos; {same + base + other} contados con ganadores oficiales: {same} iguales,"
        f" {base} iguales en la base, {other} distintos. Sin ganadores oficiales: {none};"
        f" sin regla que se sepa contar: {totals[_UNCOUNTED]}; ilegibles: {totals[_UNREADABLE]}."
    )
    return int(bool(other or totals[_UNREADABLE]))


_NAME = 60  # characters of a file's name


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _compared(path: Path, options: argparse.Namespace) -> tuple[_Row, str]:
    try:
        election = read(path.read_bytes()).election
    except (OSError, PabulibError) as error:
        return (_short(path.name), "", "", "", _UNREADABLE), str(error).splitlines()[0]
    declared = election.meta.get("rule", "")
    try:
        election, told = chosen(options, election)
        counted = validity.applied(election, policy(options, election)).election
        result = counting.count(counted, told.rule, told.parameters)
    except (UnknownRuleError, UnsupportedRuleError, SeedMismatchError):
        recorded = len(election.selected or [])
        return (_short(path.name), declared, "", str(recorded) if recorded else "", _UNCOUNTED), ""
    verdict = official.against(result)
    marked = str(verdict.official) if verdict.agreement is not Agreement.NONE else ""
    row = (_short(path.name), result.rule, str(len(result.winners)), marked, _SAID[verdict.agreement])
    return row, _differences(verdict)


def _differences(verdict: Verdict) -> str:
    parts = {"faltan": verdict.missing, "sobran": verdict.extra, "con dinero de reserva": verdict.reserve}
    return "; ".join(f"{word}: {', '.join(ids)}" for word, ids in parts.items() if ids)
