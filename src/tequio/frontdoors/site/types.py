"""What the front page shows, ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tequio.foundation.web.hilo import Knot
from tequio.foundation.web.maps import MapFigure


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person can do today: one action in marigold, one quiet way to look around."""

    headline: Any
    lead: Any
    action: Any
    action_url: str
    look: Any
    look_url: str
    phase: Any = ""
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One big figure, what it counts, and where its rows are."""

    value: str
    says: Any
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One project being carried out."""

    title: str
    url: str
    place: str
    drawing: str
    state: Any
    tone: str
    note: Any
    knots: tuple[Knot, ...]
    budget_centavos: int
    folio: str


@dataclass(frozen=True, slots=True)
class Home:
    invitation: Invitation
    map: MapFigure | None
    figures: tuple[Figure, ...]
    cards: tuple[Card, ...]
