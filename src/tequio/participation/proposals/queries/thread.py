"""The thread of a proposal, from its registration to the works."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.core.proposing import Standing
from tequio.foundation.web.hilo import Knot
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries.supports import standing, supports
from tequio.participation.proposals.types import ProposalState


def knots(proposal: Proposal, at: datetime) -> list[Knot]:
    """Return the thread of a proposal: registered, judged, voted, carried out."""
    phases = {phase.kind: phase for phase in editions.phases(proposal.edition)}
    if proposal.state == ProposalState.WITHDRAWN:
        return [
            Knot(_("Propuesta registrada"), "done", date=proposal.submitted_at),
            Knot(_("Retirada por quien la propuso"), "now"),
        ]
    if proposal.state == ProposalState.MERGED:
        return [
            Knot(_("Propuesta registrada"), "done", date=proposal.submitted_at),
            Knot(_("Fusionada con otra"), "done", _("Sigue dentro de la otra propuesta.")),
        ]
    return [
        Knot(_("Propuesta registrada"), "done", date=proposal.submitted_at),
        *_supported(proposal, phases.get(PhaseKind.SUPPORT), at),
        *_judged_and_on(proposal, phases, at),
    ]


def _judged_and_on(proposal: Proposal, phases: dict[str, flow.Phase], at: datetime) -> list[Knot]:
    if proposal.state == ProposalState.SUBMITTED and standing(proposal, at) is Standing.SHORT:
        return []
    return [
        _judged(proposal, phases.get(PhaseKind.FEASIBILITY), at),
        *_to_come(proposal, phases, at),
    ]


def _supported(proposal: Proposal, phase: flow.Phase | None, at: datetime) -> list[Knot]:
    """Tell the supports where the rules ask for some."""
    stands = standing(proposal, at)
    if phase is None or stands is Standing.NOT_NEEDED:
        return []
    values = {"count": supports(proposal), "minimum": proposal.edition.supports_min}
    detail = _("%(count)s de los %(minimum)s que hacen falta.") % values
    if stands is Standing.ENOUGH:
        detail = _("Reunió %(count)s; hacían falta %(minimum)s.") % values
    if stands is Standing.SHORT:
        detail = _("Reunió %(count)s de los %(minimum)s que hacían falta: no pasa a revisión.") % values
    state = "next" if phase.moment(at) is flow.Moment.BEFORE else "now"
    done = stands in {Standing.ENOUGH, Standing.SHORT}
    return [Knot(_("Apoyos"), "done" if done else state, detail, phase.opens)]  # type: ignore[arg-type]


def _judged(proposal: Proposal, phase: flow.Phase | None, at: datetime) -> Knot:
    label = _("Factibilidad")
    if proposal.state == ProposalState.FEASIBLE:
        return Knot(label, "done", _("Se puede hacer."))
    if proposal.state == ProposalState.INFEASIBLE:
        return Knot(label, "done", _("No se puede hacer. Las razones están en los dictámenes."))
    detail = _("Las áreas del gobierno la revisan. Todos los dictámenes se publican juntos.")
    waits = phase is not None and phase.moment(at) is flow.Moment.BEFORE
    return Knot(label, "next" if waits else "now", detail, phase.opens if phase else None)


def _to_come(proposal: Proposal, phases: dict[str, flow.Phase], at: datetime) -> list[Knot]:
    if proposal.state == ProposalState.INFEASIBLE:
        return []
    voting = phases.get(PhaseKind.VOTING)
    ready = proposal.state == ProposalState.FEASIBLE and voting is not None
    moment = voting.moment(at) if ready and voting else flow.Moment.BEFORE
    states = {flow.Moment.BEFORE: "next", flow.Moment.OPEN: "now", flow.Moment.AFTER: "done"}
    return [
        Knot(_("Votación"), states[moment], date=voting.opens if voting else None),  # type: ignore[arg-type]
        Knot(_("Obra o servicio"), "next"),
    ]
