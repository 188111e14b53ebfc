"""What follows from the events of accounts, in the worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tequio.foundation.accounts.events import InvitationResent, InvitationSent
from tequio.foundation.accounts.models import Invitation
from tequio.foundation.accounts.services import invitations
from tequio.foundation.audit.registry import on
from tequio.foundation.web import appearance


@on(InvitationSent)
def mail_invitation(event: InvitationSent) -> None:
    """Send the link of a new invitation."""
    _mail(event.invitation_id)


@on(InvitationResent)
def mail_invitation_again(event: InvitationResent) -> None:
    """Send the newer link of an invitation."""
    _mail(event.invitation_id)


def _mail(invitation_id: int) -> None:
    """Send an invitation's present link, once: what was mailed already, or cannot be used any more, is left."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update(of=("self",)).select_related("office")
        invitation = found.filter(pk=invitation_id).first()
        if invitation is None or not invitation.usable(timezone.now()):
            return
        if invitation.mailed_nonce == invitation.nonce:
            return
        _send(invitation)
        invitation.mailed_nonce = invitation.nonce
        invitation.save(update_fields=["mailed_nonce"])


def _send(invitation: Invitation) -> None:
    address = reverse("accounts:accept_invitation", kwargs={"token": invitations.token(invitation)})
    values = {
        "invitation": invitation,
        "url": settings.PUBLIC_URL + address,
        "municipality": {"name": appearance.current().name},
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("accounts/email/invitation_subject.txt", values).strip()
        body = render_to_string("accounts/email/invitation_message.txt", values).strip()
    send_mail(subject, body, None, [invitation.email])
