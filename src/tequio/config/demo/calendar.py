"""The calendar of an edition around now, so that what should be open always is."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from tequio.participation.editions.types import PhaseKind

OPENS, CLOSES = time(9), time(20)  # local time
# Days that each phase lasts, and how many of them have gone when it is the present one.
DAYS = {
    PhaseKind.REGISTRATION: (32, 12),
    PhaseKind.FEASIBILITY: (36, 20),
    PhaseKind.VOTING: (20, 6),
    PhaseKind.RESULTS: (12, 3),
    PhaseKind.EXECUTION: (300, 215),
}
ORDER = tuple(DAYS)


@dataclass(frozen=True, slots=True)
class Span:
    """One phase of an edition."""

    kind: PhaseKind
    opens: datetime
    closes: datetime

    def part(self, share: float) -> datetime:
        """Return the instant when that share (0 to 1) of the phase has gone."""
        return self.opens + (self.closes - self.opens) * share


def around(now: datetime, *, present: PhaseKind) -> dict[PhaseKind, Span]:
    """Return the phases of an edition whose ``present`` phase is open now, one after the other."""
    today = timezone.localdate(now)
    place = ORDER.index(present)
    day = today - timedelta(days=DAYS[present][1] + sum(DAYS[kind][0] for kind in ORDER[:place]))
    spans = {}
    for kind in ORDER:
        last = day + timedelta(days=DAYS[kind][0] - 1)
        spans[kind] = Span(
            kind,
            timezone.make_aware(datetime.combine(day, OPENS)),
            timezone.make_aware(datetime.combine(last, CLOSES)),
        )
        day = last + timedelta(days=1)
    return spans
