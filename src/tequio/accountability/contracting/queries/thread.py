"""The knots that contracting ties into a project's thread."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus
from tequio.accountability.projects.models import Project
from tequio.core import money
from tequio.foundation.web.hilo import Knot, Link


def knots(project: Project, processes: Sequence[Process]) -> list[Knot]:
    """Return one knot per contract of the project; where there is none, what is known of its processes."""
    signed = [(process, contract) for process in processes for contract in _live(process)]
    if signed:
        return [_signed(project, process, contract) for process, contract in signed]
    going = [process for process in processes if ProcessStatus(process.status) not in CLOSED]
    if going:
        return [_going(process) for process in going]
    if processes:
        return [_closed(processes[-1])]
    return [Knot(_("Contrato"), "next", _("Todavía no se abre el proceso de contratación."))]


def _live(process: Process) -> list[Contract]:
    return [c for c in process.contracts.all() if c.status != ContractStatus.CANCELLED]


def _signed(project: Project, process: Process, contract: Contract) -> Knot:
    said = _("%(procedure)s. %(supplier)s, %(amount)s con IVA.") % {
        "procedure": process.procedure.name,
        "supplier": contract.award.supplier.public_name,
        "amount": money.exact(contract.amount_centavos),
    }
    days = (contract.signed_on - project.created_at.date()).days
    if project.proposal_id and days > 0:
        said += " " + _("Firmado %(days)d días después del resultado.") % {"days": days}
    return Knot(_("Contrato"), "done", said, contract.signed_on, _links(process))


def _going(process: Process) -> Knot:
    awards = [award for award in process.awards.all() if not award.cancelled]
    if awards:
        said = _("%(procedure)s. Ganó %(supplier)s; falta firmar el contrato.") % {
            "procedure": process.procedure.name,
            "supplier": awards[-1].supplier.public_name,
        }
        return Knot(_("Contrato"), "now", said, awards[-1].date, _links(process))
    said = _("%(procedure)s: %(status)s.") % {
        "procedure": process.procedure.name,
        "status": process.get_status_display().lower(),
    }
    return Knot(_("Contrato"), "now", said, process.tender_start, _links(process))


def _closed(process: Process) -> Knot:
    said = _("El proceso quedó %(status)s: %(reason)s") % {
        "status": process.get_status_display().lower(),
        "reason": process.status_reason,
    }
    return Knot(_("Contrato"), "next", said, None, _links(process))


def _links(process: Process) -> tuple[Link, ...]:
    return (Link(_("Expediente"), reverse("contracting:process", args=[process.ocid])),)
