from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionCreated(Event):
    sentence = _("Se creó la edición «{slug}»")

    edition_id: int
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesChanged(Event):
    """Someone edited the rules before they locked. ``what`` names the part: phases, sizes, envelopes."""

    sentence = _("Se cambiaron las reglas de una edición antes de publicarse o de abrir")

    edition_id: int
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StepReviewed(Event):
    """The coordinator looked at a step of the builder and settled it."""

    sentence = _("Se dio por lista la parte «{step}» de una edición")

    edition_id: int
    step: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionPublished(Event):
    sentence = _("Se publicó la convocatoria de una edición")

    edition_id: int
    rulebook_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseRescheduled(Event):
    sentence = _("Se cambió el calendario de una edición. Motivo: {reason}")

    edition_id: int
    phase: str
    opens: str  # ISO 8601 with zone
    closes: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulebookAmended(Event):
    """Texts or places to take part were amended after the lock."""

    sentence = _("Se publicó la modificación {number} de una convocatoria. Motivo: {reason}")

    edition_id: int
    number: int
    reason: str
    rulebook_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionSuspended(Event):
    sentence = _("Se suspendió una edición. Motivo: {reason}")

    edition_id: int
    suspension_id: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionResumed(Event):
    """A suspension was lifted. ``days_given_back`` is 0 where the calendar stayed as it was."""

    sentence = _("Se reanudó una edición. Días que se repusieron: {days_given_back}")

    edition_id: int
    suspension_id: int
    days_given_back: int
