"""What a person says of themselves: where they live, when they were born, who answers for them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.curp import Curp, age_on
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.events import GuardianConsented
from tequio.foundation.identity.models import Guardianship, Profile
from tequio.foundation.identity.services.errors import AlreadySet, NotEligible
from tequio.foundation.identity.services.keys import digest
from tequio.foundation.identity.services.requirements import FULL_AGE
from tequio.foundation.identity.types import KeyKind, Source
from tequio.foundation.territory.models import Unit


@transaction.atomic
def choose_home(*, person: User, unit: Unit) -> None:
    """Keep where a person says that they live. It is personal data: it leaves no event.

    Raises:
        AlreadySet: if a roll, a document or the counter said where.
    """
    found, _created = Profile.objects.get_or_create(user=person)
    if found.unit_source not in {"", Source.DECLARED.value}:
        raise AlreadySet(_("Su colonia ya está comprobada. Para cambiarla, acuda a un módulo."))
    found.unit, found.unit_source = unit, Source.DECLARED.value
    found.save(update_fields=["unit", "unit_source"])


@transaction.atomic
def declare_birth(*, person: User, born: date) -> None:
    """Keep the birth date that a person declares. Declared once, it changes only by a stronger means.

    Raises:
        AlreadySet: if there is one.
    """
    found, _created = Profile.objects.get_or_create(user=person)
    if found.born_on not in {None, born}:
        raise AlreadySet(_("Ya nos había dicho otra fecha. Para cambiarla, acuda a un módulo con su acta."))
    if found.born_on is None:
        found.born_on, found.born_source = born, Source.DECLARED.value
        found.save(update_fields=["born_on", "born_source"])


@transaction.atomic
def consent(*, minor: User, name: str, relation: str, curp: Curp, at: datetime) -> None:
    """Keep a guardian's consent: name, relation, the HMAC of their CURP and the instant.

    Raises:
        NotEligible: if the guardian is under eighteen.
    """
    if age_on(curp.born, at.date()) < FULL_AGE:
        raise NotEligible(_("Quien da el consentimiento debe ser mayor de edad."))
    values = {
        "name": name.strip(),
        "relation": relation,
        "digest": digest(KeyKind.CURP, curp.key),
        "consented_at": at,
    }
    Guardianship.objects.update_or_create(minor=minor, defaults=values)
    audit.record(GuardianConsented(user_id=minor.pk), actor=minor.pk)
