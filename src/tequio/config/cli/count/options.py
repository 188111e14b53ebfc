"""The command line of ``tequio count``, and the rule that it asks for."""

import argparse
import sys
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn

from tequio.config.cli.count import shares
from tequio.core.tally import counting, exclusion, presets, rules, thresholds, validity
from tequio.core.tally.counting import Declared
from tequio.core.tally.elections import Election
from tequio.core.tally.lot import Lot
from tequio.core.tally.pots import Pots, Remainder, When
from tequio.core.tally.thresholds import Rounding
from tequio.core.tally.ties import TieRule
from tequio.core.tally.validity import Policy

if TYPE_CHECKING:
    from tequio.core.tally.rules import Parameters

UNREADABLE = 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in Spanish that the command line was not understood, and leave."""
        print(f"tequio count: no se entiende la orden ({message}).", file=sys.stderr)
        print(self.format_usage().strip(), file=sys.stderr)
        raise SystemExit(UNREADABLE)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = _Parser(prog="tequio count", description="Cuenta elecciones en formato Pabulib (.pb).")
    found.add_argument("files", metavar="ARCHIVO", nargs="*", help="archivos .pb; «-» lee la entrada")
    found.add_argument("--presets", action="store_true", help="lista las reglas de ciudades y sale")
    _rule_arguments(found)
    shares.arguments(found)
    _tie_arguments(found)
    _pot_arguments(found)
    output = found.add_argument_group("qué se escribe")
    output.add_argument("--json", action="store_true", help="el resultado completo en JSON")
    output.add_argument("--explain", action="store_true", help="un párrafo por proyecto, con su razón")
    output.add_argument("--audit", metavar="ZIP", help="el archivo de auditoría, con el programa que recuenta")
    output.add_argument("--key", metavar="PEM", help="la llave Ed25519 que lo firma")
    output.add_argument("--integrity", metavar="COLUMNAS", help="grupos que votan distinto: age,voting_method…")
    output.add_argument("--simulate", metavar="REGLAS", help="qué pasaría con otras reglas: greedy-skip,…")
    output.add_argument(
        "--chance", metavar="ID", action="append", default=[],
        help="qué le faltó a este proyecto para ganar, contando de nuevo (tarda en elecciones grandes)",
    )  # fmt: skip
    output.add_argument(
        "--against-official", action="store_true", help="compara con los ganadores oficiales de cada archivo"
    )
    return found


def _rule_arguments(found: argparse.ArgumentParser) -> None:
    group = found.add_argument_group("la regla")
    names = ", ".join(rules.names())
    group.add_argument("--rule", default="declared", help=f"declared (la del archivo) o una de: {names}")
    group.add_argument("--preset", help="la regla de una ciudad (véase --presets)")
    group.add_argument(
        "--threshold", type=_minimum, help="votos o puntos mínimos, o un porcentaje de las boletas: 10%%"
    )
    group.add_argument(
        "--rounding", type=Rounding, choices=list(Rounding), help="cómo se redondea ese porcentaje"
    )
    group.add_argument("--winners-max", type=int, help="cuántos ganan a lo más en cada bolsa")
    group.add_argument("--part", type=int, help="con greedy-stop: se paga al que no cabe si queda este %%")
    group.add_argument("--exclusive", type=exclusion.parsed, help="los que se excluyen: a,b|c,d* (* queda)")
    group.add_argument(
        "--invalid", type=Policy, choices=list(Policy), help="qué se hace con las boletas que rompen un límite"
    )


def _tie_arguments(found: argparse.ArgumentParser) -> None:
    group = found.add_argument_group("los empates")
    group.add_argument("--ties", choices=[rule.value for rule in TieRule], help="qué resuelve los empates")
    group.add_argument("--tie-order", default="", help="orden que dio la asamblea: id,id,…")
    group.add_argument("--seed", help="la semilla pública del sorteo (con --ties lot)")
    group.add_argument("--seed-sha256", default="", help="el SHA-256 de la semilla, publicado antes")


def _pot_arguments(found: argparse.ArgumentParser) -> None:
    group = found.add_argument_group("varias bolsas en una cuenta")
    group.add_argument("--together", action="store_true", help="cuenta los archivos juntos, una bolsa cada uno")
    group.add_argument("--city", default="", help="el archivo (sin .pb) que es la bolsa de toda la ciudad")
    group.add_argument(
        "--city-when", type=When, choices=list(When), default=When.WITH, help="cuándo se cuenta la de la ciudad"
    )
    group.add_argument(
        "--remainder", type=Remainder, choices=list(Remainder), default=Remainder.STAYS,
        help="qué pasa con lo que sobra en las zonas",
    )  # fmt: skip


def _minimum(text: str) -> int | Fraction:
    part = thresholds.percent(text)
    return int(text) if part is None else part


def chosen(options: argparse.Namespace, election: Election) -> tuple[Election, Declared]:
    """Return the election and the rule asked for, with the file's parameters where the command says nothing.

    Raises:
        UnknownRuleError: if there is no such rule or preset.
        UnsupportedRuleError: if the file declares no rule that is known.
    """
    if options.preset:
        election, found = presets.applied(presets.find(options.preset), election)
    elif options.rule == "declared":
        found = counting.declared(election)
    else:
        found = counting.named(election, options.rule)
    told = _told(options)
    parameters: Parameters = replace(found.parameters, **{k: v for k, v in told.items() if v is not None})
    return election, replace(found, parameters=parameters)


def policy(options: argparse.Namespace, election: Election) -> Policy:
    """Return what is done with ballots that break a bound: as asked, or as the file declares."""
    asked: Policy | None = options.invalid
    return asked or validity.policy_of(election)


def _told(options: argparse.Namespace) -> dict[str, Any]:
    least = options.threshold
    part = least if isinstance(least, Fraction) else None
    return shares.told(options) | {
        "threshold": 0 if part is not None else least,
        "threshold_percent": part,
        "rounding": options.rounding,
        "winners_max": options.winners_max,
        "part_percent": options.part,
        "exclusive": options.exclusive,
        "ties": TieRule(options.ties) if options.ties else None,
        "tie_order": tuple(filter(None, options.tie_order.split(","))) or None,
        "lot": Lot(options.seed, options.seed_sha256) if options.seed else None,
        "pots": Pots(options.city, options.city_when, options.remainder),
    }
