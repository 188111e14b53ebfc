"""The seal of an edition: from the first ballot on, nothing of what was voted on moves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.participation.editions.models import Edition, Seal
from tequio.participation.editions.services.errors import EditionSealed


@transaction.atomic
def seal(edition_id: int, at: datetime) -> bool:
    """Seal an edition, once whoever is changing its rules has ended. Sealing again changes nothing.

    It leaves no line in the log: beside its time, one would tell when the first ballot was cast.

    Args:
        edition_id: which one.
        at: now; only its day is kept.

    Returns:
        Whether it was not sealed yet.
    """
    if is_sealed(edition_id):
        return False
    Edition.objects.select_for_update(of=("self",)).get(pk=edition_id)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return Seal.objects.get_or_create(edition_id=edition_id, defaults={"sealed_at": day})[1]


def is_sealed(edition_id: int) -> bool:
    """Return whether somebody has voted in the edition."""
    return Seal.objects.filter(edition_id=edition_id).exists()


def demand_unsealed(edition: Edition) -> None:
    """Refuse a change of the rules, the catalogue or the money once somebody has voted.

    Raises:
        EditionSealed: with the status 409.
    """
    if is_sealed(edition.pk):
        raise EditionSealed(
            _(
                "Ya hay votos en la urna: las reglas, la boleta y el dinero de esta edición ya no cambian. "
                "Solo se puede ampliar el cierre de la votación o suspender la edición, con un motivo público."
            )
        )
