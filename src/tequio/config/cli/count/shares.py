"""What ``tequio count`` asks and tells of Equal Shares and Phragmén, and of the chances of a project."""

import argparse
from typing import Any

from tequio.config.cli.count.report import money
from tequio.core.tally import chances
from tequio.core.tally.chances import Explanation
from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Election
from tequio.core.tally.rules import Compare, Completion, Fill, Start, Stop, Utility


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    group = parser.add_argument_group("con equal-shares (y --stop con phragmen)")
    group.add_argument(
        "--utility", type=Utility, choices=list(Utility),
        help="qué vale un proyecto para quien lo apoya: su costo, uno, o los puntos que le dio",
    )  # fmt: skip
    group.add_argument(
        "--completion", type=Completion, choices=list(Completion), help="add1 sube la parte mientras alcance"
    )
    group.add_argument(
        "--start", type=Start, choices=list(Start), help="la primera parte: exacta, o en unidades enteras"
    )
    group.add_argument(
        "--stop", type=Stop, choices=list(Stop),
        help="hasta que se pasaría del dinero, o también en cuanto no cabe nada más",
    )  # fmt: skip
    group.add_argument("--increment", type=_centavos, help="cuánto sube la parte cada vez (1, 0.50…)")
    group.add_argument(
        "--fill", type=Fill, choices=list(Fill), help="votes: lo que sobra se usa después por votos"
    )
    group.add_argument(
        "--compare", type=Compare, choices=list(Compare),
        help="queda el resultado por votos si más personas lo prefieren: por cuántos ganan, o por tener alguno",
    )  # fmt: skip
    group.add_argument(
        "--min-share", type=_positive, metavar="K",
        help="pide una parte de los votos no menor que costo ÷ (K × dinero)",
    )  # fmt: skip
    group.add_argument(
        "--blank-share", action="store_true", default=None, help="la boleta en blanco también tiene parte"
    )


def told(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the options say, None where they say nothing."""
    names = (
        "utility", "completion", "start", "stop", "increment", "fill", "compare", "min_share", "blank_share",
    )  # fmt: skip
    return {name: getattr(options, name) for name in names}


def chance(result: Result, key: str) -> str:
    """Return what stood between a project and winning, found by counting again.

    Raises:
        KeyError: if there is no such project.
    """
    told = chances.explain(result, key)
    lines = [f"{key}: cuesta {money(told.cost, result.election)}."]
    if told.held is not None:
        lines += _money(told, result.election)
    if key in result.winners:
        return "\n".join([*lines, "  Ganó."])
    cost, votes = told.cost_to_win, told.votes_to_win
    lines += [
        "  Con ningún costo habría ganado."
        if cost is None
        else f"  Habría ganado si costara {money(cost, result.election)}, con todo lo demás igual.",
        "  Ni con otros tantos votantes habría ganado."
        if votes is None
        else f"  Habría ganado con {votes:,} votantes más que solo lo apoyaran a él.",
    ]
    return "\n".join(lines)


def _money(told: Explanation, election: Election) -> list[str]:
    """Return what the supporters had and what they paid for, in whole centavos, rounded down."""
    held = money(int(told.held or 0), election)
    paid = [f"{payment.project} ({money(int(payment.paid), election)})" for payment in told.payments]
    lines = [f"  A quienes lo apoyaron les quedaban {held}."]
    return [*lines, f"  Antes pagaron: {', '.join(paid)}."] if paid else lines


def _centavos(text: str) -> int:
    units, _, decimals = text.partition(".")
    found = int(units) * 100 + int(f"{decimals}00"[:2])
    if found <= 0 or len(decimals) > 2:  # noqa: PLR2004 - a centavo is two decimals
        raise ValueError(text)
    return found


def _positive(text: str) -> int:
    found = int(text)
    if found <= 0:
        raise ValueError(text)
    return found
