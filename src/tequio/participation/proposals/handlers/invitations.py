"""The mail that an invitation to sign a proposal sends, in the worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tequio.foundation.audit.registry import on
from tequio.foundation.web import appearance
from tequio.participation.proposals import services
from tequio.participation.proposals.events import CoAuthorInvited
from tequio.participation.proposals.models import CoAuthor


@on(CoAuthorInvited)
def mail_coauthor(event: CoAuthorInvited) -> None:
    """Send the link of an invitation, once; one that was answered or taken back meanwhile is left alone."""
    now = timezone.now()
    with transaction.atomic():
        found = CoAuthor.objects.select_for_update(of=("self",)).select_related("proposal__edition")
        invited = found.filter(pk=event.coauthor_id).first()
        if invited is None or invited.mailed_at or not invited.usable(now):
            return
        _send(invited)
        invited.mailed_at = now
        invited.save(update_fields=["mailed_at"])


def _send(invited: CoAuthor) -> None:
    address = reverse("proposals:accept_coauthorship", args=[services.coauthor_token(invited)])
    author = invited.proposal.author
    values = {
        "proposal": invited.proposal,
        "author": author.name if author else "",
        "url": settings.PUBLIC_URL + address,
        "municipality": appearance.current().name,
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("proposals/email/coauthor_subject.txt", values).strip()
        body = render_to_string("proposals/email/coauthor_message.txt", values).strip()
    send_mail(" ".join(subject.split()), body, None, [invited.email])
