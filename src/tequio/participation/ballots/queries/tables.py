"""Reads of the voting in person: shifts with their folios, packages and acts."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from tequio.core.ballotbox.captures import Figures, Mismatch, mismatches
from tequio.participation.ballots.models import Act, Capture, Option, Package, Shift
from tequio.participation.editions.models import Edition, PaperPoint


def points(edition: Edition) -> list[PaperPoint]:
    """Return where people vote in person, by name. One query."""
    return list(edition.paper_points.select_related("unit").order_by("name"))


def shifts(edition: Edition) -> list[Shift]:
    """Return the shifts of an edition by their hours, with what each took and brought. Five queries."""
    return list(
        edition.shifts.select_related("point").prefetch_related(
            "officers",
            "booklets__unit",
            Prefetch("packages", _packages()),
        )
    )


def shift(pk: int) -> Shift | None:
    """Return a shift with its folios and packages, or None."""
    return (
        Shift.objects.select_related("point", "edition__territory")
        .prefetch_related("officers", "booklets__unit", Prefetch("packages", _packages()))
        .filter(pk=pk)
        .first()
    )


def package(pk: int) -> Package | None:
    """Return a package with its captures, or None."""
    found = _packages().select_related("edition__territory", "shift__point").filter(pk=pk)
    return found.prefetch_related("resolutions__person").first()


def _packages() -> QuerySet[Package]:
    captures = Prefetch("captures", Capture.objects.select_related("person"))
    return Package.objects.select_related("unit", "act").prefetch_related(captures)


@dataclass(frozen=True, slots=True)
class SquaredAct:
    """An act, and what does not square in it: how many ballots are over, or missing."""

    act: Act
    wrong: dict[Mismatch, int]


def acts(edition: Edition) -> list[SquaredAct]:
    """Return the signed acts of an edition by point and hour. One query."""
    found = Act.objects.filter(package__edition=edition).select_related(
        "package__shift__point", "package__unit"
    )
    return [
        squared(act) for act in found.order_by("package__shift__point__name", "package__shift__opens", "pk")
    ]


def squared(act: Act) -> SquaredAct:
    """Return an act with what does not square in it."""
    figures = Figures(act.issued, act.used, act.void, act.left, act.captured, act.roll)
    return SquaredAct(act, mismatches(figures))


def printed_options(edition: Edition, envelopes: frozenset[str]) -> list[Option]:
    """Return the options of these envelopes by their printed number. One query."""
    found = Option.objects.filter(edition=edition, envelope_id__in=[int(key) for key in envelopes])
    return list(found.select_related("envelope__unit", "envelope__size", "proposal__site").order_by("number"))
