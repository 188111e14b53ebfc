"""Named reads of the catalogue of procedures, and of the offices that a process names."""

from datetime import date

from django.db.models import Count, QuerySet

from tequio.accountability.contracting.models import ProcedureType
from tequio.accountability.contracting.queries.judging import procedure
from tequio.core.procurement.calls import in_force
from tequio.foundation.accounts.models import Office


def catalogue() -> QuerySet[ProcedureType]:
    """Return every kind of procedure with how many processes were opened by it, by name."""
    return ProcedureType.objects.annotate(used=Count("processes")).order_by("name", "pk")


def procedures_offered(on: date) -> tuple[list[ProcedureType], list[ProcedureType]]:
    """Return the kinds of procedure in force on a day, and the rest, each by name. One query."""
    found = list(ProcedureType.objects.order_by("name", "pk"))
    now = [one for one in found if in_force(procedure(one), on)]
    return now, [one for one in found if one not in now]


def offices() -> list[tuple[int, str]]:
    """Return the offices that a process may name, by name."""
    return list(Office.objects.filter(active=True).order_by("name").values_list("pk", "name"))
