"""Consulting what is one's own with a folio and a code sent to the contact that was left with it.

Whether anything has the folio is looked up by the worker and by nobody else: who asks sees one answer, and the
web process does one work, for every folio that can be typed (docs/rules/identity.md, FOLIO-1 to FOLIO-8).
"""

import logging
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import has_second_factor
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.events import FolioOpened
from tequio.foundation.identity.models import FolioRequest, Key, Registration
from tequio.foundation.identity.services import contact
from tequio.foundation.identity.services.contact import LIFETIME, NO_MAIL, Challenge
from tequio.foundation.identity.services.errors import NotSent
from tequio.foundation.identity.services.keys import digests
from tequio.foundation.identity.types import FolioKind, FolioOwner, Holder, KeyKind
from tequio.foundation.jobs.app import WAITED_FOR, app

SEND = "identity.send_folio_code"  # the task
KEPT = timedelta(hours=1)
MOST_LETTERS, WINDOW = 4, timedelta(minutes=10)  # to one contact, whatever folios lead to it
log = logging.getLogger("tequio.identity")
_kinds: dict[str, FolioKind] = {}


def register(kind: FolioKind) -> None:
    """Let something be found by its folio."""
    _kinds[kind.code] = kind


def kinds() -> tuple[FolioKind, ...]:
    """Return what can be found by its folio, in the order of registration."""
    return tuple(_kinds.values())


def normalised(text: str) -> str:
    """Return a folio as it is compared: capitals, no spaces."""
    return "".join(text.split()).upper()


@transaction.atomic
def ask(*, folio: str, at: datetime) -> FolioRequest:
    """Note that somebody asked for a code with a folio, and wake the worker. Nothing is looked up here.

    It leaves no event: a stranger may ask as often as the limits allow, and nothing of anybody was opened.

    Args:
        folio: as ``normalised`` gave it.
        at: now.
    """
    asked = FolioRequest.objects.create(folio=folio, asked_at=at)
    app.configure_task(SEND, priority=WAITED_FOR).defer(request_id=str(asked.pk))
    return asked


def owner_of(folio: str) -> FolioOwner | None:
    """Return whose a folio is, or None. The first kind that knows it says so."""
    return next((owner for kind in kinds() if (owner := kind.find(folio))), None)


def send(*, request_id: UUID, at: datetime) -> None:
    """Send the code to the contact of the folio's owner; where there is none, write a mark that no code has.

    Safe to run twice: what was filled in is not filled in again.
    """
    row = FolioRequest.objects.filter(pk=request_id, digest="").first()
    if row is None or at > row.asked_at + LIFETIME:
        return
    sent = _sent(row, at=at) or _decoy()
    filled = FolioRequest.objects.filter(pk=row.pk, digest="")
    filled.update(kind=sent.kind, to=sent.to, digest=sent.digest)


def open_with(*, request_id: UUID, code: str, at: datetime) -> Holder:
    """Accept the code and return whose contact it was sent to, once.

    Raises:
        WrongCode: if it is another one, too late, or tried too often; the same where nothing was sent.
    """
    with transaction.atomic():
        row = FolioRequest.objects.select_for_update().filter(pk=request_id).first()
        challenge = _challenge(row) if row else _decoy()
        if row:
            row.tries += 1
            row.save(update_fields=["tries"])
    contact.check(challenge, code, at=at)
    return _opened(request_id, challenge)


def locked(holder: Holder) -> bool:
    """Return whether the account asks for a second factor, so that a code alone does not open it."""
    person = User.objects.filter(pk=holder.user_id).first() if holder.user_id else None
    return person is not None and has_second_factor(person)


def forget_old(*, at: datetime) -> int:
    """Take away the requests that no code can open any more; return how many."""
    found, _each = FolioRequest.objects.filter(asked_at__lt=at - KEPT).delete()
    return found


def registered_at_counter(folio: str) -> FolioOwner | None:
    """Return whose a registration at a counter is."""
    found = Registration.objects.filter(folio__iexact=folio).first()
    return FolioOwner(user_id=found.user_id) if found else None


@transaction.atomic
def _opened(request_id: UUID, challenge: Challenge) -> Holder:
    FolioRequest.objects.filter(pk=request_id).delete()
    holder = _holder(challenge)
    audit.record(FolioOpened(user_id=holder.user_id), actor=holder.user_id)
    return holder


def _holder(challenge: Challenge) -> Holder:
    if challenge.kind == "email":
        person = User.objects.filter(email__iexact=challenge.to, is_active=True).first()
        return Holder(person.pk if person else None, email=challenge.to)
    kept = digests(KeyKind.PHONE, challenge.to)
    key = Key.objects.filter(kind=KeyKind.PHONE.value, digest__in=kept, user__is_active=True).first()
    return Holder(key.user_id if key else None, phone=challenge.to)


def _sent(row: FolioRequest, *, at: datetime) -> Challenge | None:
    owner = owner_of(row.folio)
    place = _destination(owner) if owner else None
    if place is None or _is_weary(*place, at=at):
        return None
    kind, to = place
    try:
        return contact.issue(kind=kind, to=to, purpose=contact.FOLIO, after="", at=row.asked_at)
    except NotSent:  # said in the log; who asked may ask again
        return None


def _destination(owner: FolioOwner) -> tuple[str, str] | None:
    """Return where a code for the owner goes: the account's own e-mail before what was left with the thing."""
    person = User.objects.filter(pk=owner.user_id, is_active=True).first() if owner.user_id else None
    if person is not None and not person.email.endswith(NO_MAIL):
        return "email", person.email
    if owner.email:
        return "email", owner.email.strip().lower()
    phone = contact.phone_number(owner.phone) if owner.phone and contact.has_phones() else None
    return ("phone", phone) if phone else None


def _is_weary(kind: str, to: str, *, at: datetime) -> bool:
    """Return whether a contact had as many codes lately as it may: nobody is flooded through their folios."""
    lately = FolioRequest.objects.filter(kind=kind, to=to, asked_at__gt=at - WINDOW)
    return lately.count() >= MOST_LETTERS


def _challenge(row: FolioRequest) -> Challenge:
    """Return the challenge of a request; one that was not filled in has a mark that no code has.

    Its time runs from when it was asked for, not from when the worker came: the end of it tells nothing.
    """
    expires = (row.asked_at + LIFETIME).timestamp()
    mark = row.digest or _decoy().digest
    return Challenge(row.kind, row.to, contact.FOLIO, mark, expires, row.tries)


def _decoy() -> Challenge:
    return Challenge("email", "", contact.FOLIO, secrets.token_hex(32), 0.0)
