"""Votings as the office follows them: how many voted. Who leads, nobody knows before the count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count as Number

from tequio.core import flow
from tequio.participation.ballots.models import Count, Participation
from tequio.participation.ballots.types import CountState
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind

State = Literal["none", "before", "open", "suspended", "closed", "provisional", "published"]


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
    counts: dict[int, set[CountState]] = {}
    for row in Count.objects.filter(edition__in=found).defer("result", "figures"):
        counts.setdefault(row.edition_id, set()).add(row.state)
    return [
        _voting(edition, ballots.get(edition.pk, 0), counts.get(edition.pk, set()), at=at) for edition in found
    ]


def _voting(edition: Edition, ballots: int, counts: set[CountState], *, at: datetime) -> Voting:
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.VOTING), None)
    state: State = "none" if phase is None else _STATES[phase.moment(at)]
    if editions.suspension(edition, at) and state in ("open", "closed"):
        state = "suspended"
    if CountState.OFFICIAL in counts:
        state = "published"
    elif CountState.PROVISIONAL in counts:
        state = "provisional"
    return Voting(
        edition=edition,
        state=state,
        opens=phase.opens if phase else None,
        closes=phase.closes if phase else None,
        ballots=ballots,
        counted=bool(counts),
    )


_STATES: dict[flow.Moment, State] = {
    flow.Moment.BEFORE: "before",
    flow.Moment.OPEN: "open",
    flow.Moment.AFTER: "closed",
}
