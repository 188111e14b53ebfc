"""Why a project won or lost: a code, the figures behind it, and one plain sentence in Spanish."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from tequio.core.money import exact
from tequio.core.tally.elections import Points


class Outcome(StrEnum):
    """What became of a project."""

    WINNER = "winner"
    NOT_WINNER = "not_winner"
    TIED = "tied"  # a tie that the assembly must resolve stands before it


class Code(StrEnum):
    """Why, in one word."""

    FUNDED = "funded"
    FUNDED_IN_PART = "funded_in_part"  # by the 80 % rule: part of the money comes from elsewhere
    BELOW_THRESHOLD = "below_threshold"
    OVER_ENVELOPE = "over_envelope"  # costs more than all the money there was
    DOES_NOT_FIT = "does_not_fit"  # at its turn there was not enough money left
    STOPPED_HERE = "stopped_here"  # the same, under a rule that stops at the first that does not fit
    AFTER_STOP = "after_stop"  # its turn never came
    NOT_AMONG_FIRST = "not_among_first"  # all the places were taken
    TIE_TO_ASSEMBLY = "tie_to_assembly"
    AWAITS_ASSEMBLY = "awaits_assembly"  # depends on a tie that is not resolved yet
    EXCLUDED_BY = "excluded_by"  # another that excludes it won, or was kept by the authority
    WITHDRAWN = "withdrawn"  # nobody could carry it out any more
    NOT_IN_BEST = "not_in_best"  # under knapsack: the set with the most votes is without it
    BOUGHT = "bought"  # under Equal Shares: its supporters paid for it
    FILLED = "filled"  # under Equal Shares: it fitted in what was left at the very end
    BELOW_SHARE = "below_share"  # under Equal Shares: too few votes for its part of the money
    SHARES_SHORT = "shares_short"  # under Equal Shares: what its supporters had left was not enough


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason for one project's outcome.

    Args:
        code: why.
        rank: place by score, from 1, after ties are resolved.
        votes: ballots that name it.
        score: what it was ranked by.
        cost: centavos.
        remaining: centavos left when its turn came (None: its turn never came). Under Equal Shares, what its
            supporters had left together at the end.
        short: votes or points that it lacked to win, all others staying the same (None: no number would do,
            or the outcome is open).
        margin: for a winner, votes or points that it could have lost and still won.
        taken_by: winners before it, in order of selection, that took the money or the places; the one that
            excludes it, where another does.
        by_points: whether the score is points rather than votes.
        limit: the figure that stopped it: threshold, places.
        each: under Equal Shares, the centavos that each supporter paid at most (for each point given).
    """

    code: Code
    rank: int
    votes: int
    score: Points
    cost: int
    remaining: int | None = None
    short: Points | None = None
    margin: Points | None = None
    taken_by: tuple[str, ...] = ()
    by_points: bool = False
    limit: int | None = None
    each: Fraction | None = None

    @property
    def outcome(self) -> Outcome:
        """Whether the project won."""
        if self.code in (Code.FUNDED, Code.FUNDED_IN_PART, Code.BOUGHT, Code.FILLED):
            return Outcome.WINNER
        undecided = (Code.TIE_TO_ASSEMBLY, Code.AWAITS_ASSEMBLY)
        return Outcome.TIED if self.code in undecided else Outcome.NOT_WINNER

    @property
    def missing(self) -> int | None:
        """Centavos that were missing at its turn; None where money was not the matter."""
        if self.remaining is None or self.cost <= self.remaining:
            return None
        return self.cost - self.remaining


def sentence(reason: Reason, *, symbol: str = "$") -> str:
    """Return the reason in plain Spanish, with money written exactly after the currency's symbol."""
    return _OPENINGS[reason.code].format(
        score=amount(reason.score, by_points=reason.by_points),
        cost=amount_of_money(reason.cost, symbol),
        remaining=amount_of_money(reason.remaining or 0, symbol),
        missing=amount_of_money(reason.missing or 0, symbol),
        limit=reason.limit,
        each=amount_of_money(ceil(reason.each or 0), symbol),
        rival=", ".join(reason.taken_by),
    ) + _closing(reason)


def amount_of_money(centavos: int, symbol: str) -> str:
    """Return an amount written exactly after its symbol, which may be empty."""
    return exact(centavos).replace("$", symbol)


def amount(value: Points, *, by_points: bool) -> str:
    """Return a figure with its unit: ``612 votos``, ``1 punto``."""
    one, many = ("punto", "puntos") if by_points else ("voto", "votos")
    figure = f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"
    return f"{figure} {one if value == 1 else many}"


_OPENINGS = {
    Code.FUNDED: "Ganó con {score}.",
    Code.FUNDED_IN_PART: "Ganó con {score}. Cuesta {cost} y quedaban {remaining}; lo que falta"
    " ({missing}) sale de otra bolsa.",
    Code.BELOW_THRESHOLD: "No ganó: tuvo {score} y el mínimo era {limit}.",
    Code.OVER_ENVELOPE: "No ganó: cuesta {cost}, más que toda la bolsa.",
    Code.DOES_NOT_FIT: "No ganó: tuvo {score}, pero a su turno quedaban {remaining} y cuesta {cost}.",
    Code.STOPPED_HERE: "No ganó: tuvo {score}, pero a su turno quedaban {remaining} y cuesta {cost};"
    " la regla se detiene en el primero que no cabe.",
    Code.AFTER_STOP: "No ganó: tuvo {score}; la selección se detuvo antes de su turno.",
    Code.NOT_AMONG_FIRST: "No ganó: tuvo {score}; los lugares ({limit}) se ocuparon antes de su turno.",
    Code.EXCLUDED_BY: "No ganó: tuvo {score}; no puede hacerse junto con {rival}, que quedó antes.",
    Code.WITHDRAWN: "No ganó: tuvo {score}, pero se retiró de la votación.",
    Code.NOT_IN_BEST: "No ganó: tuvo {score}; ninguna combinación que lo incluya suma más con este dinero.",
    Code.TIE_TO_ASSEMBLY: "Empató con {score}. La regla deja el empate a la asamblea.",
    Code.BOUGHT: "Ganó con {score}. Lo pagaron entre quienes lo apoyaron, con {each} por cada uno a lo más.",
    Code.FILLED: "Ganó con {score}: cupo en lo que quedó al final.",
    Code.BELOW_SHARE: "No ganó: tuvo {score} y, para lo que cuesta, el mínimo era {limit}.",
    Code.SHARES_SHORT: "No ganó: tuvo {score}; a quienes lo apoyaron les quedaban {remaining} en total y cuesta"
    " {cost}.",
    Code.AWAITS_ASSEMBLY: "Tuvo {score}. Su lugar depende de un empate que resolverá la asamblea.",
}


def _closing(reason: Reason) -> str:
    if reason.short is not None:
        verb = "faltó" if reason.short == 1 else "faltaron"
        return f" Le {verb} {amount(reason.short, by_points=reason.by_points)} para quedar dentro."
    if reason.margin:
        verb = "sobró" if reason.margin == 1 else "sobraron"
        return f" Le {verb} {amount(reason.margin, by_points=reason.by_points)} para quedar dentro."
    return ""
