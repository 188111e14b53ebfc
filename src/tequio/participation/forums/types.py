"""What crosses the borders of forums: phases, acts, states and channels, and how people call them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class PhaseKind(StrEnum):
    """A stretch of an exercise. The clock decides which one is open; several may be at once."""

    CONTRIBUTING = "contributing"
    VOTING = "voting"
    ANALYSIS = "analysis"
    RETURN = "return"  # what became of each voice is told


PHASE_LABELS = {
    PhaseKind.CONTRIBUTING: _("Aportaciones"),
    PhaseKind.VOTING: _("Votación de aportaciones"),
    PhaseKind.ANALYSIS: _("Análisis"),
    PhaseKind.RETURN: _("Devolución de resultados"),
}

# The pairs of phases that may run at the same time; the others follow each other.
MAY_OVERLAP = (
    frozenset({PhaseKind.CONTRIBUTING.value, PhaseKind.VOTING.value}),
    frozenset({PhaseKind.ANALYSIS.value, PhaseKind.RETURN.value}),
)


class Action(StrEnum):
    """What a person may do in an exercise; each has its own rule of access."""

    CONTRIBUTE = "contribute"
    VOTE = "vote"
    COMMENT = "comment"


ACTION_LABELS = {
    Action.CONTRIBUTE: _("Aportar"),
    Action.VOTE: _("Votar por lo que otras personas aportaron"),
    Action.COMMENT: _("Comentar"),
}


class Opening(StrEnum):
    """Whether voices may be commented, and when a comment is seen."""

    NONE = "none"
    AFTER = "after"
    BEFORE = "before"


COMMENTS_LABELS = {
    Opening.NONE: _("Sin comentarios"),
    Opening.AFTER: _("Se ven al momento y se moderan después"),
    Opening.BEFORE: _("Se ven cuando alguien los ha leído"),
}


class Step(StrEnum):
    """A part of an exercise that the office fills in; the task list of its builder."""

    IDENTITY = "identity"
    TEXTS = "texts"
    PILLARS = "pillars"
    SECTORS = "sectors"
    ASKING = "asking"
    QUESTIONS = "questions"
    CALENDAR = "calendar"
    ACCESS = "access"
    LIMITS = "limits"
    FIGURES = "figures"


STEP_LABELS = {
    Step.IDENTITY: _("Nombre, mapa y clasificación"),
    Step.TEXTS: _("Textos y aviso de privacidad"),
    Step.PILLARS: _("Pilares y temas"),
    Step.SECTORS: _("Sectores de la población"),
    Step.ASKING: _("Qué se pregunta siempre"),
    Step.QUESTIONS: _("Preguntas de este foro"),
    Step.CALENDAR: _("Etapas y fechas"),
    Step.ACCESS: _("Quién puede participar"),
    Step.LIMITS: _("Límites, comentarios y respuesta"),
    Step.FIGURES: _("Cifras en vivo"),
}

STEP_HINTS = {
    Step.IDENTITY: _("Cómo se llama, de qué mapa son sus cifras y con qué clasificación se alinea."),
    Step.TEXTS: _("Lo que la gente lee antes de decidir si participa, y qué se hace con sus datos."),
    Step.PILLARS: _("De qué se habla. Cada pilar tiene temas: con ellos se cuenta por tipo de problema."),
    Step.SECTORS: _("A qué grupo dice pertenecer cada persona, si quiere decirlo."),
    Step.ASKING: _("La visión a futuro, el primer paso, el lugar, la foto y los grupos de edad."),
    Step.QUESTIONS: _("Preguntas que solo hace este foro, además de las de siempre."),
    Step.CALENDAR: _("Cuándo se aporta, se vota, se analiza y se devuelve. El reloj abre y cierra cada etapa."),
    Step.ACCESS: _("Cómo muestra quién es cada persona para aportar, votar o comentar."),
    Step.LIMITS: _("Cuánto puede aportar y votar cada persona, y en cuántos días se le contesta."),
    Step.FIGURES: _("Cada cuánto se calculan y qué tan gruesas son, para que no revelen a nadie."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What a step lacks or contradicts, as a sentence. ``blocks``: it cannot be published like this."""

    step: Step
    message: Any
    blocks: bool = True


class QuestionKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"


QUESTION_LABELS = {
    QuestionKind.TEXT: _("Una línea"),
    QuestionKind.LONG_TEXT: _("Un párrafo"),
    QuestionKind.CHOICE: _("Una opción"),
    QuestionKind.CHOICES: _("Varias opciones"),
}


class Channel(StrEnum):
    """By which way a voice or a vote came."""

    WEB = "web"
    TABLE = "table"  # somebody of the office wrote down what a person said
    PAPER = "paper"  # from a batch of sheets
    CARRIED = "carried"  # nobody answered it in an exercise before


CHANNEL_LABELS = {
    Channel.WEB: _("Por internet"),
    Channel.TABLE: _("En una mesa"),
    Channel.PAPER: _("En papel"),
    Channel.CARRIED: _("De un ejercicio anterior"),
}


class ContributionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


STATE_LABELS = {
    ContributionState.DRAFT: _("Borrador"),
    ContributionState.SUBMITTED: _("Registrada"),
    ContributionState.WITHDRAWN: _("Retirada"),
    ContributionState.MERGED: _("Unida a otra"),
}


class Gender(StrEnum):
    """As the person says it. Nobody has to."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non_binary"
    UNSAID = ""


GENDER_LABELS = {
    Gender.WOMAN: _("Mujeres"),
    Gender.MAN: _("Hombres"),
    Gender.NON_BINARY: _("Personas no binarias"),
    Gender.UNSAID: _("No lo dijeron"),
}


class ClusterState(StrEnum):
    """A group of voices that ask for the same: suggested by their words, then a person decides."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


CLUSTER_LABELS = {
    ClusterState.SUGGESTED: _("Sugerido"),
    ClusterState.CONFIRMED: _("Confirmado"),
    ClusterState.DISMISSED: _("Descartado"),
}


class SuggestionState(StrEnum):
    """How far a search for groups is. It works in the background."""

    WAITING = "waiting"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    FAILED = "failed"


SUGGESTION_LABELS = {
    SuggestionState.WAITING: _("En espera"),
    SuggestionState.READING: _("Leyendo las aportaciones"),
    SuggestionState.COMPARING: _("Comparando unas con otras"),
    SuggestionState.DONE: _("Terminada"),
    SuggestionState.FAILED: _("No terminó"),
}


class DutyReminderKind(StrEnum):
    """What an office is reminded of: that a day is near, or that it has passed."""

    SOON = "soon"
    OVERDUE = "overdue"


class DutyProgress(StrEnum):
    """The lists of an office's duties to answer, as they stand in addresses."""

    PENDING = "pendientes"
    OVERDUE = "vencidas"
    ANSWERED = "respondidas"
    ALL = "todas"


DUTY_LABELS = {
    DutyProgress.PENDING: _("Por responder"),
    DutyProgress.OVERDUE: _("Vencidas"),
    DutyProgress.ANSWERED: _("Respondidas"),
    DutyProgress.ALL: _("Todas"),
}

SOON = 3  # days before the last one from which it is said to be near


@dataclass(frozen=True, slots=True)
class Deadline:
    """How far away a day is, in words, and the tone of its badge."""

    words: str
    tone: str


def deadline(due: date, today: date) -> Deadline:
    """Return how far away the last day of a duty is, as a colleague would say it."""
    days = (due - today).days
    if days < 0:
        words = ngettext("venció hace %(n)d día", "venció hace %(n)d días", -days) % {"n": -days}
        return Deadline(words, "late")
    if days == 0:
        return Deadline(gettext("vence hoy"), "late")
    words = ngettext("vence en %(n)d día", "vence en %(n)d días", days) % {"n": days}
    return Deadline(words, "now" if days <= SOON else "info")


class Doing(StrEnum):
    """What has been done with a voice on the bench; each is a list there, as it stands in addresses."""

    LOOSE = "sin-nada"
    GROUPED = "agrupadas"
    ASSIGNED = "turnadas"
    OVERDUE = "vencidas"
    ANSWERED = "respondidas"
    MERGED = "unidas"
    ALL = "todas"


DOING_LABELS = {
    Doing.LOOSE: _("Sin nada todavía"),
    Doing.GROUPED: _("Agrupadas"),
    Doing.ASSIGNED: _("Turnadas"),
    Doing.OVERDUE: _("Con plazo vencido"),
    Doing.ANSWERED: _("Respondidas"),
    Doing.MERGED: _("Unidas a otra"),
    Doing.ALL: _("Todas"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchFilter:
    """What the bench is narrowed to. Ids; None and empty text leave a part out."""

    doing: Doing = Doing.LOOSE
    text: str = ""
    pillar: int | None = None
    theme: int | None = None
    site: int | None = None
    tag: int | None = None
    cluster: int | None = None
    office: int | None = None


class VoiceOrder(StrEnum):
    """In which order the explorer of voices lists."""

    CHANCE = "azar"  # a shuffle of each visit, so that no voice is always the first
    NEWEST = "recientes"
    VOTES = "votos"  # once votes are over
    FOLIO = "folio"


VOICE_ORDER_LABELS = {
    VoiceOrder.CHANCE: _("Al azar, para que todas se vean"),
    VoiceOrder.NEWEST: _("Las más nuevas primero"),
    VoiceOrder.VOTES: _("Por votos"),
    VoiceOrder.FOLIO: _("Por folio"),
}


class Standing(StrEnum):
    """What the explorer can be asked for, by what became of a voice."""

    WAITING = "espera"
    ANSWERED = "respondidas"
    MERGED = "unidas"
    CARRIED = "anteriores"


STANDING_LABELS = {
    Standing.WAITING: _("Sin respuesta todavía"),
    Standing.ANSWERED: _("Con respuesta"),
    Standing.MERGED: _("Unidas a otra"),
    Standing.CARRIED: _("De un ejercicio anterior"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceFilters:
    """What the explorer of voices is asked for. Empty fields ask for everything."""

    text: str = ""
    pillar: str = ""  # code
    theme: int | None = None
    unit: int | None = None  # a sector or a colonia; a sector takes its colonias
    standing: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What somebody says of themselves, all of it voluntary: empty is «prefiero no decirlo».

    Attributes:
        gender: a value of ``Gender``.
        age_from: the first year of a band of ages of the exercise.
        sector: the id of a sector of the population of the exercise.
        unit: the id of the colonia where they live.
    """

    gender: str = ""
    age_from: int | None = None
    sector: int | None = None
    unit: int | None = None
