"""The reconciliation act of a package: what was handed out squares with what came back, or it says why not."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import captures as rules
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.events import ActSigned
from tequio.participation.ballots.models import Act, Package, Participation
from tequio.participation.ballots.services.captures import reading_of
from tequio.participation.ballots.services.errors import PaperRefused
from tequio.participation.ballots.types import Channel, Reading, SheetKind


def figures(package: Package, said: Sequence[Reading], *, used: int, void: int, left: int) -> rules.Figures:
    """Return what the act of a package squares. Two queries.

    Args:
        package: which.
        said: its sheets, as both captures agreed.
        used: ballots taken out of the urn, counted by hand.
        void: spoilt and handed back.
        left: not used.
    """
    return rules.Figures(
        issued=issued_of(package),
        used=used,
        void=void,
        left=left,
        captured=len(said),
        roll=on_roll(package),
    )


def issued_of(package: Package) -> int:
    """Return how many ballots of the package's place its shift took, by the folios. One query."""
    return sum(booklet.size for booklet in package.shift.booklets.filter(unit=package.unit))


def on_roll(package: Package) -> int:
    """Return how many people the roll says were handed a paper ballot there and then. One query."""
    shift = package.shift
    return Participation.objects.filter(
        edition_id=package.edition_id,
        channel=Channel.PAPER.value,
        point_id=shift.point_id,
        unit=package.unit,
        hour__gte=shift.opens,
        hour__lt=shift.closes,
    ).count()


@transaction.atomic
def sign_act(
    *,
    package: Package,
    used: int,
    void: int,
    left: int,
    explanation: str,
    signers: Sequence[str],
    at: datetime,
    actor: int,
) -> Act:
    """Sign the act of a package that is in the box. It is public from then on, and does not change.

    Args:
        package: accepted.
        used: ballots taken out of the urn, counted by hand.
        void: spoilt and handed back before casting.
        left: not used.
        explanation: what explains that something does not square; needed where it does not.
        signers: names and charges, at least two.
        at: now.
        actor: the id of who records it.

    Raises:
        PaperRefused: if it was signed, the package is not in the box, signatures are missing, or something does
            not square and nobody says why.
    """
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("shift", "edition").get(pk=package.pk)
    )
    said = reading_of(package) if package.accepted_at else None
    if said is None:
        raise PaperRefused(_("El acta se firma cuando el paquete ya está en la urna."))
    if Act.objects.filter(package=package).exists():
        raise PaperRefused(_("El acta ya está firmada."))
    if len(signers) < 2:  # noqa: PLR2004 - nobody signs alone
        raise PaperRefused(_("La firman al menos dos personas."))
    found = figures(package, said, used=used, void=void, left=left)
    wrong = rules.mismatches(found)
    if wrong and not explanation.strip():
        raise PaperRefused(_("Algo no cuadra: escriba qué pasó. El acta y la explicación son públicas."))
    act = Act.objects.create(
        package=package,
        issued=found.issued,
        used=used,
        void=void,
        left=left,
        captured=found.captured,
        blank=sum(reading.kind is SheetKind.BLANK for reading in said),
        null=sum(reading.kind is SheetKind.NULL for reading in said),
        roll=found.roll,
        explanation=explanation.strip(),
        signers=list(signers),
        signed_at=at,
    )
    audit.record(ActSigned(package_id=package.pk, mismatches=len(wrong)), actor=actor)
    return act
