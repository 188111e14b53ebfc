"""Ties: in which order projects with the same score come, and what that decided."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tequio.core.tally.elections import Points
from tequio.core.tally.scores import Standing

Worth = Callable[[Standing], Points]


class TieRule(StrEnum):
    """How a tie is resolved."""

    COST = "cost"  # lower cost, then more votes, then the id in natural order
    LOT = "lot"  # lower cost, then more votes, then the order of a lot drawn before the count
    TEXT = "text"  # the id as text, 10 before 9: what pabutools does
    FILE = "file"  # the order of the file, where the organiser's own decision is recorded
    ASSEMBLY = "assembly"  # a tie that decides something stops the count and goes to the assembly


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that was met: the projects in their order, what ordered them, whether it changed anything."""

    projects: tuple[str, ...]
    score: Points
    resolved_by: str  # "given", "file", "cost", "votes", "lot", "text", "id" or "assembly" (not resolved)
    decisive: bool
    envelope: str = ""


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that orders ids as people do: ``9`` before ``10``, ``A2`` before ``A10``."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), part) if part.isdigit() else (1, 0, part) for part in parts)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of projects: score first, then the tie rule.

    ``given`` is an order decided outside (by an assembly): the projects in it come before any other of
    their score, in that order. ``position`` is each project's place in the file, ``drawn`` the one that the
    lot gave it.
    """

    rule: TieRule
    given: tuple[str, ...]
    position: dict[str, int]
    drawn: dict[str, int] = field(default_factory=dict)

    def ranked(self, standings: list[Standing], worth: Worth | None = None) -> list[Standing]:
        """Return the standings from the first to the last, by score unless another worth is given."""
        of = worth or score
        return sorted(standings, key=lambda s: (-of(s), *self.key(s)))

    def key(self, standing: Standing) -> tuple[Any, ...]:
        """Return what orders a project among those that are level with it."""
        return tuple(value for _, value in self._criteria(standing))

    def resolved_by(self, group: list[Standing]) -> str:
        """Return the name of the last criterion that was needed to order a group of equal score."""
        columns = [self._criteria(standing) for standing in group]
        for depth in range(1, len(columns[0]) + 1):
            if len({tuple(value for _, value in column[:depth]) for column in columns}) == len(group):
                return columns[0][depth - 1][0]
        return "id"

    def _criteria(self, standing: Standing) -> list[tuple[str, Any]]:
        project = standing.project
        given = self.given.index(project.id) if project.id in self.given else len(self.given)
        found: list[tuple[str, Any]] = [("given", given)] if self.given else []
        if self.rule is TieRule.FILE:
            return [*found, ("file", self.position[project.id])]
        if self.rule is TieRule.TEXT:
            return [*found, ("text", project.id)]
        found += [("cost", project.cost), ("votes", -standing.votes)]
        if self.rule is TieRule.LOT:
            return [*found, ("lot", self.drawn[project.id])]
        return [*found, ("id", natural(project.id))]


def score(standing: Standing) -> Points:
    """Return what standings are ranked by, unless a rule says otherwise."""
    return standing.score


def groups(ranked: list[Standing], worth: Worth = score) -> list[list[Standing]]:
    """Return the ranked standings split into runs of equal worth."""
    found: list[list[Standing]] = []
    for standing in ranked:
        if found and worth(found[-1][0]) == worth(standing):
            found[-1].append(standing)
        else:
            found.append([standing])
    return found
