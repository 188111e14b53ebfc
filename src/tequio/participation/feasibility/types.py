from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

SOON = 3  # days; nearer deadlines are drawn in marigold


class Verdict(StrEnum):
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


VERDICT_LABELS = {Verdict.FEASIBLE: _("Factible"), Verdict.INFEASIBLE: _("No factible")}


class Progress(StrEnum):
    """What a list of reviews is asked for."""

    PENDING = "pendientes"
    OVERDUE = "vencidos"
    DONE = "dictaminados"
    ALL = "todos"


PROGRESS_LABELS = {
    Progress.PENDING: _("Por dictaminar"),
    Progress.OVERDUE: _("Vencidos"),
    Progress.DONE: _("Dictaminados"),
    Progress.ALL: _("Todos"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date in words, and the badge that carries it."""

    words: str
    tone: str


def deadline(due: date, today: date) -> Deadline:
    """Return how far away a due date is, as a colleague would say it."""
    days = (due - today).days
    if days < 0:
        return Deadline(
            ngettext("venció hace %(n)d día", "venció hace %(n)d días", -days) % {"n": -days}, "late"
        )
    if days == 0:
        return Deadline(gettext("vence hoy"), "late")
    if days == 1:
        return Deadline(gettext("vence mañana"), "now")
    return Deadline(gettext("en %(n)d días") % {"n": days}, "now" if days <= SOON else "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How far the judging of an edition is. Every figure counts proposals, but ``overdue`` counts opinions."""

    in_review: int
    unassigned: int
    ready: int  # every office answered; not published yet
    feasible: int
    infeasible: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """The opinions asked of one office: given, still due, and late."""

    office_id: int
    office: str
    asked: int
    issued: int
    pending: int
    overdue: int
