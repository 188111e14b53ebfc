"""Paper ballots: two captures compared, and the act that squares what was handed out with what came back.

The numbered cases are in docs/rules/paper.md (CAPTURE-*, ACT-*).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


def differences(first: Sequence[T], second: Sequence[T]) -> list[int]:
    """Return the places, from 1, where two captures of a package do not say the same.

    A sheet that only one of them has is a difference too.
    """
    longest = max(len(first), len(second))
    return [place for place in range(1, longest + 1) if sheet_at(first, place) != sheet_at(second, place)]


def settled(first: Sequence[T], second: Sequence[T], resolved: Mapping[int, T | None]) -> list[T] | None:
    """Return what a package says once its differences are resolved, or None while some are not.

    Args:
        first: one capture, sheet by sheet.
        second: the other.
        resolved: by place, what the third look saw; None: there is no such sheet.
    """
    open_ones = set(differences(first, second))
    if open_ones - resolved.keys():
        return None
    said = [
        resolved[place] if place in open_ones else sheet_at(first, place)
        for place in range(1, max(len(first), len(second)) + 1)
    ]
    return [sheet for sheet in said if sheet is not None]


def sheet_at(capture: Sequence[T], place: int) -> T | None:
    """Return what a capture says of the sheet in a place, from 1; None if it has no such sheet."""
    return capture[place - 1] if place <= len(capture) else None


class Mismatch(StrEnum):
    """What does not square in an act."""

    FOLIOS = "folios"  # handed to the table, against used, void and left
    CAPTURED = "captured"  # in the urn, against captured
    ROLL = "roll"  # in the urn, against people marked on the roll


@dataclass(frozen=True, slots=True)
class Figures:
    """What an act squares, all in ballots.

    Attributes:
        issued: handed to the table, by the folios of its booklets.
        used: taken out of the urn.
        void: spoilt and handed back before casting.
        left: not used.
        captured: sheets in the package, blank and null ones too.
        roll: people marked on the roll as given a paper ballot at that table and shift.
    """

    issued: int
    used: int
    void: int
    left: int
    captured: int
    roll: int


def mismatches(figures: Figures) -> dict[Mismatch, int]:
    """Return what does not square, each with how many ballots are over (positive) or missing (negative)."""
    found = {
        Mismatch.FOLIOS: figures.used + figures.void + figures.left - figures.issued,
        Mismatch.CAPTURED: figures.captured - figures.used,
        Mismatch.ROLL: figures.used - figures.roll,
    }
    return {what: by for what, by in found.items() if by}
