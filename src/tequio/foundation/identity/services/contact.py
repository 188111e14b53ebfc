"""Codes to an e-mail or a phone, and the people who come with nothing else."""

import logging
import re
import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tequio.foundation.accounts.events import AccountOpened
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.adapters import sms
from tequio.foundation.identity.events import GuestBecameAccount
from tequio.foundation.identity.models import Key, Profile
from tequio.foundation.identity.services.claims import prove
from tequio.foundation.identity.services.errors import NotSent, WrongCode
from tequio.foundation.identity.services.keys import digest, digests, secret_digest
from tequio.foundation.identity.types import Assurance, KeyKind
from tequio.foundation.web import appearance

LIFETIME = timedelta(minutes=15)
TRIES = 5
FOLIO = "folio"  # the purpose of a code that opens what is one's own, by a folio
_DIGITS = 6
_MEXICO = "+52"
_NATIONAL = 10  # digits of a Mexican number
NO_MAIL = "sin-correo.invalid"
_NAMELESS = "nadie-"  # how the address of who showed nothing begins
log = logging.getLogger("tequio.identity")


@dataclass(slots=True)
class Challenge:
    """A code that was sent, as the session keeps it: its HMAC, where it went, and how often it was tried."""

    kind: str  # "email" or "phone"
    to: str
    purpose: str
    digest: str
    expires: float
    tries: int = 0
    after: str = "/"

    def kept(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def issue(*, kind: str, to: str, purpose: str, after: str, at: datetime) -> Challenge:
    """Send a fresh code of six figures, good for a quarter of an hour and five tries.

    Args:
        kind: ``email`` or ``phone``.
        to: the address, or the number as ``phone_number`` gave it.
        purpose: what it is for, so that a code for one thing does not serve for another.
        after: where to go once it is written.
        at: now.

    Raises:
        NotSent: if the message could not be handed over.
    """
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    _send(kind, to, code, purpose)
    return Challenge(kind, to, purpose, _mark(kind, to, purpose, code), (at + LIFETIME).timestamp(), 0, after)


def check(challenge: Challenge, code: str, *, at: datetime) -> None:
    """Accept the code, or count the try.

    Raises:
        WrongCode: if it is another one, too late, or tried too often.
    """
    challenge.tries += 1
    if at.timestamp() > challenge.expires or challenge.tries > TRIES:
        raise WrongCode(_("Ese código ya no sirve. Pida otro."))
    mark = _mark(challenge.kind, challenge.to, challenge.purpose, code)
    if not compare_digest(mark, challenge.digest):
        raise WrongCode(_("Ese código no es. Revíselo o pida otro."))


def phone_number(text: str) -> str | None:
    """Return a phone number with its country, Mexico's unless it has another; None if it is none."""
    digits = re.sub(r"[\s().-]", "", text)
    if re.fullmatch(rf"\d{{{_NATIONAL}}}", digits):
        return _MEXICO + digits
    return digits if re.fullmatch(r"\+\d{8,15}", digits) else None


def has_phones() -> bool:
    """Return whether codes reach phones here."""
    return sms.available()


@transaction.atomic
def person_of(challenge: Challenge, *, at: datetime) -> User:
    """Return who has just shown that a contact is theirs: their account, or a light one made now."""
    if challenge.kind == "email":
        return _by_mail(challenge.to)
    found = Key.objects.filter(
        kind=KeyKind.PHONE.value, digest__in=digests(KeyKind.PHONE, challenge.to)
    ).first()
    if found is not None:
        return found.user
    user = open_guest(f"tel-{uuid.uuid4().hex}@{NO_MAIL}")
    add_phone(person=user, phone=challenge.to, at=at)
    return user


def open_guest(email: str) -> User:
    """Make a light account: nobody was asked a name, and nothing opens it but the code."""
    user = User.objects.create_user(email)
    Profile.objects.create(user=user, guest=True)
    audit.record(AccountOpened(user_id=user.pk), actor=user.pk)
    return user


def open_nameless() -> User:
    """Make a light account for who shows nothing: only their device knows that it is theirs."""
    return open_guest(f"{_NAMELESS}{uuid.uuid4().hex}@{NO_MAIL}")


def nameless(user_id: int) -> User | None:
    """Return the person with this id if nobody knows anything of them; else None."""
    found = User.objects.filter(
        pk=user_id, is_active=True, identity__guest=True, email__startswith=_NAMELESS, email__endswith=NO_MAIL
    )
    return found.filter(identity_keys=None, proofs=None).first()


@transaction.atomic
def add_phone(*, person: User, phone: str, at: datetime) -> None:
    """Note that a phone is a person's. The number itself is not kept. One that another person has is theirs."""
    if Key.objects.filter(kind=KeyKind.PHONE.value, digest__in=digests(KeyKind.PHONE, phone)).exclude(
        user=person
    ):
        return
    Key.objects.filter(user=person, kind=KeyKind.PHONE.value).delete()
    try:
        with transaction.atomic():
            Key.objects.create(user=person, kind=KeyKind.PHONE.value, digest=digest(KeyKind.PHONE, phone))
    except IntegrityError:  # another request was first: it is theirs
        return
    prove(person=person, means=Assurance.CONTACT, at=at)


@transaction.atomic
def keep_account(*, person: User, name: str) -> None:
    """Turn a light account into one of one's own. It needs an e-mail that was shown to be theirs.

    Args:
        person: whose.
        name: as they want to be called.
    """
    User.objects.filter(pk=person.pk).update(name=name.strip())
    if Profile.objects.filter(user=person, guest=True).update(guest=False):
        audit.record(GuestBecameAccount(user_id=person.pk), actor=person.pk)


@transaction.atomic
def set_mail(*, person: User, email: str) -> bool:
    """Give an e-mail, shown to be theirs, to who came with none; False if it is another account's."""
    address = email.strip().lower()
    if User.objects.filter(email__iexact=address).exclude(pk=person.pk).exists():
        return False
    User.objects.filter(pk=person.pk).update(email=address)
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
    return True


def _by_mail(email: str) -> User:
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first() or open_guest(address)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def _send(kind: str, to: str, code: str, purpose: str) -> None:
    values = {"code": code, "municipality": appearance.current().name, "minutes": LIFETIME.seconds // 60}
    try:
        if kind == "phone":
            sms.send(to, _("%(municipality)s: su código es %(code)s. Vale %(minutes)d minutos.") % values)
        else:
            subject = _subject(purpose) % values
            send_mail(subject, render_to_string("identity/email/code.txt", values).strip(), None, [to])
    except (sms.NotSentError, OSError) as error:
        log.warning("a code could not be sent: %s", error)
        raise NotSent(_("No pudimos mandar el código. Intente en unos minutos, o con otro medio.")) from error


def _subject(purpose: str) -> str:
    if purpose == FOLIO:
        return _("Su código para consultar lo suyo en %(municipality)s")
    return _("Su código para participar en %(municipality)s")


def _mark(kind: str, to: str, purpose: str, code: str) -> str:
    return secret_digest("code", f"{kind}|{to}|{purpose}|{code.strip()}").hex()
