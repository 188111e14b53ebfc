"""Running a rule over an election."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tequio.core.tally import greedy, knapsack, lot, phragmen, rules, sharing, thresholds
from tequio.core.tally.declaring import Declared, declared, named
from tequio.core.tally.elections import Election, Envelope, VoteType
from tequio.core.tally.equalshares import rule as equal_shares
from tequio.core.tally.pots import Transfer
from tequio.core.tally.reasons import Reason
from tequio.core.tally.rules import Contest, Parameters, Rule, Selection, UnsupportedRuleError
from tequio.core.tally.scores import Standing, standings
from tequio.core.tally.ties import Order, Tie, TieRule

__all__ = [
    "Declared", "Result", "count", "declared", "equal_shares", "greedy", "knapsack", "named", "phragmen",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a count: one selection per envelope, in the order of the election's envelopes.

    ``order`` is how ties went, ``transfers`` the money that went from one envelope to another.
    """

    election: Election
    rule: str
    parameters: Parameters
    standings: dict[str, Standing]
    selections: tuple[Selection, ...]
    order: Order
    transfers: tuple[Transfer, ...] = ()

    @property
    def winners(self) -> list[str]:
        """The winners in order of selection, envelope after envelope."""
        return [winner for selection in self.selections for winner in selection.winners]

    @property
    def spent(self) -> int:
        """Centavos taken from the envelopes."""
        return sum(selection.spent for selection in self.selections)

    @property
    def ties(self) -> list[Tie]:
        """Every tie that was met."""
        return [tie for selection in self.selections for tie in selection.ties]

    @property
    def reasons(self) -> dict[str, Reason]:
        """The reason of every project, by its id."""
        return {key: reason for selection in self.selections for key, reason in selection.reasons.items()}


def count(election: Election, rule: str, parameters: Parameters | None = None) -> Result:
    """Count an election by a rule of the registry.

    Args:
        election: what to count.
        rule: the rule's name (``rules.names()``).
        parameters: what the rule is told; its defaults if None.

    Raises:
        UnknownRuleError: if there is no such rule.
        UnsupportedRuleError: if the rule cannot honour what it is told, or the election is too large for it.
        SeedMismatchError: if the seed of the lot is not the one that was committed.
    """
    chosen = rules.find(rule)
    told = _told(chosen, parameters or Parameters())
    found = standings(election)
    order = _order(election, told)
    by_points = election.vote_type.has_points or election.vote_type is VoteType.ORDINAL

    def decide(envelope: Envelope, mine: list[Standing], excluded: Mapping[str, str]) -> Selection:
        least = _least(election, envelope, told)
        here = replace(told, threshold=least)
        selection = chosen.select(Contest(envelope, mine, order, here, election, excluded))
        reasons = {key: replace(r, by_points=by_points) for key, r in selection.reasons.items()}
        said = {} if told.threshold_percent is None else {"threshold": least}
        return replace(selection, reasons=reasons, details=said | selection.details)

    shared = sharing.run(
        election,
        pots=told.pots,
        exclusive=told.exclusive,
        standings=found,
        decide=decide,
        ballots=lambda envelope: _valid(election, envelope),
        places=told.winners_max,
    )
    return Result(election, chosen.name, told, found, shared.selections, order, shared.transfers)


def _told(rule: Rule, parameters: Parameters) -> Parameters:
    """Return what a rule is told, its own number of places included; refuse what it cannot honour."""
    if parameters.exclusive and not rule.excludes:
        raise UnsupportedRuleError(f"La regla «{rule.name}» no sabe contar proyectos que se excluyen.")
    if parameters.ties is TieRule.LOT and parameters.lot is None:
        raise UnsupportedRuleError("Para resolver los empates por sorteo hace falta su semilla.")
    places = rule.places if parameters.winners_max is None else parameters.winners_max
    return replace(parameters, winners_max=places)


def _order(election: Election, told: Parameters) -> Order:
    ids = [project.id for project in election.projects]
    drawn = lot.order(told.lot, ids) if told.lot else ()
    kept = tuple(group.kept for group in told.exclusive if group.kept)
    return Order(
        told.ties,
        told.tie_order + kept,
        {key: place for place, key in enumerate(ids)},
        {key: place for place, key in enumerate(drawn)},
    )


def _least(election: Election, envelope: Envelope, told: Parameters) -> int:
    """Return the minimum in an envelope: the declared number or the percentage of its valid ballots."""
    part = told.threshold_percent
    if part is None:
        return told.threshold
    return max(told.threshold, thresholds.share(part, _valid(election, envelope), told.rounding))


def _valid(election: Election, envelope: Envelope) -> int:
    return thresholds.valid_ballots(election, [p.id for p in election.projects if p.envelope == envelope.id])
