"""Emptying an account: nobody is left in it, and what was counted still has where to hang."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from tequio.foundation.accounts.models import Invitation, Membership, User
from tequio.foundation.accounts.services import people


@transaction.atomic
def empty_account(*, user_id: int, name: str, actor: int) -> None:
    """Take name, address, password, ways in, sessions, roles and invitations out of an account, and close it.

    The event is the caller's, who knows why.

    Args:
        user_id: whose.
        name: what stands in place of the name.
        actor: the id of who does it.

    Raises:
        LastAdministratorError: if nobody active would be left with the administrator's role.
    """
    user = User.objects.get(pk=user_id)
    for membership in Membership.objects.filter(user=user):
        people.revoke_role(membership_id=membership.pk, actor=actor)
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    Invitation.objects.filter(Q(email__iexact=user.email) | Q(accepted_by=user)).delete()
    for owned in (UserSession, EmailAddress, Authenticator, apps.get_model("socialaccount", "SocialAccount")):
        owned.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = f"borrada-{user.pk}@borrada.invalid", name, False
    user.last_login = None
    user.set_unusable_password()
    user.save()
