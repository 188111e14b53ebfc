"""Capturing paper ballots: twice, by two people; a third look where they differ; then into the box."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import captures as rules
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.events import PackageAccepted, PackageCaptured, SheetResolved
from tequio.participation.ballots.models import Capture, Package, Resolution, Sheet
from tequio.participation.ballots.services import sheets
from tequio.participation.ballots.services.bell import demand_voting_open
from tequio.participation.ballots.services.casting import cast
from tequio.participation.ballots.services.errors import BallotRefused, PaperRefused
from tequio.participation.ballots.services.frozen import check_ballot
from tequio.participation.ballots.types import PaperSlip, Reading, SheetKind


@transaction.atomic
def begin_capture(*, package: Package, person: User) -> Capture:
    """Return the person's capture of a package, begun now if it was not. Two people, no more, no fewer.

    Raises:
        PaperRefused: if two others capture it, or it is in the box.
    """
    _demand_open(package)
    mine = package.captures.filter(person=person).first()
    if mine is not None:
        return mine
    turns = set(package.captures.values_list("turn", flat=True))
    turn = next((turn for turn in (1, 2) if turn not in turns), None)
    try:
        if turn is not None:
            with transaction.atomic():
                return Capture.objects.create(package=package, turn=turn, person=person)
    except IntegrityError:  # somebody else took that turn at the same time
        pass
    raise PaperRefused(_("Este paquete ya lo capturan otras dos personas."))


@transaction.atomic
def add_sheet(*, capture: Capture, marks: Mapping[int, int], null: str | None = None) -> Reading:
    """Add what the next sheet says. One that breaks a limit is null, with its reason; without marks, blank.

    Args:
        capture: whose.
        marks: the points of each option, by its number.
        null: why it is null, where the person who reads it says so.

    Returns:
        The reading as it was kept.
    """
    capture = _mine(capture)
    reading = _judged(capture.package, dict(marks), null)
    position = capture.sheets.count() + 1
    Sheet.objects.create(
        capture=capture, position=position, sealed=sheets.seal(capture.package, position, reading)
    )
    return reading


@transaction.atomic
def drop_last(*, capture: Capture) -> None:
    """Take back the last sheet, to read it again."""
    last = _mine(capture).sheets.order_by("-position").first()
    if last is not None:
        last.delete()


@transaction.atomic
def finish_capture(*, capture: Capture, at: datetime) -> Capture:
    """Say that the package has no more sheets. From then on the capture does not change."""
    capture = _mine(capture)
    capture.finished_at = at
    capture.save(update_fields=["finished_at"])
    event = PackageCaptured(package_id=capture.package_id, turn=capture.turn, sheets=capture.sheets.count())
    audit.record(event, actor=capture.person_id)
    return capture


@transaction.atomic
def resolve(
    *,
    package: Package,
    position: int,
    marks: Mapping[int, int],
    null: str | None,
    absent: bool,
    note: str,
    person: User,
) -> Resolution:
    """Say what a sheet that the two captures read differently does say: a third person, with a note.

    Args:
        package: whose sheet.
        position: its place, from 1.
        marks: as in ``add_sheet``.
        null: the same.
        absent: there is no such sheet: one of the two counted one too many.
        note: what was seen.
        person: who looks; neither of the two who captured.

    Raises:
        PaperRefused: if the captures agree there, or the person captured.
    """
    package = _locked(package)
    first, second = _both(package)
    if position not in rules.differences(first, second):
        raise PaperRefused(_("En esa hoja las dos capturas dicen lo mismo."))
    if package.captures.filter(person=person).exists():
        raise PaperRefused(_("Lo resuelve una tercera persona: usted capturó este paquete."))
    reading = None if absent else _judged(package, dict(marks), null)
    row, _created = Resolution.objects.update_or_create(
        package=package,
        position=position,
        defaults={"sealed": sheets.seal(package, position, reading), "note": note, "person": person},
    )
    audit.record(SheetResolved(package_id=package.pk, position=position, note=note), actor=person.pk)
    return row


@transaction.atomic
def accept_package(*, package: Package, at: datetime, actor: int) -> list[Reading]:
    """Put a package in the box: all its valid ballots, or none. Accepting it again changes nothing.

    Args:
        package: captured twice, without open differences.
        at: now; voting is still open.
        actor: the id of who accepts.

    Returns:
        What the package says, blank and null ballots too.

    Raises:
        VotingClosed: after the bell.
        PaperRefused: while a capture or a difference is open.
    """
    package = _locked(package, accepted=True)
    said = reading_of(package)
    if said is None:
        raise PaperRefused(_("Falta terminar las dos capturas o resolver sus diferencias."))
    if package.accepted_at:
        return said
    demand_voting_open(package.edition, at=at)
    for position, reading in enumerate(said, 1):
        if reading.kind is SheetKind.VALID:
            slip = PaperSlip(f"{package.pk}|{position}".encode())
            cast(edition=package.edition, unit=package.unit, points=dict(reading.marks), pass_=slip, at=at)
    package.accepted_at, package.accepted_by_id = at, actor
    package.save(update_fields=["accepted_at", "accepted_by"])
    kinds = [reading.kind for reading in said]
    event = PackageAccepted(
        package_id=package.pk,
        valid=kinds.count(SheetKind.VALID),
        blank=kinds.count(SheetKind.BLANK),
        null=kinds.count(SheetKind.NULL),
    )
    audit.record(event, actor=actor)
    return said


def reading_of(package: Package) -> list[Reading] | None:
    """Return what a package says, or None until both captures are finished and no difference is open."""
    both = package.captures.filter(finished_at__isnull=False).count()
    if both < 2:  # noqa: PLR2004 - two people
        return None
    first, second = _both(package)
    return rules.settled(first, second, sheets.resolved(package))


@dataclass(frozen=True, slots=True)
class Difference:
    """A sheet that the two captures read differently, and what the third look said of it."""

    position: int
    first: Reading | None
    second: Reading | None
    resolved: bool
    settled: Reading | None
    note: str


def differences_of(package: Package) -> list[Difference]:
    """Return only what the two captures of a package read differently; nothing until both are finished."""
    if package.captures.filter(finished_at__isnull=False).count() < 2:  # noqa: PLR2004 - two people
        return []
    first, second = _both(package)
    resolved = sheets.resolved(package)
    notes = {row.position: row.note for row in package.resolutions.all()}
    return [
        Difference(
            position,
            rules.sheet_at(first, position),
            rules.sheet_at(second, position),
            position in resolved,
            resolved.get(position),
            notes.get(position, ""),
        )
        for position in rules.differences(first, second)
    ]


def summary_of(package: Package) -> dict[SheetKind, int] | None:
    """Return how many sheets of a package are valid, blank and null, or None until that is settled."""
    said = reading_of(package)
    if said is None:
        return None
    return {kind: sum(reading.kind is kind for reading in said) for kind in SheetKind}


def _both(package: Package) -> tuple[list[Reading], list[Reading]]:
    found = list(package.captures.filter(finished_at__isnull=False).order_by("turn"))
    if len(found) < 2:  # noqa: PLR2004 - two people
        raise PaperRefused(_("Faltan capturas por terminar."))
    return sheets.readings(found[0]), sheets.readings(found[1])


def _judged(package: Package, marks: dict[int, int], null: str | None) -> Reading:
    said = tuple(sorted(marks.items()))
    if null is not None:
        return Reading(SheetKind.NULL, said, null or gettext("No se entiende qué quiere."))
    if not marks:
        return Reading(SheetKind.BLANK)
    try:
        check_ballot(edition=package.edition, unit=package.unit, points=marks)
    except BallotRefused as error:
        return Reading(SheetKind.NULL, said, " ".join(str(message) for message in error.messages))
    return Reading(SheetKind.VALID, said)


def _locked(package: Package, *, accepted: bool = False) -> Package:
    found = (
        Package.objects.select_for_update(of=("self",))
        .select_related("edition__territory", "unit", "shift__point")
        .get(pk=package.pk)
    )
    if not accepted:
        _demand_open(found)
    return found


def _mine(capture: Capture) -> Capture:
    found = (
        Capture.objects.select_for_update(of=("self",))
        .select_related("package__edition__territory", "package__unit")
        .get(pk=capture.pk)
    )
    _demand_open(found.package)
    if found.finished_at:
        raise PaperRefused(_("Esta captura ya se terminó: no cambia."))
    return found


def _demand_open(package: Package) -> None:
    if package.accepted_at:
        raise PaperRefused(_("Este paquete ya entró a la urna: no cambia."))
