"""What a person does with their own: asking for the certificate of what they did, and leaving."""

import dataclasses
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tequio.foundation.accounts.models import User
from tequio.foundation.certificates import queries
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.certificates.services.errors import NameMissing, NothingToClaim
from tequio.foundation.certificates.services.issuing import issue


@transaction.atomic
def issue_own(*, person: User, source: str, subject: str, name: str, at: datetime) -> Certificate:
    """Issue to a person the certificate of something that they did and ask for.

    Args:
        person: who.
        source: slug of the source that knows it.
        subject: key of what was done.
        name: the full name that it carries, as the person writes it (CER-1).
        at: now.

    Raises:
        NothingToClaim: if they did no such thing, or have its certificate.
        NameMissing: without a name.
    """
    words = " ".join(name.split())
    if not any(char.isalpha() for char in words):
        raise NameMissing(_("Escriba su nombre completo, como quiere que aparezca."))
    found = next(
        (
            offer.claim
            for offer in queries.claimable(person.pk)
            if (offer.source, offer.claim.subject) == (source, subject)
        ),
        None,
    )
    if found is None:
        raise NothingToClaim(_("No encontramos esa participación, o ya tiene su constancia."))
    outcome = issue(claims=[dataclasses.replace(found, holder_name=words)], by=person.pk, at=at)
    return outcome.certificates[0]


@transaction.atomic
def forget(*, person_id: int, email: str, at: datetime) -> int:
    """Take a person out of their certificates, which stay and can still be checked by folio (CER-11).

    The event is the caller's, who erases the person.

    Args:
        person_id: whose.
        email: their address, by which lists of the office may name them without their account.
        at: now.

    Returns:
        How many certificates they were.
    """
    theirs = Q(holder_id=person_id) | (Q(holder=None, email__iexact=email) & ~Q(email=""))
    return Certificate.objects.filter(theirs).update(
        holder=None,
        holder_name="",
        plain_name="",
        initials="",
        email="",
        phone="",
        credential="",
        compact="",
        erased_at=at,
    )
