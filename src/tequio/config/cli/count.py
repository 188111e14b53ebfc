"""``tequio count FILE.pb``: count a Pabulib election, without a database and without Django.

Exit codes: 0 counted; 2 the file or the command line cannot be read; 3 the declared rule is not one of ours.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tequio.core.tally import counting, results, rules
from tequio.core.tally.counting import Declared, Result
from tequio.core.tally.elections import Election
from tequio.core.tally.pabulib.findings import PabulibError
from tequio.core.tally.pabulib.reader import Reading, read
from tequio.core.tally.reasons import Outcome, amount, amount_of_money, sentence
from tequio.core.tally.rules import Parameters, UnknownRuleError, UnsupportedRuleError, Utility
from tequio.core.tally.ties import Tie, TieRule

UNREADABLE = 2
UNSUPPORTED = 3
_COLUMNS = ("lugar", "proyecto", "votos", "costo", "resultado")


def run(arguments: list[str]) -> int:
    """Count the file named in the arguments and print the result. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        reading = read(_content(options.file))
    except FileNotFoundError:
        return _fail(f"no existe el archivo {options.file}.", UNREADABLE)
    except OSError as error:
        return _fail(f"no se puede leer {options.file} ({error.strerror}).", UNREADABLE)
    except PabulibError as error:
        return _fail(f"{options.file} no se puede contar:\n{_listed(error)}", UNREADABLE)
    try:
        chosen = _chosen(options, reading.election)
        result = counting.count(reading.election, chosen.rule, chosen.parameters)
    except UnknownRuleError as error:
        return _fail(str(error), UNREADABLE)
    except UnsupportedRuleError as error:
        return _fail(str(error), UNSUPPORTED)
    warnings = (*chosen.warnings, *(str(finding) for finding in reading.findings))
    _tell(warnings)
    if options.json:
        sys.stdout.write(results.to_json(results.document(result, warnings=warnings)))
    else:
        print(report(result, reading))
    return 0


def report(result: Result, reading: Reading) -> str:
    """Return the result as a person reads it: a summary, a line per project, the ties."""
    election = reading.election
    title = election.meta.get("description") or "Elección"
    spent, budget = _money(result.spent, election), _money(election.budget, election)
    lines = [
        title,
        f"{election.cast:,} boletas, {len(election.projects):,} proyectos.",
        f"Regla: {result.rule}. {rules.find(result.rule).summary}",
        f"Ganan {len(result.winners)}; se usan {spent} de {budget}.",
        "",
        *_table(result),
    ]
    if result.ties:
        lines += ["", "Empates:", *(_tie_line(tie) for tie in result.ties)]
    return "\n".join(lines)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in Spanish that the command line was not understood, and leave."""
        print(f"tequio count: no se entiende la orden ({message}).", file=sys.stderr)
        print(self.format_usage().strip(), file=sys.stderr)
        raise SystemExit(UNREADABLE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tequio count", description="Cuenta una elección en formato Pabulib (.pb).")
    parser.add_argument("file", metavar="ARCHIVO", help="el archivo .pb; «-» lee de la entrada estándar")
    parser.add_argument(
        "--rule", default="declared", help=f"declared (la del archivo) o una de: {', '.join(rules.names())}"
    )
    parser.add_argument("--json", action="store_true", help="el resultado completo en JSON")
    parser.add_argument("--threshold", type=int, help="votos o puntos mínimos para ganar")
    parser.add_argument("--winners-max", type=int, help="cuántos ganan a lo más")
    parser.add_argument(
        "--utility",
        choices=[utility.value for utility in Utility],
        help="con equal-shares, qué vale un proyecto para quien lo apoya: su costo (cost) o uno (cardinality)",
    )
    parser.add_argument("--ties", choices=[rule.value for rule in TieRule], help="qué resuelve los empates")
    parser.add_argument("--tie-order", default="", help="orden que dio la asamblea o el sorteo: id,id,…")
    return parser


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _chosen(options: argparse.Namespace, election: Election) -> Declared:
    """Return the rule asked for, with the file's parameters where the command line says nothing."""
    if options.rule == "declared":
        found = counting.declared(election)
    else:
        found = counting.named(election, options.rule)
    told = {
        "threshold": options.threshold,
        "winners_max": options.winners_max,
        "utility": Utility(options.utility) if options.utility else None,
        "ties": TieRule(options.ties) if options.ties else None,
        "tie_order": tuple(filter(None, options.tie_order.split(","))) or None,
    }
    parameters: Parameters = replace(found.parameters, **{k: v for k, v in told.items() if v is not None})
    return replace(found, parameters=parameters)


def _money(centavos: int, election: Election) -> str:
    """Return an amount in the election's currency: ``$1,200`` or ``1,200 PLN``."""
    unit = "" if election.symbol else f" {election.meta['currency']}"
    return amount_of_money(centavos, election.symbol) + unit


def _table(result: Result) -> list[str]:
    outcomes = {Outcome.WINNER: "ganó", Outcome.NOT_WINNER: "no ganó", Outcome.TIED: "empate"}
    rows = [_COLUMNS]
    for key, reason in result.reasons.items():
        votes = amount(reason.score, by_points=reason.by_points)
        cost = _money(reason.cost, result.election)
        rows.append((str(reason.rank), key, votes, cost, outcomes[reason.outcome]))
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    symbol = result.election.symbol
    texts = ["razón", *(sentence(reason, symbol=symbol) for reason in result.reasons.values())]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=True)), text])
        for row, text in zip(rows, texts, strict=True)
    ]


def _tie_line(tie: Tie) -> str:
    how = {
        "cost": "gana el de menor costo",
        "votes": "gana el que más personas votaron",
        "id": "va primero el de menor número",
        "file": "en el orden del archivo",
        "given": "en el orden que dio la asamblea",
        "assembly": "lo resuelve la asamblea",
    }[tie.resolved_by]
    matter = "decide quién gana" if tie.decisive else "no cambia el resultado"
    return f"  {', '.join(tie.projects)}: {how}; {matter}."


def _listed(error: PabulibError) -> str:
    return "\n".join(f"  {finding}" for finding in error.findings)


def _tell(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        print(f"Aviso: {warning}", file=sys.stderr)


def _fail(message: str, code: int) -> int:
    print(f"tequio count: {message}", file=sys.stderr)
    return code
