"""The catalogue of typical works: one by one, or many from a spreadsheet, all or none."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.proposals.events import WorksChanged
from tequio.participation.proposals.models import TypicalWork
from tequio.participation.proposals.services.errors import WorkTaken

_FIELDS = (
    "cost_min_centavos", "cost_max_centavos", "category_code", "size_code", "year", "source", "active",
)  # fmt: skip


@transaction.atomic
def save_work(*, work: TypicalWork | None = None, actor: int | None = None, **fields: Any) -> TypicalWork:
    """Add a work to the catalogue, or change one.

    Args:
        work: the one to change; None for a new one.
        actor: the id of the person who does it.
        fields: fields of ``TypicalWork``; costs are centavos of one unit.

    Raises:
        WorkTaken: if another work has this name and unit.
    """
    row = work or TypicalWork()
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise WorkTaken(_("Ya hay una obra con ese nombre y esa unidad. Cambie la que existe.")) from error
    audit.record(WorksChanged(works=1), actor=actor)
    return row


@transaction.atomic
def load_works(*, rows: Iterable[dict[str, Any]], actor: int | None = None) -> int:
    """Bring in many works at once; those of the same name and unit are changed. Returns how many."""
    found = [TypicalWork(**row) for row in rows]
    TypicalWork.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["name", "unit"], update_fields=_FIELDS
    )
    if found:
        audit.record(WorksChanged(works=len(found)), actor=actor)
    return len(found)
