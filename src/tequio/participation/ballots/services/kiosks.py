"""Kiosks: a tablet of a table takes ballots with codes, for some hours, by an address that an officer opens."""

from django.core import signing
from django.utils.translation import gettext_lazy as _

from tequio.participation.ballots import queries
from tequio.participation.ballots.services.errors import BadPass
from tequio.participation.editions.models import Edition, PaperPoint

HOURS = 14  # that an address works
_SALT = "ballots.kiosk"


def open_kiosk(*, edition: Edition, point: PaperPoint) -> str:
    """Return the signed part of the address of a kiosk at a table. It names nobody."""
    return signing.dumps([edition.pk, point.pk], salt=_SALT)


def kiosk_point(edition: Edition, token: str) -> PaperPoint:
    """Return the table of a kiosk's address. One query.

    Raises:
        BadPass: if nobody opened that address, or its hours are over.
    """
    try:
        edition_id, point_id = signing.loads(token, salt=_SALT, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        edition_id = point_id = None
    point = next((p for p in queries.points(edition) if (edition.pk, p.pk) == (edition_id, point_id)), None)
    if point is None:
        raise BadPass(_("Este quiosco ya no está abierto. Que quien atiende lo abra otra vez."))
    return point
