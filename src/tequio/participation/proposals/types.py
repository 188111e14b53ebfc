from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    MERGED = "merged"  # into another, with both authors' consent


STATE_LABELS = {
    ProposalState.DRAFT: _("Borrador"),
    ProposalState.SUBMITTED: _("En revisión"),
    ProposalState.WITHDRAWN: _("Retirada"),
    ProposalState.FEASIBLE: _("Factible"),
    ProposalState.INFEASIBLE: _("No factible"),
    ProposalState.MERGED: _("Fusionada con otra"),
}

# No row has this state: the clock and the count of supports say it (docs/rules/proposals.md).
SHORT_OF_SUPPORTS = "short"
SHORT_LABEL = _("Sin los apoyos necesarios")
GATHERING_LABEL = _("Reúne apoyos")


class PublicLand(StrEnum):
    """What the author knows of whose the place is. The office that judges the land finds out."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


LAND_LABELS = {
    PublicLand.YES: _("Sí, es público"),
    PublicLand.NO: _("No, es de alguien"),
    PublicLand.UNKNOWN: _("No sé"),
}


class AuthorOrigin(StrEnum):
    """How somebody came to be a co-author."""

    INVITED = "invited"  # by the author, by e-mail
    ASKED = "asked"  # they asked; the author says yes
    MERGED = "merged"  # their proposal was merged into this one


class Order(StrEnum):
    """In which order the explorer lists."""

    CHANCE = "azar"  # a shuffle that each day makes anew, until the results are out
    VOTES = "votos"
    FOLIO = "folio"
    NEWEST = "recientes"


ORDER_LABELS = {
    Order.CHANCE: _("Al azar, para que todas se vean"),
    Order.VOTES: _("Por votos"),
    Order.FOLIO: _("Por folio"),
    Order.NEWEST: _("Las más nuevas primero"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FeasibilityOutcome:
    """What became of a proposal once every office gave its opinion."""

    proposal_id: int
    feasible: bool
    approved_cost_centavos: int | None  # only of the feasible


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the explorer is asked for. Empty fields ask for everything."""

    text: str = ""
    category: str = ""  # code
    size: str = ""  # code
    unit: int | None = None  # a sector or a colonia; a sector takes its colonias
    state: str = ""
