"""What the city knows of one project, in plain values, before it is said in OC4IDS.

Money is integer centavos; ``date`` is a day as the office wrote it; ``datetime`` is always aware. Documents,
milestones and organizations are the same facts that releases are made of.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tequio.core.geo import Point
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts, OrganizationFacts, PeriodFacts

Phase = Literal["identification", "preparation", "implementation", "completion"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """A stage of the project's plan and the phase of OC4IDS that it belongs to."""

    phase: Phase
    planned: PeriodFacts
    started: bool = False
    done: bool = False
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressFacts:
    """How far the works were on a day, in percent of the whole."""

    on: date
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFacts:
    """What one fund gives to the project."""

    id: str
    description: str
    centavos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A published release: ``url`` is where it is read, absolute; ``release`` what it says, parsed."""

    url: str
    release: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessHistory:
    """A contracting process as it was published: its releases in order, and the compiled one of them."""

    ocid: str
    releases: tuple[LinkFacts, ...]
    compiled: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """One project as it stands: all that an OC4IDS project says.

    ``id`` begins with the prefix that the city registered. ``stages`` stand in their order.
    """

    id: str
    title: str
    authority: OrganizationFacts
    budget_centavos: int
    description: str = ""
    language: str = "es"
    currency: str = "MXN"
    approved: date | None = None  # the day on which its budget was decided
    period: PeriodFacts | None = None
    place: str = ""
    location: Point | None = None
    cancelled: bool = False
    stages: tuple[StageFacts, ...] = ()
    funds: tuple[FundFacts, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    progress: tuple[ProgressFacts, ...] = ()
    processes: tuple[ProcessHistory, ...] = ()
