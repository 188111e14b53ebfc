"""What crosses borders: kinds of match, as SKOS names them, a row of a list, and a node of a tree."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

CODE_MAX, LABEL_MAX, DEFINITION_MAX = 60, 200, 2_000  # characters
GOALS_SLUG = "ods"  # of the scheme that every installation has


class MatchKind(StrEnum):
    """How two concepts of different schemes answer to each other (W3C SKOS Reference, section 10)."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


MATCH_LABELS = {
    MatchKind.EXACT: _("Es lo mismo"),
    MatchKind.CLOSE: _("Es casi lo mismo"),
    MatchKind.BROAD: _("El otro es más amplio"),
    MatchKind.NARROW: _("El otro es más específico"),
    MatchKind.RELATED: _("Se relaciona"),
}

# The same said from the other side.
INVERSE = {
    MatchKind.EXACT: MatchKind.EXACT,
    MatchKind.CLOSE: MatchKind.CLOSE,
    MatchKind.BROAD: MatchKind.NARROW,
    MatchKind.NARROW: MatchKind.BROAD,
    MatchKind.RELATED: MatchKind.RELATED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A concept as a person or a file writes it.

    Attributes:
        code: names it within its scheme.
        label: what people call it.
        broader: the code of the concept that holds it; empty at the top.
        definition: what it is, in a sentence or two.
        valid_from: its first day in force; None: since always.
        valid_to: its last day in force; None: no end is known.
    """

    code: str
    label: str
    broader: str = ""
    definition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A concept in its tree: how deep it stands, from 0, and what stands below it.

    Attributes:
        concept: the ``models.Concept``.
        depth: 0 at the top.
        narrower: the nodes right below.
    """

    concept: Any
    depth: int = 0
    narrower: list["Node"] = field(default_factory=list)
