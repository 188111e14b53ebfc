from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class StageState(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STAGE_STATE_LABELS = {
    StageState.PENDING: _("Pendiente"),
    StageState.IN_PROGRESS: _("En curso"),
    StageState.DONE: _("Terminada"),
}


class StageCode(StrEnum):
    """The five stages that every installation starts with; the templates in the database decide."""

    ANNEX = "annex"
    QUOTATION = "quotation"
    CONTRACTING = "contracting"
    EXECUTION = "execution"
    DELIVERY = "delivery"


# Code and name of the stages that a new installation gets, in their order.
DEFAULT_STAGES = (
    (StageCode.ANNEX, "Anexo técnico"),
    (StageCode.QUOTATION, "Cotización"),
    (StageCode.CONTRACTING, "Contratación"),
    (StageCode.EXECUTION, "Ejecución"),
    (StageCode.DELIVERY, "Entrega"),
)

# The office that answers for a project until an area is named.
DEFAULT_OFFICE = ("gobierno", "Gobierno municipal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked to see of the list of projects; empty means any."""

    text: str = ""
    edition: str = ""  # slug
    sector: int | None = None  # a unit of territory: it and what lies inside
    stage: str = ""  # code of the present stage, or "finished"
    office: int | None = None
    category: str = ""  # name


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums over projects, in centavos; ``physical_percent`` is the mean weighted by budget."""

    projects: int
    promised: int
    contracted: int
    paid: int
    physical_percent: int
    finished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """The figures of one stage, sector or office."""

    key: str
    label: str | Promise
    figures: Figures


FINISHED = "finished"
