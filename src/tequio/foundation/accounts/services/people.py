"""Who holds which role, and whose account is open."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.events import (
    AccountDeactivated,
    AccountOpened,
    AccountReactivated,
    RoleGranted,
    RoleRevoked,
    SecondFactorReset,
)
from tequio.foundation.accounts.models import Membership, Office, User
from tequio.foundation.accounts.types import OFFICE_FORBIDDEN, OFFICE_REQUIRED, Role
from tequio.foundation.audit import services as audit
from tequio.foundation.web.errors import DomainError


class LastAdministratorError(DomainError):
    """Nobody would be left who can invite people or give roles."""

    def __init__(self) -> None:
        super().__init__(
            _("Es la única persona que administra. Dé ese papel a alguien más antes de quitarlo aquí."),
            status=409,
        )


class OwnAccountError(DomainError):
    """A person may not lock themselves out by mistake."""

    def __init__(self) -> None:
        super().__init__(
            _("No puede desactivar su propia cuenta. Pídalo a otra persona de Administración."), status=409
        )


class RoleScopeError(DomainError):
    """The role does not go with this office, or with none."""


class RoleAlreadyHeldError(DomainError):
    """The person has this very role already."""

    def __init__(self) -> None:
        super().__init__(_("Esa persona ya tiene este papel en esa dependencia."), status=409)


@transaction.atomic
def open_account(*, email: str, name: str, verified: bool, actor: int | None = None) -> User:
    """Open an account without password: the person signs in with a code until they choose otherwise.

    Args:
        email: where they receive codes; must not belong to another account.
        name: as they want to be called.
        verified: whether they have shown that the address is theirs.
        actor: who did it; the person themselves when None.
    """
    user = User.objects.create_user(email.strip().lower(), name=name.strip())
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    audit.record(AccountOpened(user_id=user.pk), actor=actor or user.pk)
    return user


def check_scope(role: Role, office: Office | None) -> None:
    """Refuse a role that does not go with this office, or with none.

    Raises:
        RoleScopeError: a liaison without office, an administrator of one office, or a closed office.
    """
    if role is Role.CITIZEN:
        raise RoleScopeError(_("Toda persona con cuenta ya participa como ciudadana."), status=400)
    if role in OFFICE_REQUIRED and office is None:
        raise RoleScopeError(_("Un enlace necesita una dependencia. Elija cuál."), status=400)
    if role in OFFICE_FORBIDDEN and office is not None:
        raise RoleScopeError(
            _("Administración es para todo el gobierno: deje vacía la dependencia."), status=400
        )
    if office is not None and not office.active:
        raise RoleScopeError(_("Esa dependencia está cerrada. Elija otra o vuelva a abrirla."), status=409)


@transaction.atomic
def grant_role(*, user_id: int, role: Role, office_id: int | None, actor: int | None) -> Membership:
    """Give a person a role in an office, or in the whole government with ``office_id`` None.

    Raises:
        RoleScopeError: the role does not go with that office, or with none.
        RoleAlreadyHeldError: the person has it already.
    """
    office = Office.objects.get(pk=office_id) if office_id else None
    check_scope(role, office)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user_id=user_id, role=role.value, office=office)
    except IntegrityError as error:
        raise RoleAlreadyHeldError from error
    audit.record(RoleGranted(user_id=user_id, role=role.value, office_id=office_id), actor=actor)
    return membership


@transaction.atomic
def revoke_role(*, membership_id: int, actor: int) -> None:
    """Take a role away. Taking it twice is the same as once.

    Raises:
        LastAdministratorError: nobody active would be left with the administrator's role.
    """
    _lock_administrators()
    membership = Membership.objects.filter(pk=membership_id).first()
    if membership is None:
        return
    if membership.role == Role.ADMINISTRATOR:
        _keep_one_administrator(without=membership.user_id)
    membership.delete()
    event = RoleRevoked(user_id=membership.user_id, role=membership.role, office_id=membership.office_id)
    audit.record(event, actor=actor)


@transaction.atomic
def deactivate(*, user_id: int, actor: int) -> None:
    """Close a person's account: their sessions end at once; what they did stays.

    Raises:
        OwnAccountError: of one's own account.
        LastAdministratorError: nobody active would be left with the administrator's role.
    """
    if user_id == actor:
        raise OwnAccountError
    _lock_administrators()
    if Membership.objects.filter(user_id=user_id, role=Role.ADMINISTRATOR.value).exists():
        _keep_one_administrator(without=user_id)
    if User.objects.filter(pk=user_id, is_active=True).update(is_active=False):
        audit.record(AccountDeactivated(user_id=user_id), actor=actor)


@transaction.atomic
def reactivate(*, user_id: int, actor: int) -> None:
    """Open a closed account again, with the roles it had."""
    if User.objects.filter(pk=user_id, is_active=False).update(is_active=True):
        audit.record(AccountReactivated(user_id=user_id), actor=actor)


@transaction.atomic
def reset_second_factor(*, user_id: int, actor: int) -> None:
    """Remove a person's authenticator app, passkeys and recovery codes, because they lost them.

    Staff set up a new one at their next visit to the office.
    """
    if Authenticator.objects.filter(user_id=user_id).delete()[0]:
        audit.record(SecondFactorReset(user_id=user_id), actor=actor)


@transaction.atomic
def rename(*, user_id: int, name: str) -> None:
    """Change how a person is called. A name is personal data: the change leaves no event."""
    User.objects.filter(pk=user_id).update(name=name.strip())


def _lock_administrators() -> None:
    """Make those who take away administrators wait for each other, so that two cannot remove the last two."""
    administrators = Membership.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR.value)
    list(administrators.order_by("pk").values_list("pk", flat=True))


def _keep_one_administrator(*, without: int) -> None:
    others = Membership.objects.filter(role=Role.ADMINISTRATOR.value, user__is_active=True).exclude(
        user_id=without
    )
    if not others.exists():
        raise LastAdministratorError
