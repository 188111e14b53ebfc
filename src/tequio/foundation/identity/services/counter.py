"""Registering a person at a counter, with their identification in sight and a slip to take home."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.curp import Curp
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.events import RegisteredAtCounter
from tequio.foundation.identity.models import Case, Profile, Registration
from tequio.foundation.identity.services import claims
from tequio.foundation.identity.services.contact import NO_MAIL
from tequio.foundation.identity.services.errors import AlreadySet, WrongCode
from tequio.foundation.identity.services.keys import secret_digest
from tequio.foundation.identity.types import Assurance, Source
from tequio.foundation.territory.models import Unit

CODE_LIFETIME = timedelta(days=400)
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike
_CODE = 12
_FOLIO = 8


@dataclass(frozen=True, slots=True)
class Slip:
    """A registration and the code of its slip, which is known only now."""

    registration: Registration
    code: str


@transaction.atomic
def register(
    *,
    name: str,
    curp: Curp,
    unit: Unit | None,
    email: str,
    place: str,
    actor: int,
    at: datetime,
) -> Slip:
    """Open an account for a person who stands at the counter, and note who attended them and where.

    A CURP that another account has, or that the roll lacks, opens a case: the registration is made, and takes
    effect once the office has looked at it.

    Args:
        name: as the identification writes it.
        curp: as ``claims.checked_curp`` gave it; only its HMAC is kept.
        unit: where they live, or None.
        email: empty if they have none. It is not taken as shown to be theirs.
        place: the counter.
        actor: the id of who attends.
        at: now.

    Raises:
        AlreadySet: if the e-mail belongs to an account; that account's owner goes on by themselves.
    """
    address = email.strip().lower() or f"modulo-{uuid.uuid4().hex}@{NO_MAIL}"
    if User.objects.filter(email__iexact=address).exists():
        raise AlreadySet(_("Ese correo ya tiene cuenta. Deje vacío el correo, o que la persona entre con él."))
    person = User.objects.create_user(address, name=name.strip())
    values = {"unit": unit, "unit_source": Source.COUNTER.value} if unit else {}
    Profile.objects.create(user=person, **values)
    claims.claim_curp(person=person, curp=curp, at=at)
    if not Case.objects.filter(user=person, closed_at=None).exists():
        claims.learn_birth(person, curp.born, Source.COUNTER)
        claims.prove(person=person, means=Assurance.IN_PERSON, at=at, by=actor)
    code = _new_code()
    registration = Registration.objects.create(
        user=person,
        folio=_new_folio(),
        place=place.strip(),
        made_at=at,
        made_by_id=actor,
        code_digest=_mark(code),
        code_expires_at=at + CODE_LIFETIME,
    )
    event = RegisteredAtCounter(registration_id=registration.pk, user_id=person.pk, folio=registration.folio)
    audit.record(event, actor=actor)
    return Slip(registration, code)


@transaction.atomic
def renew(*, registration: Registration, actor: int, at: datetime) -> Slip:
    """Give a new code to who lost their slip; the earlier one stops working."""
    code = _new_code()
    registration.code_digest, registration.code_expires_at = _mark(code), at + CODE_LIFETIME
    registration.save(update_fields=["code_digest", "code_expires_at"])
    event = RegisteredAtCounter(
        registration_id=registration.pk, user_id=registration.user_id, folio=registration.folio
    )
    audit.record(event, actor=actor)
    return Slip(registration, code)


def person_of(code: str, *, at: datetime) -> User:
    """Return whose slip has this code.

    Raises:
        WrongCode: if it is nobody's, was replaced or has expired.
    """
    cleaned = "".join(c for c in code.upper() if c in _ALPHABET)
    found = Registration.objects.select_related("user").filter(
        code_digest=_mark(cleaned), code_expires_at__gt=at
    )
    registration = found.filter(user__is_active=True).first()
    if registration is None:
        raise WrongCode(_("Esa clave no es. Revísela en su talón o pida otra en el módulo."))
    return registration.user


def _new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _n in range(_CODE))


def _new_folio() -> str:
    return "M-" + "".join(secrets.choice(_ALPHABET) for _n in range(_FOLIO))


def _mark(code: str) -> bytes:
    return secret_digest("slip", code)
