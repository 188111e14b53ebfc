"""Voting points: their shifts, the officers who attend them, and the folios that each one takes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.events import BookletHanded, ShiftPlanned
from tequio.participation.ballots.models import Booklet, Package, Shift
from tequio.participation.ballots.services.errors import PaperRefused
from tequio.participation.editions.models import PaperPoint


@transaction.atomic
def plan_shift(
    *, point: PaperPoint, opens: datetime, closes: datetime, officers: Iterable[User], actor: int
) -> Shift:
    """Plan some hours of a voting point. They begin and end on the hour, because the roll keeps no finer time.

    Args:
        point: where.
        opens: a whole hour; shifts of one point do not overlap.
        closes: a later one.
        officers: who attend.
        actor: the id of who plans.

    Raises:
        PaperRefused: if the hours are not whole, are upside down, or another shift has them.
    """
    if any(moment.minute or moment.second for moment in (opens, closes)) or opens >= closes:
        raise PaperRefused(_("El turno empieza y termina en horas en punto, y termina después de empezar."))
    if Shift.objects.filter(point=point, opens__lt=closes, closes__gt=opens).exists():
        raise PaperRefused(_("Ese módulo ya tiene un turno a esas horas."))
    shift = Shift.objects.create(edition_id=point.edition_id, point=point, opens=opens, closes=closes)
    shift.officers.set(officers)
    audit.record(ShiftPlanned(edition_id=point.edition_id, shift_id=shift.pk), actor=actor)
    return shift


@transaction.atomic
def hand_booklet(*, shift: Shift, unit: Unit | None, first: int, last: int, actor: int) -> Booklet:
    """Note which folios a shift takes. No folio of an edition is ever in two booklets.

    Args:
        shift: who takes them.
        unit: the place that their ballots are of; None: the whole city.
        first: folio.
        last: folio, included.
        actor: the id of who hands them.

    Raises:
        PaperRefused: if a folio was handed before, or the act of the package is signed.
    """
    package, _created = Package.objects.get_or_create(edition_id=shift.edition_id, shift=shift, unit=unit)
    if package.accepted_at or hasattr(package, "act"):
        raise PaperRefused(_("El paquete de ese turno ya se cerró: no recibe más boletas."))
    try:
        with transaction.atomic():
            booklet = Booklet.objects.create(
                edition_id=shift.edition_id, shift=shift, unit=unit, first=first, last=last
            )
    except IntegrityError as error:
        raise PaperRefused(_("Alguno de esos folios ya se entregó, o van al revés.")) from error
    audit.record(BookletHanded(shift_id=shift.pk, first=first, last=last), actor=actor)
    return booklet
