"""Writing to who has no account: to the address that was left with a voice at a table or on a sheet."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from tequio.foundation.web import appearance
from tequio.participation.forums.models import ContactLetter, Contribution


@transaction.atomic
def write_to_contact(*, voice: Contribution, about: str, said: Any, at: datetime) -> bool:
    """Tell the address left with a voice what became of it, once; return whether a letter left.

    Who has an account is told by its notices instead; where no address was left, nobody is. A letter that
    cannot leave leaves no trace, so that whoever called tries again.

    Args:
        voice: with its forum.
        about: what is told of; the same is told once.
        said: what became of it, in words.
        at: now.
    """
    if voice.author_id or not voice.contact_email or voice.hidden_at:
        return False
    _letter, fresh = ContactLetter.objects.get_or_create(
        contribution=voice, about=about, defaults={"sent_at": at}
    )
    if not fresh:
        return False
    page = reverse("forums:voice", args=[voice.forum.slug, voice.folio])
    values = {
        "voice": voice,
        "said": said,
        "url": settings.PUBLIC_URL + page,
        "folio_url": settings.PUBLIC_URL + reverse("identity:folio"),
        "municipality": appearance.current().name,
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("forums/email/contact_subject.txt", values).strip()
        body = render_to_string("forums/email/contact_message.txt", values).strip()
    send_mail(" ".join(subject.split()), body, None, [voice.contact_email])
    return True
