from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

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


class Standing(StrEnum):
    """Whether a project goes on."""

    ACTIVE = "active"
    PAUSED = "paused"
    CANCELLED = "cancelled"


STANDING_LABELS = {
    Standing.ACTIVE: _("En marcha"),
    Standing.PAUSED: _("En pausa"),
    Standing.CANCELLED: _("Cancelado"),
}


class Moment(StrEnum):
    """When a photograph was taken, against the works."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


MOMENT_LABELS = {
    Moment.BEFORE: _("Antes de la obra"),
    Moment.DURING: _("Durante la obra"),
    Moment.AFTER: _("Después de la obra"),
}


class Signer(StrEnum):
    """Who receives the finished work."""

    AUTHOR = "author"
    COMMITTEE = "committee"
    NOBODY = "nobody"  # it was delivered without a signature, and the coordinator says why


SIGNER_LABELS = {
    Signer.AUTHOR: _("Quien lo propuso"),
    Signer.COMMITTEE: _("El comité vecinal"),
    Signer.NOBODY: _("Nadie: se entregó sin firma"),
}


class HandoverResult(StrEnum):
    RECEIVED = "received"
    OBSERVATIONS = "observations"
    UNSIGNED = "unsigned"


HANDOVER_RESULT_LABELS = {
    HandoverResult.RECEIVED: _("Recibido"),
    HandoverResult.OBSERVATIONS: _("Recibido con observaciones"),
    HandoverResult.UNSIGNED: _("Entregado sin firma"),
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

# How much each of them weighs in the progress of the plan; one that is not named weighs 1.
DEFAULT_WEIGHTS: Mapping[str, int] = {StageCode.EXECUTION: 6}

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that a project lacks to be published whole: what, and where it is mended."""

    what: str | Promise
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPoint:
    """What a project had contracted and paid in all at the end of a day, in centavos."""

    on: date
    contracted: int
    paid: int


# A source of what projects lack: from projects (with their stages loaded), what each one lacks, by its id. It
# is asked once for a whole page and answers in a constant number of queries.
MissingSource = Callable[[Sequence[Any]], Mapping[int, Sequence[Missing]]]
# A source of the dated money of one project, from its id, oldest first, in a constant number of queries.
MoneySource = Callable[[int], Sequence[MoneyPoint]]

_missing: list[MissingSource] = []
_money: list[MoneySource] = []


def register_missing(source: MissingSource) -> None:
    """Let a higher context say what projects lack for publication, at the liaison's desk."""
    _missing.append(source)


def register_money(source: MoneySource) -> None:
    """Let a higher context tell the dated money of a project, for its history of progress."""
    _money.append(source)


def missing_sources() -> tuple[MissingSource, ...]:
    """Return the registered sources of what is missing."""
    return tuple(_missing)


def money_sources() -> tuple[MoneySource, ...]:
    """Return the registered sources of dated money."""
    return tuple(_money)
