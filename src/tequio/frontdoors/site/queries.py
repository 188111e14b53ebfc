"""What the front page, the map and the machine pages read, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Max, Sum, When
from procrastinate.contrib.django.models import ProcrastinateWorker

from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, Figures
from tequio.foundation.territory.models import Unit, Version
from tequio.foundation.web.maps import Pin, Shape, levels
from tequio.participation.ballots.models import Participation
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal

_HEARTBEAT = timedelta(seconds=60)
_CARDS = 6
MOST_PINS = 500
# What a person can do in each phase, the most pressing first.
_PRESSING = (
    PhaseKind.VOTING,
    PhaseKind.REGISTRATION,
    PhaseKind.SUPPORT,
    PhaseKind.RESULTS,
    PhaseKind.APPEALS,
    PhaseKind.FEASIBILITY,
    PhaseKind.EXECUTION,
)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """The edition in which there is most to do at this instant, and its phase."""

    edition: Edition
    kind: PhaseKind
    closes: datetime
    money_centavos: int
    proposals: int
    voters: int


@dataclass(frozen=True, slots=True)
class Places:
    """The territory and what stands on it."""

    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]


def worker_is_alive(*, at: datetime) -> bool:
    """Return whether any worker has told in the last minute that it lives."""
    alive: bool = ProcrastinateWorker.objects.filter(last_heartbeat__gte=at - _HEARTBEAT).exists()
    return alive


def open_now(*, at: datetime) -> OpenNow | None:
    """Return what a person can do at ``at``, or None while nothing is open. At most five queries."""
    found = [
        (_PRESSING.index(PhaseKind(phase.kind)), phase.closes, edition, PhaseKind(phase.kind))
        for edition in editions.current(at)
        for phase in edition.phases.all()
        if phase.opens <= at < phase.closes
    ]
    if not found:
        return None
    _, closes, edition, kind = min(found, key=lambda row: row[:2])
    money = Envelope.objects.filter(edition=edition).aggregate(total=Sum("amount_centavos"))["total"]
    voters = Participation.objects.filter(edition=edition).count() if kind is PhaseKind.VOTING else 0
    proposals = Proposal.objects.public().filter(edition=edition).count()
    return OpenNow(edition, kind, closes, money or 0, proposals, voters)


def latest_projects() -> list[Project]:
    """Return the projects of the cards on the front page: those under way first, the furthest on before."""
    last = Case(When(stage=FINISHED, then=1), default=0)
    return list(projects.listing().order_by(last, "-physical_percent", "-created_at", "folio")[:_CARDS])


def totals() -> Figures:
    """Return the sums over every project."""
    return projects.figures()


def places(version: Version | None = None) -> Places:
    """Return the finest units of the territory and the projects on it. Three queries.

    Args:
        version: the map of an edition; the newest published one where it is None.
    """
    chosen = version or Version.objects.filter(published_at__isnull=False).order_by("-valid_from").first()
    found = list(projects.listing().filter(lon__isnull=False, lat__isnull=False)[:MOST_PINS])
    return Places(_shapes(chosen, found), tuple(pin(project) for project in found))


def pin(project: Project) -> Pin:
    """Return the mark of a project on the map."""
    place = project.unit.name if project.unit else ""
    tone = "done" if project.finished else "now"
    return Pin(project.lon or 0, project.lat or 0, project.title, f"/proyectos/{project.folio}/", tone, place)


def _shapes(version: Version | None, found: Iterable[Project]) -> tuple[Shape, ...]:
    if version is None:
        return ()
    finest = version.levels.filter(units__geometry__isnull=False).aggregate(rank=Max("rank"))["rank"]
    units = list(
        Unit.objects.filter(version=version, level__rank=finest, geometry__isnull=False).only(
            "name", "geometry"
        )
    )
    standing = Counter(project.unit_id for project in found)
    shades = levels([standing[unit.pk] for unit in units])
    return tuple(
        Shape(unit.name, unit.geometry, level=level) for unit, level in zip(units, shades, strict=True)
    )
