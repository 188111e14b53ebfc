"""The reads of accounts."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from tequio.foundation.accounts.models import Membership, User
from tequio.foundation.accounts.types import ROLE_LABELS, Role


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """Someone fictional whom a visitor may be."""

    pk: int
    name: str
    says: str


def demonstration_people() -> list[DemonstrationPerson]:
    """Return the cast of the demonstration with what each one is, in the order of the settings. Two queries."""
    addresses = list(settings.DEMONSTRATION_PEOPLE)
    memberships = Prefetch("memberships", Membership.objects.select_related("office").order_by("pk"))
    found = User.objects.filter(email__in=addresses, is_active=True).prefetch_related(memberships)
    ordered = sorted(found, key=lambda user: addresses.index(user.email))
    return [DemonstrationPerson(user.pk, user.name, _roles(user)) for user in ordered]


def _roles(user: User) -> str:
    held = [str(membership) for membership in user.memberships.all()]
    return ", ".join(held) or str(ROLE_LABELS[Role.CITIZEN])
