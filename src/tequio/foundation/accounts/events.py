"""What happens to accounts, roles, offices and invitations. Ids only: an event is kept for ever."""

from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountOpened(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleGranted(Event):
    user_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleRevoked(Event):
    user_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountDeactivated(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountReactivated(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondFactorReset(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationSent(Event):
    invitation_id: int
    role: str
    office_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationResent(Event):
    invitation_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationRevoked(Event):
    invitation_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationAccepted(Event):
    invitation_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeOpened(Event):
    office_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeChanged(Event):
    office_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeClosed(Event):
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeReopened(Event):
    office_id: int
