"""What happens to meetings. Folios and numbers only: never who registered."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingCreated(Event):
    sentence = _("Se creó la reunión {folio}")

    meeting_id: int
    folio: str
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingPublished(Event):
    sentence = _("Se publicó la reunión {folio}")

    meeting_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingChanged(Event):
    """``moved``: its day, hour or place is another, and who registered must know."""

    sentence = _("Cambió la reunión {folio}")

    meeting_id: int
    folio: str
    revision: int
    moved: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingCancelled(Event):
    sentence = _("Se canceló la reunión {folio}")

    meeting_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationMade(Event):
    sentence = _("Alguien se registró en la reunión {meeting_id}")

    registration_id: int
    meeting_id: int
    waiting: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationCancelled(Event):
    sentence = _("Alguien dejó su lugar en la reunión {meeting_id}")

    registration_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatGiven(Event):
    """Somebody who waited has a seat."""

    sentence = _("Alguien que esperaba tiene lugar en la reunión {meeting_id}")

    registration_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AttendanceMarked(Event):
    sentence = _("Alguien asistió a la reunión {meeting_id} ({way})")

    registration_id: int
    meeting_id: int
    way: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AttendanceTakenBack(Event):
    sentence = _("Se quitó una asistencia de la reunión {meeting_id}")

    registration_id: int
    meeting_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ListTaken(Event):
    sentence = _("Se descargó la lista de la reunión {folio}")

    meeting_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesPublished(Event):
    """``number`` above 1 is a correction."""

    sentence = _("Se publicó la minuta {number} de la reunión {meeting_id}")

    minutes_id: int
    meeting_id: int
    number: int
