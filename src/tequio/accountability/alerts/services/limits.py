"""Moving the limits of the rules."""

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.alerts import queries
from tequio.accountability.alerts.events import LimitsChanged
from tequio.accountability.alerts.models import Limit
from tequio.accountability.alerts.services.refresh import wake_all
from tequio.accountability.alerts.types import LIMITS
from tequio.foundation.audit import services as audit
from tequio.foundation.web.errors import DomainError


class LimitRefused(DomainError):
    """A limit that does not exist, or out of its range."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


@transaction.atomic
def change_limits(*, values: Mapping[str, int], actor: int | None = None) -> int:
    """Set limits and have every flag computed again (FLAG-54). Those that stay as they are cost nothing.

    Args:
        values: by name, those of ``core.redflags.Thresholds``.
        actor: who sets them.

    Returns:
        How many changed.

    Raises:
        LimitRefused: if there is no such limit, or it is out of its range.
    """
    most = {limit.name: limit.most for limit in LIMITS}
    if any(name not in most or not 0 <= value <= most[name] for name, value in values.items()):
        raise LimitRefused(_("Ese límite no existe o está fuera de lo posible."))
    before = asdict(queries.limits())
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return 0
    for name, value in changed.items():
        Limit.objects.update_or_create(name=name, defaults={"value": value})
    wake_all()
    told = ", ".join(f"{name}:{before[name]}:{value}" for name, value in sorted(changed.items()))
    audit.record(LimitsChanged(changes=told), actor=actor)
    return len(changed)
