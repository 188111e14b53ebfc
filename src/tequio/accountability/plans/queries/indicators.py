"""Reads of indicators: what was measured, and how far it came."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Prefetch

from tequio.accountability.plans.models import Indicator, Measurement
from tequio.core import alignment


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator, its standing measurements in order, and the share of the way that the last has come."""

    indicator: Indicator
    measurements: tuple[Measurement, ...]
    share: Fraction | None

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cent, rounded down; None where nothing was measured."""
        return None if self.share is None else int(self.share * 100)


def readings(*, elements: Iterable[int] | None = None, plan_id: int | None = None) -> list[Reading]:
    """Return the indicators of elements, or of a whole plan, in reading order, in two queries."""
    standing = Measurement.objects.filter(superseded_at__isnull=True).select_related("file")
    found = Indicator.objects.select_related("element", "office").prefetch_related(
        Prefetch("measurements", queryset=standing, to_attr="standing")
    )
    found = found.filter(element__plan=plan_id) if plan_id else found.filter(element__in=list(elements or ()))
    return [_reading(indicator) for indicator in found]


def _reading(indicator: Indicator) -> Reading:
    taken: tuple[Measurement, ...] = tuple(indicator.standing)  # type: ignore[attr-defined]
    share = None
    if taken:
        share = alignment.advance(baseline=indicator.baseline, target=indicator.target, value=taken[-1].value)
    return Reading(indicator, taken, share)
