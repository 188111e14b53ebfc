"""The reads of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tequio.core.text import plain
from tequio.foundation.accounts.models import Invitation, Membership, Office, User
from tequio.foundation.accounts.permissions import matrix
from tequio.foundation.accounts.types import (
    PERMISSION_LABELS,
    ROLE_LABELS,
    ROLE_SUMMARIES,
    Permission,
    Role,
)

_HELD = Prefetch("memberships", Membership.objects.select_related("office").order_by("role", "office__name"))


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """Someone fictional whom a visitor may be."""

    pk: int
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One permission in plain words, and for each role whether it has it."""

    permission: Permission
    label: str
    cells: tuple[tuple[Role, str, bool], ...]


def demonstration_people() -> list[DemonstrationPerson]:
    """Return the cast of the demonstration with what each one is, in the order of the settings. Two queries."""
    addresses = list(settings.DEMONSTRATION_PEOPLE)
    found = User.objects.filter(email__in=addresses, is_active=True).prefetch_related(_HELD)
    ordered = sorted(found, key=lambda user: addresses.index(user.email))
    return [DemonstrationPerson(user.pk, user.name, _roles(user)) for user in ordered]


def demonstration_person(pk: str) -> User | None:
    """Return one of the cast by id as it came in a form; nobody else can be had this way."""
    cast = User.objects.filter(email__in=settings.DEMONSTRATION_PEOPLE, is_active=True)
    return next((user for user in cast if str(user.pk) == pk), None)


def people(*, text: str = "", role: str = "", office: Office | None = None) -> QuerySet[User]:
    """Return the people that match, with their roles: staff, or everyone when a text is looked for."""
    found = User.objects.prefetch_related(_HELD).order_by("name", "pk")
    held = Membership.objects.filter(user=OuterRef("pk"))
    if role:
        held = held.filter(role=role)
    if office:
        held = held.filter(office=office)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.filter(Exists(held)) if role or office or not text else found


def person(pk: int) -> User | None:
    """Return one person with their roles, and whether they have a second factor (``has_factor``)."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    factor = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=strong))
    return User.objects.annotate(has_factor=factor).prefetch_related(_HELD).filter(pk=pk).first()


def invitations(*, at: datetime) -> dict[str, list[Invitation]]:
    """Return the open invitations, those that wait and those that have expired, and the latest settled ones."""
    rows = Invitation.objects.select_related("office", "invited_by", "accepted_by")
    pending = list(rows.open())
    settled = rows.exclude(accepted_at=None, revoked_at=None)[:20]
    return {
        "waiting": [row for row in pending if row.usable(at)],
        "expired": [row for row in pending if not row.usable(at)],
        "settled": list(settled),
    }


def offices() -> QuerySet[Office]:
    """Return every office with the number of people who have a role in it, the open ones first."""
    people_in = Count("memberships__user", filter=Q(memberships__user__is_active=True), distinct=True)
    return Office.objects.select_related("parent").annotate(people=people_in).order_by("-active", "name")


def staff_of(office_id: int | None, permission: Permission) -> set[int]:
    """Return who has a permission in this very office, or (None) in the whole government: ids. One query."""
    roles = [role.value for role, held in matrix().items() if permission in held]
    found = Membership.objects.filter(office=office_id, role__in=roles, user__is_active=True)
    return set(found.values_list("user_id", flat=True))


def staff_with(permission: Permission) -> QuerySet[User]:
    """Return the active people who have a permission in some office or everywhere, by name. One query."""
    roles = [role.value for role, held in matrix().items() if permission in held]
    held_roles = Membership.objects.filter(user=OuterRef("pk"), role__in=roles)
    return User.objects.filter(Exists(held_roles), is_active=True).order_by("name", "pk")


def matrix_rows() -> list[MatrixRow]:
    """Return the role matrix as the rows of a table, in the order of the permissions."""
    held = matrix()
    common = held[Role.CITIZEN]
    return [
        MatrixRow(
            permission,
            str(PERMISSION_LABELS[permission]),
            tuple((role, str(ROLE_LABELS[role]), permission in common | held[role]) for role in Role),
        )
        for permission in Permission
    ]


def matrix_heads() -> list[tuple[str, str]]:
    """Return each role's name and what it is, in the order of the columns."""
    return [(str(ROLE_LABELS[role]), str(ROLE_SUMMARIES[role])) for role in Role]


def _roles(user: User) -> str:
    held = [str(membership) for membership in user.memberships.all()]
    return ", ".join(held) or str(ROLE_LABELS[Role.CITIZEN])


def offices_by_name() -> dict[str, Office]:
    """Return the open offices by everything they are called, in plain letters; shared names are left out."""
    found: dict[str, Office | None] = {}
    for office in Office.objects.filter(active=True):
        for name in {plain(office.code), plain(office.name), plain(office.short_name)}:
            found[name] = None if name in found else office
    return {name: office for name, office in found.items() if office is not None}


def known_people(
    emails: Iterable[str],
) -> tuple[set[tuple[str, str, int | None]], set[tuple[str, str, int | None]]]:
    """Return who of these addresses holds which role where, and who is invited to which. Two queries."""
    wanted = list(emails)
    held = Membership.objects.filter(user__email__in=wanted).values_list("user__email", "role", "office_id")
    offered = Invitation.objects.open().filter(email__in=wanted).values_list("email", "role", "office_id")
    return set(held), set(offered)
