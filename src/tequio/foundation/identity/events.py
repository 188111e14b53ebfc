"""What happens to people's identification. Ids only: an event is kept for ever."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentityProved(Event):
    sentence = _("Una persona comprobó quién es ({means})")

    user_id: int
    means: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseOpened(Event):
    sentence = _("Se abrió un caso de identidad para que la oficina lo mire")

    case_id: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseClosed(Event):
    sentence = _("Se cerró un caso de identidad")

    case_id: int
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentSent(Event):
    sentence = _("Una persona envió su identificación para revisión")

    review_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentDecided(Event):
    sentence = _("Se revisó una identificación ({decision})")

    review_id: int
    decision: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentDestroyed(Event):
    """The image is gone from the store, and so is its row."""

    sentence = _("Se destruyó la imagen de una identificación")

    review_id: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisteredAtCounter(Event):
    sentence = _("Se registró a una persona en un módulo, folio {folio}")

    registration_id: int
    user_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GuardianConsented(Event):
    sentence = _("Una madre, padre o tutora dio su consentimiento")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RollActivated(Event):
    sentence = _("Se puso en uso un padrón con {rows} registros")

    roll_id: int
    rows: int
    replaced_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestBecameAccount(Event):
    sentence = _("Quien había participado sin cuenta abrió la suya")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonErased(Event):
    """Somebody's data are gone. Higher contexts that keep more about them take it away on hearing this."""

    sentence = _("Se borraron los datos de una persona, acuse {folio}")

    user_id: int
    folio: str
    receipt_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FolioOpened(Event):
    """Of whom it was is not said where it is no account: a contact is personal data."""

    sentence = _("Una persona consultó lo suyo con un folio y un código")

    user_id: int | None
