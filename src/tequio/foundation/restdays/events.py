from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class RestDaysAdded(Event):
    sentence = _("Se agregaron días inhábiles, del {first} al {last}. Motivo: {reason}")

    first: str  # ISO date
    last: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RestDayRemoved(Event):
    sentence = _("Se quitó el día inhábil {day}")

    day: str  # ISO date
