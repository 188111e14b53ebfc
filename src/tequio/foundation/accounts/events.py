"""What happens to accounts, roles, offices and invitations. Ids only: an event is kept for ever."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountOpened(Event):
    sentence = _("Se abrió una cuenta")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleGranted(Event):
    sentence = _("Se dio un papel a una persona")

    user_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleRevoked(Event):
    sentence = _("Se quitó un papel a una persona")

    user_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountDeactivated(Event):
    sentence = _("Se desactivó una cuenta")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountReactivated(Event):
    sentence = _("Se reactivó una cuenta")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondFactorReset(Event):
    sentence = _("Se borró el segundo paso para entrar de una cuenta")

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationSent(Event):
    sentence = _("Se envió una invitación")

    invitation_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationResent(Event):
    sentence = _("Se volvió a enviar una invitación")

    invitation_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationRevoked(Event):
    sentence = _("Se canceló una invitación")

    invitation_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationAccepted(Event):
    sentence = _("Se aceptó una invitación")

    invitation_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeOpened(Event):
    sentence = _("Se dio de alta el área {code}")

    office_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeChanged(Event):
    sentence = _("Se cambiaron los datos del área {code}")

    office_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeClosed(Event):
    sentence = _("Se cerró un área")

    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeReopened(Event):
    sentence = _("Se reabrió un área")

    office_id: int
