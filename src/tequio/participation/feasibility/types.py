from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

SOON = 3  # days; nearer deadlines are drawn in marigold


class Verdict(StrEnum):
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


VERDICT_LABELS = {Verdict.FEASIBLE: _("Factible"), Verdict.INFEASIBLE: _("No factible")}


OBSERVED = "observed"  # not a verdict: the author is asked to mend something first
OBSERVED_LABEL = _("Con observaciones: que se corrija antes de decidir")


class Land(StrEnum):
    """Whose the land is, where the work would stand."""

    MUNICIPAL = "municipal"
    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


LAND_LABELS = {
    Land.MUNICIPAL: _("Municipal"),
    Land.PUBLIC: _("De otro gobierno: hace falta su permiso"),
    Land.PRIVATE: _("Particular"),
    Land.UNKNOWN: _("No se pudo saber"),
}


class DurationUnit(StrEnum):
    DAYS = "days"
    MONTHS = "months"


UNIT_LABELS = {DurationUnit.DAYS: _("días"), DurationUnit.MONTHS: _("meses")}


class Ruling(StrEnum):
    """What an appeal ends in."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


RULING_LABELS = {
    Ruling.UPHELD: _("El dictamen se confirma"),
    Ruling.OVERTURNED: _("El dictamen cambia a factible"),
}


class ReminderKind(StrEnum):
    SOON = "soon"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


# What of a proposal an office may ask to be mended, by the name of its field.
CORRECTABLE = {
    "title": _("Título"),
    "problem": _("El problema"),
    "solution": _("Lo que se propone"),
    "place": _("El lugar, en palabras"),
    "estimated_cost_centavos": _("Costo estimado"),
}


class Progress(StrEnum):
    """What a list of reviews is asked for."""

    PENDING = "pendientes"
    SOON = "semana"
    OVERDUE = "vencidos"
    PAUSED = "observados"
    DONE = "dictaminados"
    ALL = "todos"


PROGRESS_LABELS = {
    Progress.PENDING: _("Por dictaminar"),
    Progress.SOON: _("Vencen en 7 días"),
    Progress.OVERDUE: _("Vencidos"),
    Progress.PAUSED: _("En corrección"),
    Progress.DONE: _("Dictaminados"),
    Progress.ALL: _("Todos"),
}
AGES = (7, 15, 30)  # days since an office was asked, at which one bar by age ends and the next begins
NOBODY = -1  # in the filter by person: what nobody has taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What else a list of reviews is narrowed to. Empty fields narrow nothing."""

    category: str = ""  # code
    unit: int | None = None  # a sector takes its colonias
    office: int | None = None
    criterion: str = ""  # kind
    person: int | None = None
    age: int | None = None  # which of the bars by age, from the youngest
    text: str = ""  # of the folio or the title


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
    paused: int  # opinions that wait for the author


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """The opinions asked of one office: given, still due, and late."""

    office_id: int
    office: str
    asked: int
    issued: int
    pending: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What an office or a person has on the desk. An answer takes ``average_days`` calendar days."""

    key: int
    name: str
    pending: int
    week: int  # due within seven days
    overdue: int
    paused: int
    answered: int
    average_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFigures:
    """The proposals of one category or one territory, by their state."""

    key: str
    name: str
    proposals: int
    in_review: int
    feasible: int
    infeasible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """How the judging goes from end to end. Days are calendar days, medians."""

    submitted: int
    judged: int
    published: int
    opinions: int
    given: int
    overdue: int
    answered_late: int
    days_to_answer: int | None
    days_to_publish: int | None

    @property
    def late_percent(self) -> int:
        """Return the share of opinions that are overdue or were given late, in whole per cent."""
        return 100 * (self.overdue + self.answered_late) // self.opinions if self.opinions else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentFilters:
    """What a search of precedents asks for. Empty fields ask for everything."""

    text: str = ""
    verdict: str = ""
    category: str = ""  # its name: each edition has its own codes
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskChoices:
    """What the filters of the desk offer: value and label of each."""

    categories: list[tuple[str, str]]
    units: list[tuple[int, str]]
    editions: list[tuple[str, str]] = field(default_factory=list)
    offices: list[tuple[int, str]] = field(default_factory=list)
    people: list[tuple[int, str]] = field(default_factory=list)
