"""The list of a meeting for its staff: the only file with names, and its download stands in the log."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tequio.participation.meetings.models import Registration

LIST_COLUMNS = (
    _("Folio"),
    _("Nombre"),
    _("Correo"),
    _("Teléfono"),
    _("Lo que necesita"),
    _("Se registró"),
    _("Lugar"),
    _("Asistió"),
    _("Cómo se supo"),
)


def list_rows(found: Iterable[Registration]) -> Iterator[list[Any]]:
    """Give one row per registration, in the order of ``LIST_COLUMNS``."""
    for row in found:
        yield [
            row.folio,
            row.name,
            row.email or (row.person.email if row.person else ""),
            row.phone,
            row.needs,
            _local(row.created_at),
            say("Llegó sin registro") if row.walk_in else say("Sí") if row.seated_at else say("En espera"),
            _local(row.attended_at),
            row.get_attended_way_display(),
        ]


def _local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
