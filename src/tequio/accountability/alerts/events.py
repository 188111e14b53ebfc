from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagsRaised(Event):
    """Some flags were newly raised. ``flags`` are their ids, parted by commas."""

    sentence = _("Se levantaron {count} alertas")

    count: int
    flags: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagAnswered(Event):
    sentence = _("Una dependencia respondió en público a una alerta")

    flag_id: int
    code: str
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitsChanged(Event):
    """Several limits at once, as ``name:before:after`` parted by commas."""

    sentence = _("Cambiaron los límites de las alertas: {changes}")

    changes: str
