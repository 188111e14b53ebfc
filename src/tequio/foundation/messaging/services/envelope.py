"""A row of the outbox as the mail that leaves: headers, plain text, and the same as simple HTML."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from tequio.foundation.messaging import queries
from tequio.foundation.messaging.models import DIGEST, Message
from tequio.foundation.messaging.services import stopping
from tequio.foundation.web import appearance

LISTED = 50  # notices that a digest names; the rest are on the person's page


def message_id(message: Message) -> str:
    """Return the Message-ID of a row: always the same, so that a mail that comes twice is known as one."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    domain = sender.rpartition("@")[2] or urlsplit(settings.PUBLIC_URL).hostname
    return f"<{message.key}@{domain}>"


def takes_mail(message: Message) -> bool:
    """Return whether its recipient may be written to now: an open account whose address they confirmed."""
    person = message.recipient
    mailbox = queries.mailbox(person)
    if not person.is_active or mailbox.suppressed_at is not None:
        return False
    return bool(EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists())


def build(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a row, in the language that the row is written in."""
    stop = _stop_url(message)
    with override(message.language):
        values = _values(message, stop)
        text = render_to_string("messaging/email/message.txt", values).strip() + "\n"
        html = render_to_string("messaging/email/message.html", values)
    letter = EmailMultiAlternatives(
        message.subject,
        text,
        to=[message.recipient.email],
        reply_to=[settings.EMAIL_REPLY_TO] if settings.EMAIL_REPLY_TO else None,
        headers=_headers(message, stop),
    )
    letter.attach_alternative(html, "text/html")
    return letter


def _headers(message: Message, stop: str) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(message),
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence note answers it
    }
    if stop:  # RFC 2369, and RFC 8058 for one touch in the reader's own program
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _values(message: Message, stop: str) -> dict[str, object]:
    items = list(message.items.order_by("created_at", "id")) if message.kind == DIGEST else []
    return {
        "language": message.language,
        "name": " ".join(message.recipient.name.split()),
        "subject": message.subject,
        "body": message.body,
        "url": settings.PUBLIC_URL + message.url if message.url else "",
        "items": [(item, settings.PUBLIC_URL + item.url if item.url else "") for item in items[:LISTED]],
        "left_out": max(0, len(items) - LISTED),
        "municipality": {"name": appearance.current().name},
        "inbox": settings.PUBLIC_URL + reverse("messaging:inbox"),
        "preferences": settings.PUBLIC_URL + reverse("messaging:preferences"),
        "stop": stop,
    }


def _stop_url(message: Message) -> str:
    if not queries.may_stop(message.kind):
        return ""
    token = stopping.token(person_id=message.recipient_id, kind=message.kind)
    return settings.PUBLIC_URL + reverse("messaging:unsubscribe", args=[token])
