"""Votings as the office follows them: how many voted. Who leads, nobody knows before the count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count as Number

from tequio.core import flow
from tequio.participation.ballots.models import Count, Participation
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind

State = Literal["none", "before", "open", "suspended", "closed", "published"]


@dataclass(frozen=True, slots=True)
class Voting:
    """The voting of an edition at an instant."""

    edition: Edition
    state: State
    opens: datetime | None
    closes: datetime | None
    ballots: int
    counted: bool


def votings(*, at: datetime) -> list[Voting]:
    """Return every published edition with its voting, newest first. Five queries."""
    return _votings(list(Edition.objects.published().prefetch_related("phases", "suspensions")), at=at)


def voting(edition: Edition, *, at: datetime) -> Voting:
    """Return the voting of one edition with its phases and suspensions at hand. Two queries."""
    return _votings([edition], at=at)[0]


def _votings(found: list[Edition], *, at: datetime) -> list[Voting]:
    rolls = Participation.objects.filter(edition__in=found).order_by()
    ballots: dict[int, int] = dict(rolls.values_list("edition").annotate(n=Number("pk")))
    counts = list(Count.objects.filter(edition__in=found).values_list("edition_id", "published_at"))
    counted = {edition_id for edition_id, _published in counts}
    public = {edition_id for edition_id, published in counts if published}
    return [
        _voting(edition, ballots.get(edition.pk, 0), edition.pk in counted, edition.pk in public, at=at)
        for edition in found
    ]


def _voting(edition: Edition, ballots: int, counted: bool, public: bool, *, at: datetime) -> Voting:
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.VOTING), None)
    state: State = "none" if phase is None else _STATES[phase.moment(at)]
    if editions.suspension(edition, at) and state in ("open", "closed"):
        state = "suspended"
    return Voting(
        edition=edition,
        state="published" if public else state,
        opens=phase.opens if phase else None,
        closes=phase.closes if phase else None,
        ballots=ballots,
        counted=counted,
    )


_STATES: dict[flow.Moment, State] = {
    flow.Moment.BEFORE: "before",
    flow.Moment.OPEN: "open",
    flow.Moment.AFTER: "closed",
}
