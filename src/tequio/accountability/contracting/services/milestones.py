"""The promises of a contract, each with its day."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Contract, Milestone
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.contracts import of
from tequio.accountability.contracting.services.errors import UnknownError
from tequio.accountability.contracting.types import MilestoneStatus
from tequio.core.procurement import contracts as rules
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit

_DONE = frozenset({MilestoneStatus.MET, MilestoneStatus.PARTIALLY_MET})


def about_milestone(contract: Contract, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a milestone (CON-29)."""
    status = said.get("status")
    if status is None:
        return
    yield from rules.milestone(
        judging.known(contract),
        due=said.get("due_on"),
        met=said.get("met_on"),
        done=status in _DONE,
        clock=clock,
    )


@transaction.atomic
def record_milestone(
    *,
    contract_id: int,
    title: str,
    due_on: date,
    kind: str = "delivery",
    description: str = "",
    status: MilestoneStatus = MilestoneStatus.SCHEDULED,
    met_on: date | None = None,
    milestone_id: int | None = None,
    actor: int | None = None,
) -> Milestone:
    """Record a milestone of a contract, or what became of the one named.

    Args:
        contract_id: the contract.
        title: what was promised.
        due_on: for when.
        kind: OCDS milestoneType: delivery, payment, assessment…
        description: the same at length.
        status: whether it was met.
        met_on: the day on which it was met, wholly or in part.
        milestone_id: the one that changes; a new one if None.
        actor: who records it.

    Raises:
        UnknownError, ClosedProcessError, DatesError, ContractingError: see docs/rules/contracting.md.
    """
    contract, process = of(contract_id)
    checks.not_cancelled(contract)
    checks.refuse(about_milestone(contract, {"status": status, "due_on": due_on, "met_on": met_on}))
    milestone = _milestone(contract, milestone_id)
    milestone.title = checks.words(title, _("Escriba qué se prometió."))
    milestone.kind, milestone.description = kind, description.strip()
    milestone.due_on, milestone.met_on, milestone.status = due_on, met_on, status.value
    milestone.save()
    tag = "implementationUpdate" if status in _DONE else "contractUpdate"
    audit.record(ProcessChanged(process_id=process.pk, tag=tag), actor=actor)
    return milestone


def _milestone(contract: Contract, milestone_id: int | None) -> Milestone:
    if milestone_id is None:
        return Milestone(contract=contract, code=f"hito-{contract.milestones.count() + 1}")
    found = contract.milestones.filter(pk=milestone_id).first()
    if found is None:
        raise UnknownError(_("No existe ese hito en este contrato."), status=404)
    return found
