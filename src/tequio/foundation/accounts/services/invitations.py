"""Inviting the government's people: a signed link that is used once and expires."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.events import (
    InvitationAccepted,
    InvitationResent,
    InvitationRevoked,
    InvitationSent,
)
from tequio.foundation.accounts.models import Invitation, Membership, Office, User, new_nonce
from tequio.foundation.accounts.services import people
from tequio.foundation.accounts.types import Role
from tequio.foundation.audit import services as audit
from tequio.foundation.web.errors import DomainError

LIFETIME = timedelta(days=7)
_SALT = "accounts.invitation"
_NAME_KEPT = 120  # letters, as the form of the person's own name takes


class AlreadyInvitedError(DomainError):
    """There is an open invitation for this address, role and office."""

    def __init__(self) -> None:
        super().__init__(
            _("Esa persona ya tiene una invitación abierta con ese papel. Puede reenviarla."), status=409
        )


class InvitationGoneError(DomainError):
    """The link was used, withdrawn, replaced by a newer one, or has expired."""

    def __init__(self) -> None:
        super().__init__(
            _("Esta invitación ya no sirve: se usó, se retiró, se cambió por otra o venció. Pida una nueva."),
            status=410,
        )


@transaction.atomic
def invite(
    *, email: str, role: Role, office_id: int | None, actor: int | None, at: datetime, name: str = ""
) -> Invitation:
    """Offer a role to an e-mail address. The worker sends the link.

    Args:
        email: the person's address.
        role: what is offered.
        office_id: where; None for the whole government.
        actor: who invites.
        at: now.
        name: how the person is called, for them to confirm.

    Raises:
        RoleScopeError: the role does not go with that office, or with none.
        AlreadyInvitedError: there is an open invitation for the same.
    """
    office = Office.objects.get(pk=office_id) if office_id else None
    people.check_scope(role, office)
    try:
        with transaction.atomic():
            invitation: Invitation = Invitation.objects.create(
                email=email.strip().lower(),
                name=name.strip()[:_NAME_KEPT],
                role=role.value,
                office=office,
                invited_by_id=actor,
                created_at=at,
                expires_at=at + LIFETIME,
            )
    except IntegrityError as error:
        raise AlreadyInvitedError from error
    audit.record(InvitationSent(invitation_id=invitation.pk, role=role.value, office_id=office_id), actor=actor)
    return invitation


@transaction.atomic
def invite_administrator(*, email: str, at: datetime) -> Invitation:
    """Offer the administrator's role from the machine itself; an earlier offer's link stops working. No mail.

    Args:
        email: the person's address.
        at: now.
    """
    address = email.strip().lower()
    earlier = Invitation.objects.open().filter(email=address, role=Role.ADMINISTRATOR.value)
    earlier.update(revoked_at=at)
    nonce = new_nonce()
    invitation: Invitation = Invitation.objects.create(
        email=address,
        role=Role.ADMINISTRATOR.value,
        created_at=at,
        expires_at=at + LIFETIME,
        nonce=nonce,
        mailed_nonce=nonce,
    )
    audit.record(InvitationSent(invitation_id=invitation.pk, role=invitation.role, office_id=None))
    return invitation


@transaction.atomic
def resend(*, invitation_id: int, actor: int, at: datetime) -> None:
    """Send a new link, good for another seven days; the earlier one stops working.

    Raises:
        InvitationGoneError: it was accepted or revoked.
    """
    renewed = Invitation.objects.open().filter(pk=invitation_id)
    if not renewed.update(nonce=new_nonce(), expires_at=at + LIFETIME):
        raise InvitationGoneError
    audit.record(InvitationResent(invitation_id=invitation_id), actor=actor)


@transaction.atomic
def revoke(*, invitation_id: int, actor: int, at: datetime) -> None:
    """Withdraw an invitation: its link stops working.

    Raises:
        InvitationGoneError: it was accepted or revoked already.
    """
    if not Invitation.objects.open().filter(pk=invitation_id).update(revoked_at=at):
        raise InvitationGoneError
    audit.record(InvitationRevoked(invitation_id=invitation_id), actor=actor)


def token(invitation: Invitation) -> str:
    """Return the signed text that stands in the invitation's link."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=_SALT)


def find(text: str, *, at: datetime) -> Invitation:
    """Return the invitation that a link's text opens.

    Raises:
        InvitationGoneError: the text was tampered with, or the invitation cannot be used any more.
    """
    try:
        pk, nonce = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise InvitationGoneError from error
    invitation = Invitation.objects.select_related("office", "invited_by").filter(pk=pk, nonce=nonce).first()
    if invitation is None or not invitation.usable(at):
        raise InvitationGoneError
    found: Invitation = invitation
    return found


@transaction.atomic
def accept(*, text: str, name: str, at: datetime) -> User:
    """Take up an invitation: open the account if there is none, and give the role. A link works once.

    Args:
        text: the signed text of the link.
        name: how a new person wants to be called; ignored for who has an account already.
        at: now.

    Raises:
        InvitationGoneError: the link cannot be used (any more).
    """
    invitation = find(text, at=at)
    if not Invitation.objects.open().filter(pk=invitation.pk, nonce=invitation.nonce).update(accepted_at=at):
        raise InvitationGoneError  # another request took it up between our read and our write
    user = _owner_of(invitation.email, name)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    Membership.objects.get_or_create(user=user, role=invitation.role, office=invitation.office)
    audit.record(InvitationAccepted(invitation_id=invitation.pk, user_id=user.pk), actor=user.pk)
    return user


def _owner_of(email: str, name: str) -> User:
    """Return the account of an address that has just been shown to be theirs, opened if there is none."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        return people.open_account(email=email, name=name, verified=True)
    if not user.is_active:
        raise InvitationGoneError
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
