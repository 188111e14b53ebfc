"""What a proposal must have and may cost, as its edition's rules say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import Eligibility
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries import said
from tequio.participation.proposals.services.errors import CostOverCap, LimitReached, ProposalIncomplete
from tequio.participation.proposals.types import ProposalState


def problems(proposal: Proposal) -> dict[str, Any]:
    """Return what keeps a draft from being handed in: a sentence for each step."""
    found = _missing(proposal)
    try:
        demand_cost_fits(proposal)
    except CostOverCap as error:
        found["costo"] = error.message
    return found


def demand_whole(proposal: Proposal) -> None:
    """Refuse a draft that lacks answers.

    Raises:
        ProposalIncomplete: with a sentence per step.
    """
    missing = _missing(proposal)
    if missing:
        raise ProposalIncomplete(missing)


def _missing(proposal: Proposal) -> dict[str, Any]:
    sized = proposal.edition.sizes.exists()
    resident = proposal.edition.who_proposes == Eligibility.RESIDENTS
    answers: list[tuple[str, bool, Any]] = [
        ("titulo", bool(proposal.title.strip()), _("Falta el título.")),
        ("problema", bool(proposal.problem.strip()), _("Falta decir cuál es el problema.")),
        ("solucion", bool(proposal.solution.strip()), _("Falta decir qué propone.")),
        (
            "lugar",
            proposal.site_id is not None,
            _("Falta el lugar: ponga el punto en el mapa o elija la colonia."),
        ),
        ("categoria", proposal.category_id is not None, _("Falta la categoría.")),
        ("tamano", proposal.size_id is not None or not sized, _("Falta el tamaño.")),
        ("costo", proposal.estimated_cost_centavos is not None, _("Falta el costo estimado.")),
        ("vive", proposal.proponent_unit_id is not None or not resident, _("Falta decir en qué colonia vive.")),
    ]
    return {step: message for step, holds, message in answers if not holds}


def demand_cost_fits(proposal: Proposal) -> None:
    """Refuse a cost over the cap of the size, or over the money of the place.

    Raises:
        CostOverCap: with the amount as people say it.
    """
    cost, size, site = proposal.estimated_cost_centavos, proposal.size, proposal.site
    if cost is None:
        return
    if size and cost > size.cap_centavos:
        raise CostOverCap(_("El costo pasa del tope de %(cap)s.") % {"cap": said(size.cap_centavos)})
    envelope = editions.envelope_for(proposal.edition, site, size) if site else None
    if envelope and cost > envelope.amount_centavos:
        raise CostOverCap(
            _("El costo pasa de la bolsa de %(where)s, que es de %(amount)s.")
            % {
                "where": envelope.unit.name if envelope.unit else _("toda la ciudad"),
                "amount": said(envelope.amount_centavos),
            }
        )


def demand_room(proposal: Proposal) -> None:
    """Refuse one proposal more than the rules allow a person. The caller holds the lock on the person.

    Raises:
        LimitReached: in the edition or in the size class.
    """
    theirs = Proposal.objects.filter(edition=proposal.edition, author=proposal.author_id).exclude(
        state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN]
    )
    limit = proposal.edition.proposals_max
    if limit is not None and theirs.count() >= limit:
        raise LimitReached(
            _("Ya registró %(limit)s propuestas, las que permite esta edición. Su borrador queda guardado.")
            % {"limit": limit}
        )
    size = proposal.size
    if size and size.proposals_max is not None and theirs.filter(size=size).count() >= size.proposals_max:
        raise LimitReached(
            _(
                "Ya registró %(limit)s de tamaño «%(size)s», lo que permite esta edición. "
                "Su borrador queda guardado."
            )
            % {"limit": size.proposals_max, "size": size.name}
        )
