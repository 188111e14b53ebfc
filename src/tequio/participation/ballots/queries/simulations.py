"""Simulations side by side: the elections that may be counted anew, and what each rule gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.db.models import QuerySet

from tequio.core.tally import rules, simulation
from tequio.core.tally.counting import Result
from tequio.core.tally.rules import Parameters
from tequio.participation.ballots.models import Count, Option, Simulation
from tequio.participation.ballots.queries.reads import published_count
from tequio.participation.ballots.queries.rules import exclusive, named, parameters, pots, rule_name, told
from tequio.participation.ballots.types import SimulatedRule
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import TieRule


def released(edition_ids: Sequence[int] | None = None) -> QuerySet[Edition]:
    """Return the editions whose results are public, newest first; only some of them if asked."""
    public = Count.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    found = Edition.objects.published().filter(pk__in=public.values("edition"))
    return found if edition_ids is None else found.filter(pk__in=edition_ids)


def simulated(edition: Edition, rule: SimulatedRule) -> tuple[str, Parameters]:
    """Return the rule of core.tally and what it is told of an election. At most five queries.

    The edition's own rule is told how its ties went; others settle ties by the lower cost where theirs would
    wait for an assembly or a lot, because nobody meets for a simulation.
    """
    if rule.own:
        count = published_count(edition)
        order = tuple(count.parameters.get("tie_order", ())) if count else ()
        return rule_name(edition), parameters(edition, tie_order=order)
    waits = rule.tie_rule in (TieRule.ASSEMBLY, TieRule.LOT)
    name = named(rule.rule, rule.completion)
    return name, told(
        rule.counting,
        threshold=max(rule.threshold_votes, 0 if edition.imported_from else 1),
        ties=TieRule.LOWER_COST if waits else rule.tie_rule,
        completion=rule.completion,
        pots=pots(edition, rule.counting),
        exclusive=exclusive(edition) if rules.find(name).excludes else (),
    )


def measured(result: Result) -> dict[str, Any]:
    """Return what a simulation keeps of a result: who won, the money, and how many voters have a winner."""
    whole = simulation.reach(result)
    return {
        "winners": result.winners,
        "spent": whole.spent,
        "budget": whole.amount,
        "ballots": whole.voters,
        "pleased": whole.served,
        "named": whole.winners_named,
        "envelopes": [
            {
                "id": envelope.id,
                "name": envelope.name,
                "budget": envelope.amount,
                "spent": selection.spent,
                "winners": len(selection.winners),
            }
            for envelope, selection in zip(result.election.envelopes, result.selections, strict=True)
        ],
    }


@dataclass(frozen=True, slots=True)
class Cell:
    """What one rule gave in one election; ``refused`` says why it gave nothing."""

    rule: str
    data: dict[str, Any]
    refused: str = ""

    @property
    def winners(self) -> int:
        return len(self.data["winners"])

    @property
    def spent(self) -> int:
        return int(self.data["spent"])

    @property
    def spent_percent(self) -> int:
        return _percent(self.data["spent"], self.data["budget"])

    @property
    def pleased_percent(self) -> int:
        """Voters with at least one winner, of every hundred that were counted."""
        return _percent(self.data["pleased"], self.data["ballots"])

    @property
    def named_each(self) -> str:
        """Winners that a ballot named, on average, with two decimals."""
        hundredths = _percent(self.data["named"], self.data["ballots"])
        return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class Change:
    """A project that some rules fund and others do not."""

    number: str
    title: str
    cost_centavos: int
    wins: list[tuple[str, bool]]  # by rule


@dataclass(frozen=True, slots=True)
class Place:
    """An envelope, with what each rule gave in it: winners and centavos."""

    name: str
    budget: int
    cells: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Side:
    """One election with what each rule gave, and what changes between them."""

    edition: Edition
    cells: list[Cell]
    changes: list[Change] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def counted(self) -> list[Cell]:
        """The rules that gave a result."""
        return [cell for cell in self.cells if not cell.refused]


def labels(simulation: Simulation) -> list[str]:
    """Return the names of the rules, in order."""
    return [rule.label for rule in msgspec.convert(simulation.rules, list[SimulatedRule])]


def side_by_side(simulation: Simulation) -> list[Side]:
    """Return what is done of a simulation, election by election. Two queries."""
    names = labels(simulation)
    found: dict[int, list[Cell]] = {}
    for kept in simulation.outcomes:
        cell = Cell(names[kept["rule"]], kept.get("data", {}), kept.get("refused", ""))
        found.setdefault(kept["edition"], []).append(cell)
    options: dict[int, list[Option]] = {}
    for option in Option.objects.filter(edition__in=found).order_by("number"):
        options.setdefault(option.edition_id, []).append(option)
    return [
        Side(edition, cells, _changes(cells, options.get(edition.pk, [])), _places(cells))
        for edition in simulation.editions.order_by("-year", "name")
        if (cells := found.get(edition.pk))
    ]


def _changes(cells: list[Cell], options: list[Option]) -> list[Change]:
    counted = [(cell.rule, set(cell.data["winners"])) for cell in cells if not cell.refused]
    found = [
        Change(str(o.number), o.title, o.cost_centavos, [(rule, str(o.number) in won) for rule, won in counted])
        for o in options
    ]
    return [change for change in found if len({wins for _rule, wins in change.wins}) > 1]


def _places(cells: list[Cell]) -> list[Place]:
    """Return the envelopes where there is more than one."""
    counted = [cell for cell in cells if not cell.refused]
    lines = list(zip(*(cell.data["envelopes"] for cell in counted), strict=True))
    return (
        [
            Place(
                line[0]["name"],
                line[0]["budget"],
                [(cell.rule, one["winners"], one["spent"]) for cell, one in zip(counted, line, strict=True)],
            )
            for line in lines
        ]
        if len(lines) > 1
        else []
    )


def _percent(part: int, whole: int) -> int:
    """Return a share in whole per cent, rounded down."""
    return 100 * part // whole if whole else 0
