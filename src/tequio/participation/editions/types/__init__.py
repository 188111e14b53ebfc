from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from tequio.core.envelopes import FormulaKind
from tequio.foundation.identity.types import Assurance
from tequio.participation.editions.types.counting import (
    COMPARE_LABELS,
    COMPLETION_LABELS,
    FILL_LABELS,
    PROPORTIONAL,
    REMAINDER_LABELS,
    ROUNDING_LABELS,
    RULE_EXAMPLES,
    RULE_LABELS,
    START_LABELS,
    STOP_LABELS,
    TIE_LABELS,
    UTILITY_LABELS,
    WHEN_LABELS,
    Completion,
    CountingDetails,
    CountingRule,
    TieRule,
    read_details,
)

__all__ = [
    "ACTION_LABELS",
    "BALLOT_LABELS",
    "BOX_LABELS",
    "COMMENTS_LABELS",
    "COMPARE_LABELS",
    "COMPLETION_LABELS",
    "CRITERION_LABELS",
    "ELIGIBILITY_LABELS",
    "FIGURE_LABELS",
    "FILL_LABELS",
    "FORMULA_LABELS",
    "KNOWS_HOME",
    "MAY_OVERLAP",
    "OPTIONAL_STEPS",
    "PHASE_LABELS",
    "PREVIEW_LABELS",
    "PROPORTIONAL",
    "REMAINDER_LABELS",
    "ROUNDING_LABELS",
    "RULE_EXAMPLES",
    "RULE_LABELS",
    "SCOPE_LABELS",
    "START_LABELS",
    "STEP_GROUPS",
    "STEP_HINTS",
    "STEP_LABELS",
    "STOP_LABELS",
    "TIE_LABELS",
    "UTILITY_LABELS",
    "WHEN_LABELS",
    "AccessDraft",
    "Action",
    "BallotKind",
    "BoxMode",
    "Comments",
    "Completion",
    "CountingDetails",
    "CountingRule",
    "CriterionKind",
    "Eligibility",
    "PhaseKind",
    "Preview",
    "Problem",
    "Step",
    "TieRule",
    "VoteScope",
    "read_details",
]


class PhaseKind(StrEnum):
    """The kinds of phase of an edition, in their usual order."""

    REGISTRATION = "registration"
    SUPPORT = "support"
    FEASIBILITY = "feasibility"
    APPEALS = "appeals"
    VOTING = "voting"
    RESULTS = "results"
    EXECUTION = "execution"


PHASE_LABELS = {
    PhaseKind.REGISTRATION: _("Registro de propuestas"),
    PhaseKind.SUPPORT: _("Apoyos"),
    PhaseKind.FEASIBILITY: _("Revisión de factibilidad"),
    PhaseKind.APPEALS: _("Inconformidades"),
    PhaseKind.VOTING: _("Votación"),
    PhaseKind.RESULTS: _("Resultados"),
    PhaseKind.EXECUTION: _("Ejecución y seguimiento"),
}

# Proposals may be supported and judged while they still arrive, appeals be heard while the rest is judged, and
# works begin while results are still on show.
MAY_OVERLAP = frozenset(
    {
        frozenset({PhaseKind.REGISTRATION.value, PhaseKind.FEASIBILITY.value}),
        frozenset({PhaseKind.REGISTRATION.value, PhaseKind.SUPPORT.value}),
        frozenset({PhaseKind.SUPPORT.value, PhaseKind.FEASIBILITY.value}),
        frozenset({PhaseKind.FEASIBILITY.value, PhaseKind.APPEALS.value}),
        frozenset({PhaseKind.RESULTS.value, PhaseKind.EXECUTION.value}),
    }
)


class VoteScope(StrEnum):
    """Which territory a person may vote in."""

    ANY = "any"  # the place they choose, one only
    OWN = "own"  # the one where they live


SCOPE_LABELS = {
    VoteScope.ANY: _("En el territorio que cada quien elija"),
    VoteScope.OWN: _("Solo en el territorio donde vive"),
}


class BoxMode(StrEnum):
    """How a ballot is kept apart from its person."""

    TOKENS = "tokens"  # a token signed blindly for the person's own browser; codes at the counter
    CODES = "codes"  # one-time codes printed and handed out, for small towns


BOX_LABELS = {
    BoxMode.TOKENS: _("En línea con ficha secreta; con código impreso en los módulos"),
    BoxMode.CODES: _("Solo con códigos impresos"),
}


class Preview(StrEnum):
    """Who sees a count before it is published."""

    AUDITORS = "auditors"  # who counts and who audits
    COUNTERS = "counters"  # who counts alone


PREVIEW_LABELS = {
    Preview.AUDITORS: _("Quien cuenta y quien audita"),
    Preview.COUNTERS: _("Solo quien cuenta"),
}


class Action(StrEnum):
    """What a person comes to do. An edition says who may do each."""

    PROPOSE = "propose"
    SUPPORT = "support"
    COMMENT = "comment"
    VOTE = "vote"


ACTION_LABELS = {
    Action.PROPOSE: _("Proponer"),
    Action.SUPPORT: _("Apoyar propuestas"),
    Action.COMMENT: _("Comentar"),
    Action.VOTE: _("Votar"),
}


class Comments(StrEnum):
    """Whether proposals may be commented, and when a comment is seen."""

    CLOSED = "closed"
    AFTER = "after"  # seen at once, moderated afterwards
    BEFORE = "before"  # seen once a moderator has read it


COMMENTS_LABELS = {
    Comments.CLOSED: _("No se comenta"),
    Comments.AFTER: _("Se ven al momento y se moderan después"),
    Comments.BEFORE: _("Se ven cuando alguien los revisa"),
}


class CriterionKind(StrEnum):
    """The sides from which a proposal is judged."""

    TECHNICAL = "technical"
    LEGAL = "legal"
    BUDGETARY = "budgetary"
    LAND = "land"


CRITERION_LABELS = {
    CriterionKind.TECHNICAL: _("Técnico"),
    CriterionKind.LEGAL: _("Jurídico"),
    CriterionKind.BUDGETARY: _("Presupuestal"),
    CriterionKind.LAND: _("Suelo y competencia"),
}


class BallotKind(StrEnum):
    """What a ballot says of each option."""

    APPROVAL = "approval"  # marked or not
    POINTS = "points"  # some points each


BALLOT_LABELS = {
    BallotKind.APPROVAL: _("Marcar los proyectos preferidos"),
    BallotKind.POINTS: _("Repartir puntos entre los proyectos"),
}


class Eligibility(StrEnum):
    """Who may take part."""

    SIGNED_IN = "signed_in"
    RESIDENTS = "residents"


ELIGIBILITY_LABELS = {
    Eligibility.SIGNED_IN: _("Cualquier persona con cuenta"),
    Eligibility.RESIDENTS: _("Quien vive en el municipio"),
}


FORMULA_LABELS = {
    FormulaKind.FLAT: _("Lo mismo a cada uno"),
    FormulaKind.PER_CAPITA: _("Según cuánta gente vive ahí"),
    FormulaKind.PREDIAL: _("Según el predial que pagó"),
    FormulaKind.MARGINALISATION: _("Según su índice de marginación: a mayor índice, más dinero"),
}

FIGURE_LABELS = {
    FormulaKind.FLAT: "",
    FormulaKind.PER_CAPITA: _("Habitantes"),
    FormulaKind.PREDIAL: _("Predial pagado, en pesos"),
    FormulaKind.MARGINALISATION: _("Índice de marginación"),
}

# The means of identification that tell where a person lives.
KNOWS_HOME = frozenset({Assurance.DOCUMENT.value, Assurance.IN_PERSON.value, Assurance.ROLL.value})


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessDraft:
    """Who may do one thing, as the coordinator writes it: any of the means, and an age as of a day."""

    action: str
    methods: Sequence[str] = ()
    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    minors_with_guardian: bool = False

    @property
    def asks_something(self) -> bool:
        """Return whether it asks for more than an account."""
        ages = (self.age_min, self.age_max)
        return bool(self.methods) or self.minors_with_guardian or any(age is not None for age in ages)


class Step(StrEnum):
    """The steps in which an edition is set up, in order. Their values are part of the addresses."""

    IDENTITY = "nombre"
    MAP = "mapa"
    CATEGORIES = "categorias"
    SIZES = "tamanos"
    MONEY = "bolsas"
    ACCESS = "participacion"
    PROPOSALS = "propuestas"
    FEASIBILITY = "factibilidad"
    CRITERIA = "criterios"
    CALENDAR = "calendario"
    BALLOT = "boleta"
    COUNTING = "conteo"
    PAPER = "modulos"


STEP_LABELS = {
    Step.IDENTITY: _("Nombre y resumen"),
    Step.MAP: _("Mapa"),
    Step.CATEGORIES: _("Categorías"),
    Step.SIZES: _("Tamaños de proyecto"),
    Step.MONEY: _("Bolsas de dinero"),
    Step.ACCESS: _("Quién puede participar"),
    Step.PROPOSALS: _("Propuestas, apoyos y comentarios"),
    Step.FEASIBILITY: _("Factibilidad: quién dictamina y en cuántos días"),
    Step.CRITERIA: _("Factibilidad: qué se revisa"),
    Step.CALENDAR: _("Calendario"),
    Step.BALLOT: _("La boleta"),
    Step.COUNTING: _("Conteo y empates"),
    Step.PAPER: _("Módulos en persona"),
}

STEP_HINTS = {
    Step.IDENTITY: _("Cómo se llama la edición y en qué dirección del sitio se encuentra."),
    Step.MAP: _("De qué versión del mapa son los territorios de esta edición."),
    Step.CATEGORIES: _("De qué pueden tratar las propuestas, y qué áreas dictaminan cada una."),
    Step.SIZES: _("Cuánto puede costar cada tipo de proyecto. Sin tamaños, todos son iguales."),
    Step.MONEY: _("Cuánto hay para cada territorio y tamaño. Puede dar lo mismo a todos o usar una fórmula."),
    Step.ACCESS: _("Qué se le pide a una persona para proponer, apoyar, comentar y votar."),
    Step.PROPOSALS: _("Cuántas propuestas y apoyos puede dar cada persona, y si se comenta."),
    Step.FEASIBILITY: _("Los plazos de las áreas, de las correcciones y de las inconformidades."),
    Step.CRITERIA: _("Las preguntas que contestan las áreas sobre cada propuesta."),
    Step.CALENDAR: _("Cuándo abre y cierra cada etapa, y qué debe saber la gente de ella."),
    Step.BALLOT: _("Dónde vota cada quien y cuántos proyectos puede marcar."),
    Step.COUNTING: _("Cómo se decide quién gana y qué pasa si hay empate."),
    Step.PAPER: _("Dónde se puede participar en persona, con ayuda o en papel."),
}

STEP_GROUPS = (
    (_("Lo básico"), (Step.IDENTITY, Step.MAP)),
    (_("Qué se decide"), (Step.CATEGORIES, Step.SIZES, Step.MONEY)),
    (_("Las personas"), (Step.ACCESS, Step.PROPOSALS)),
    (_("La revisión"), (Step.FEASIBILITY, Step.CRITERIA)),
    (_("Las fechas y la votación"), (Step.CALENDAR, Step.BALLOT, Step.COUNTING, Step.PAPER)),
)

OPTIONAL_STEPS = frozenset({Step.SIZES, Step.CRITERIA, Step.PAPER})


@dataclass(frozen=True, slots=True)
class Problem:
    """What a step lacks or contradicts, in plain words. ``blocks``: it cannot be published so."""

    step: Step
    message: object
    blocks: bool = True
