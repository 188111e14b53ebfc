"""Who may do what: role, scoped by office. Contexts add phase and ownership in their own predicates."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission, Role

Actor = User | AnonymousUser
Matrix = dict[Role, frozenset[Permission]]


@cache
def matrix() -> Matrix:
    """Return the role matrix that the settings name."""
    found: Matrix = import_string(settings.ROLE_MATRIX)
    return found


def can(actor: Any, permission: Permission, *, office_id: int | None = None) -> bool:
    """Return whether ``actor`` has the permission, in the given office if one is named.

    A membership without office holds everywhere; one with an office holds there only. Without ``office_id``
    the question is whether the actor has the permission anywhere at all. Reads the memberships once per actor.
    """
    if not getattr(actor, "is_authenticated", False) or not actor.is_active:
        return False
    if permission in matrix()[Role.CITIZEN]:
        return True
    return any(
        permission in matrix()[Role(m.role)]
        and (m.office_id is None or office_id is None or m.office_id == office_id)
        for m in memberships(actor)
    )


def memberships(actor: User) -> list[Any]:
    """Return the actor's memberships, read once and kept on the object for the request."""
    found: list[Any] | None = getattr(actor, "_memberships", None)
    if found is None:
        found = list(actor.memberships.select_related("office"))
        actor._memberships = found  # type: ignore[attr-defined] # noqa: SLF001 - a cache on our own object
    return found


def offices(actor: User, permission: Permission) -> set[int] | None:
    """Return the ids of the offices where the actor has the permission; None means all of them."""
    held = [m for m in memberships(actor) if permission in matrix()[Role(m.role)]]
    if any(m.office_id is None for m in held):
        return None
    return {m.office_id for m in held}
