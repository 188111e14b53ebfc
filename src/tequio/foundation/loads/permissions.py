"""Who may load what, and whose loads a person sees."""

from typing import Any

from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.types import LoadKind, find, kinds


def can_load(actor: Any, kind: LoadKind) -> bool:
    """Return whether the actor may load rows of this kind, at least of some office."""
    return any(can(actor, permission) for permission in kind.permissions)


def loadable(actor: Any) -> list[LoadKind]:
    """Return the kinds that the actor may load, in order."""
    return [kind for kind in kinds() if can_load(actor, kind)]


def sees_all(actor: Any, kind: LoadKind) -> bool:
    """Return whether the actor sees everybody's loads of this kind: who holds it for the whole government."""
    return any(can(actor, p) and offices(actor, p) is None for p in kind.permissions)


def can_open(actor: Any, batch: Batch) -> bool:
    """Return whether the actor may see and carry on this load."""
    kind = find(batch.kind)
    if kind is None or not can_load(actor, kind):
        return False
    return batch.created_by_id == actor.pk or sees_all(actor, kind)
