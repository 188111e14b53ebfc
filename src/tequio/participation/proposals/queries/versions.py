"""What a proposal said before, and what changed each time, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.proposing import Piece, pieces
from tequio.participation.proposals.models import Proposal, ProposalVersion

MOST_SHOWN = 20

ANSWER_LABELS = {
    "title": _("Título"),
    "problem": _("El problema"),
    "solution": _("La solución"),
    "site": _("Colonia"),
    "place": _("El lugar en sus palabras"),
    "point": _("Punto en el mapa"),
    "public_land": _("¿El lugar es público?"),
    "category": _("Categoría"),
    "size": _("Tamaño"),
    "cost": _("Costo estimado"),
    "photos": _("Fotos"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that changed, with what went and what came marked."""

    label: object
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Entry:
    """One version as the page tells it. The first one has no changes."""

    number: int
    at: datetime
    changes: list[Change]
    hidden_reason: str


def history(proposal: Proposal, *, before: int | None = None) -> list[Entry]:
    """Return the versions of a proposal, newest first, with what changed in each. One query.

    ``before`` is the number of a version: only older ones are told, for the next page.
    """
    found = proposal.versions.all()
    if before is not None:
        found = found.filter(number__lt=before)
    versions = list(found[: MOST_SHOWN + 1])
    entries = [_entry(older, newer) for newer, older in pairwise(versions)]
    if versions and len(versions) <= MOST_SHOWN:
        first = versions[-1]
        entries.append(Entry(first.number, first.at, [], first.hidden_reason))
    return entries


def _entry(older: ProposalVersion, newer: ProposalVersion) -> Entry:
    """Tell what changed. A change is hidden with either of its two sides: it would show what was hidden."""
    hidden = newer.hidden_reason or older.hidden_reason
    changes = [] if hidden else list(_changes(older.answers, newer.answers))
    return Entry(newer.number, newer.at, changes, hidden)


def _changes(older: dict[str, Any], newer: dict[str, Any]) -> Iterator[Change]:
    for code, label in ANSWER_LABELS.items():
        was, now = str(older.get(code, "")), str(newer.get(code, ""))
        if was != now:
            yield Change(label, pieces(was, now))
