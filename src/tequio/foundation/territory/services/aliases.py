"""Other names by which people call a unit."""

from django.db import transaction

from tequio.core.text import plain
from tequio.foundation.audit import services as audit
from tequio.foundation.territory import events
from tequio.foundation.territory.models import Alias, Unit


@transaction.atomic
def add_alias(*, unit: Unit, name: str, actor: int | None = None) -> Alias:
    """Add another name by which people call a unit. Also in published maps: no figure hangs on it."""
    alias, created = Alias.objects.get_or_create(
        unit=unit, plain_name=plain(name), defaults={"name": name.strip()}
    )
    if created:
        audit.record(events.AliasAdded(unit_id=unit.pk, alias=alias.name), actor=actor)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, actor: int | None = None) -> None:
    """Take another name of a unit away."""
    audit.record(events.AliasRemoved(unit_id=alias.unit_id, alias=alias.name), actor=actor)
    alias.delete()
