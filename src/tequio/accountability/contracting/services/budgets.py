"""The budget lines that pay a process, with their amounts in each accounting moment."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import BudgetLine, Process
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.services.processes import changing
from tequio.core.classifiers import Moment, Part, levels, tidy
from tequio.core.procurement import budgets
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit


def about_line(said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a budget line: its keys by part, and its moments as ``<moment>_centavos``."""
    del clock
    keys = {part: said.get(part.value) or "" for part in Part}
    amounts = {moment: said.get(f"{moment.value}_centavos") for moment in Moment}
    yield from budgets.line(keys, amounts)


@transaction.atomic
def record_budget_line(
    *,
    process_id: int,
    keys: Mapping[Part, str],
    amounts: Mapping[Moment, int | None],
    updated_on: date,
    source: str = "",
    line_id: int | None = None,
    actor: int | None = None,
) -> BudgetLine:
    """Record a budget line of a process, or change the one named.

    Args:
        process_id: the process.
        keys: the key of each classifier; those without one are left out. One at least.
        amounts: centavos in each moment, as far as they are known.
        updated_on: the day that the amounts are of.
        source: the fund, as the city names it.
        line_id: the line that changes; a new one if None.
        actor: who records it.

    Raises:
        ClosedProcessError, ContractingError, UnknownError: see docs/rules/contracting.md, BUD.
    """
    process = changing(process_id)
    said = {part.value: key for part, key in keys.items()} | {
        f"{moment.value}_centavos": amount for moment, amount in amounts.items()
    }
    checks.refuse(about_line(said))
    if not any(key.strip() for key in keys.values()):
        raise ContractingError(_("Escriba al menos una clave presupuestaria."), status=422)
    line = _line(process, line_id)
    line.source = source.strip()
    line.components = components(keys)
    line.updated_on = updated_on
    for moment in Moment:
        setattr(line, f"{moment.value}_centavos", amounts.get(moment))
    line.save()
    audit.record(ProcessChanged(process_id=process.pk, tag="planningUpdate"), actor=actor)
    return line


def components(keys: Mapping[Part, str]) -> list[dict[str, str]]:
    """Return the keys as the components of an OCDS budget line, one for each level of each classifier."""
    return [
        {"name": part.value, "level": level, "code": code, "description": ""}
        for part in Part
        if (key := tidy(keys.get(part, "")))
        for level, code in levels(part, key)
    ]


def keys_of(line: BudgetLine) -> dict[str, str]:
    """Return the whole key of each classifier of a line, as it was typed: that of its last level."""
    return {one["name"]: one["code"] for one in line.components}


def _line(process: Process, line_id: int | None) -> BudgetLine:
    if line_id is None:
        return BudgetLine(process=process, code=f"partida-{process.budget_lines.count() + 1}")
    found = process.budget_lines.filter(pk=line_id).first()
    if found is None:
        raise UnknownError(_("No existe esa partida en este proceso."), status=404)
    return found
