"""A count as a page tells it."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from tequio.participation.ballots.models import Count, OptionResult, Override
from tequio.participation.ballots.queries.reads import results
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Envelope


@dataclass(frozen=True, slots=True)
class Line:
    """One option as a page tells it: its result, who took the money before it, its change by an act."""

    result: OptionResult
    taken_by: list[str]
    override: Override | None
    payments: list[tuple[str, int]] = field(default_factory=list)  # what its supporters paid for, in centavos


@dataclass(frozen=True, slots=True)
class Section:
    """One envelope: its results from the first to the last, its money in centavos, its ties."""

    envelope: Envelope
    results: list[OptionResult]
    ties: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The place and the size that the money is for."""
        parts = [part.name for part in (self.envelope.unit, self.envelope.size) if part is not None]
        return " · ".join(parts) or gettext("Toda la ciudad")

    @property
    def titles(self) -> dict[str, str]:
        """The title of each option, by its number."""
        return {str(result.option.number): result.option.title for result in self.results}

    @property
    def lines(self) -> list[Line]:
        """The results with what a page adds to each."""
        titles = self.titles
        return [
            Line(
                result,
                [titles[key] for key in result.reason.get("taken_by", ()) if key in titles],
                getattr(result, "override", None),
                [(titles.get(key, key), paid) for key, paid in (result.chance or {}).get("payments", ())],
            )
            for result in self.results
        ]

    @property
    def tie_lines(self) -> list[str]:
        """Each tie in words."""
        return [tie_line(tie, self.titles) for tie in self.ties]

    @property
    def winners(self) -> list[OptionResult]:
        """Those that won."""
        return [result for result in self.results if result.outcome == Outcome.WINNER]

    @property
    def others(self) -> list[OptionResult]:
        """Those that did not, or wait for a tie."""
        return [result for result in self.results if result.outcome != Outcome.WINNER]

    @property
    def spent(self) -> int:
        """What the winners cost."""
        return sum(result.option.cost_centavos for result in self.winners)


def tie_line(tie: dict[str, Any], titles: dict[str, str]) -> str:
    """Return a tie in one sentence: who, what ordered them, whether it mattered."""
    names = "; ".join(f"{key} {titles.get(key, '')}".strip() for key in tie["projects"])
    how = {
        "cost": gettext("fue antes el de menor costo"),
        "votes": gettext("fue antes el que más personas votaron"),
        "id": gettext("fue antes el de número menor"),
        "file": gettext("fue antes el que se registró primero"),
        "given": gettext("el orden lo dio la asamblea"),
        "lot": gettext("el orden lo dio el sorteo"),
        "assembly": gettext("lo resuelve la asamblea"),
    }[tie["resolved_by"]]
    matter = gettext("Decide quién gana.") if tie["decisive"] else gettext("No cambia el resultado.")
    return f"{names}: {how}. {matter}"


def summary(count: Count) -> dict[str, Any]:
    """Return the values of a page of results: sections, totals and ties. One query."""
    found = results(count)
    ties = count.result["ties"]
    sections = [
        Section(
            envelope=next(iter(group)).option.envelope,
            results=group,
            ties=[tie for tie in ties if tie["envelope"] == str(key)],
        )
        for key, rows in groupby(found, key=lambda result: result.option.envelope_id)
        for group in [list(rows)]
    ]
    return {
        "count": count,
        "sections": sections,
        "winners": sum(len(section.winners) for section in sections),
        "losers": sum(len(section.others) for section in sections),
        "spent": sum(section.spent for section in sections),
        "budget": sum(section.envelope.amount_centavos for section in sections),
        "void": sum(count.void.values()),
        "unresolved": any(result.outcome == Outcome.TIED for result in found),
        "state": count.state.value,
        "transfers": _transfers(count, sections),
        "pleased_percent": _percent(count.figures.get("satisfied", {})),
    }


def _percent(told: dict[str, int]) -> int | None:
    """Return what part of the ballots named at least one winner, in whole per cent."""
    return 100 * told["pleased"] // told["ballots"] if told.get("ballots") else None


def _transfers(count: Count, sections: list[Section]) -> list[dict[str, Any]]:
    """Return the money that went from one envelope to another, with the name of each."""
    names = {str(section.envelope.pk): section.name for section in sections}
    told = count.result.get("transfers", [])
    return [
        {"name": names.get(one["envelope"], one["envelope"]), "centavos": round(100 * one["amount"])}
        for one in told
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a recount changed of one option."""

    title: str
    before: OptionResult
    after: OptionResult


def differences(before: Count, after: Count) -> list[Difference]:
    """Return the options whose votes or outcome a recount changed, by number. Two queries."""
    was = {row.option_id: row for row in before.results.all()}
    found = [
        Difference(row.option.title, was[row.option_id], row)
        for row in after.results.select_related("option").order_by("option__number")
        if row.option_id in was
    ]
    return [one for one in found if _told(one.before) != _told(one.after)]


def _told(row: OptionResult) -> tuple[int, str]:
    return row.votes, row.outcome


def voted_units(sections: list[Section]) -> dict[int, list[Section]]:
    """Return the sections of each unit of the map; those of the whole city belong to none."""
    found: dict[int, list[Section]] = {}
    for section in sections:
        if section.envelope.unit_id is not None:
            found.setdefault(section.envelope.unit_id, []).append(section)
    return found
