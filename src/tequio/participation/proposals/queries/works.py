"""The catalogue of typical works, and what some of them cost together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tequio.core.proposing import Estimate, Line, estimate
from tequio.participation.proposals.models import TypicalWork


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of one work, and what it comes to."""

    work: TypicalWork
    quantity: Decimal
    estimate: Estimate


def works(*, category: str = "") -> QuerySet[TypicalWork]:
    """Return the works that are offered, by name; of one category (by its code) with those for any."""
    found = TypicalWork.objects.filter(active=True)
    return found.filter(Q(category_code=category) | Q(category_code="")) if category else found


def every_work() -> QuerySet[TypicalWork]:
    """Return all works for the office, those that are offered first."""
    return TypicalWork.objects.order_by("-active", "name", "unit")


def amounts(chosen: Iterable[tuple[TypicalWork, Decimal]]) -> list[Amount]:
    """Return what each quantity of a work comes to."""
    return [Amount(work, quantity, estimate([_line(work, quantity)])) for work, quantity in chosen]


def together(found: Sequence[Amount]) -> Estimate | None:
    """Return what they come to together, or None where nothing was chosen."""
    return estimate([_line(a.work, a.quantity) for a in found]) if found else None


def _line(work: TypicalWork, quantity: Decimal) -> Line:
    return Line(quantity, work.cost_min_centavos, work.cost_max_centavos)
