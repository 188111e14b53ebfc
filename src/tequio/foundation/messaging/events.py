"""What the office does with notices. What people are told leaves no event: the outbox itself is its record."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingChanged(Event):
    sentence = _("Se cambió el texto del aviso {notice} ({language})")

    notice: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingRestored(Event):
    sentence = _("El aviso {notice} ({language}) volvió a su texto original")

    notice: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DoubtSettled(Event):
    """Someone said what became of a message that may or may not have left."""

    sentence = _("Se decidió sobre el mensaje dudoso {message_id}: {decision}")

    message_id: int
    decision: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageRetried(Event):
    sentence = _("Se volvió a poner en cola el mensaje {message_id}")

    message_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressReleased(Event):
    sentence = _("Se volvió a enviar correo a una persona cuya dirección rebotaba")

    user_id: int
