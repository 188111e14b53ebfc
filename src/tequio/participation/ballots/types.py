from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox.captures import Mismatch
from tequio.core.tally.limits import Fault
from tequio.participation.editions.types import Completion, CountingDetails, CountingRule, TieRule


class Outcome(StrEnum):
    WINNER = "winner"
    NOT_WINNER = "not_winner"
    TIED = "tied"  # handed to the assembly


class Channel(StrEnum):
    """By which way a person votes."""

    ONLINE = "online"  # a token signed blindly, from their own browser
    CODE = "code"  # a one-time code, at a counter or at home
    PAPER = "paper"


CHANNEL_LABELS = {
    Channel.ONLINE: _("En línea"),
    Channel.CODE: _("Con código impreso"),
    Channel.PAPER: _("En papel"),
}


class CountState(StrEnum):
    """How far a count has come."""

    COUNTED = "counted"  # the office alone sees it
    PROVISIONAL = "provisional"  # public, and open to be contested
    OFFICIAL = "official"


class Stage(StrEnum):
    """What a count that was asked for is doing."""

    WAITING = "waiting"
    READING = "reading"
    COUNTING = "counting"
    KEEPING = "keeping"
    DONE = "done"
    REFUSED = "refused"


class Finding(StrEnum):
    """What a contest came to."""

    FOUNDED = "founded"  # it is counted anew
    UNFOUNDED = "unfounded"


STAGE_LABELS = {
    Stage.WAITING: _("En espera"),
    Stage.READING: _("Se leen y revisan las boletas"),
    Stage.COUNTING: _("Se aplica la regla de conteo"),
    Stage.KEEPING: _("Se guardan las razones de cada proyecto"),
    Stage.DONE: _("Terminó"),
    Stage.REFUSED: _("No se pudo contar"),
}

FINDING_LABELS = {
    Finding.FOUNDED: _("Tiene razón: se cuenta de nuevo"),
    Finding.UNFOUNDED: _("El resultado se confirma"),
}

OUTCOME_LABELS = {
    Outcome.WINNER: _("Ganador"),
    Outcome.NOT_WINNER: _("No ganador"),
    Outcome.TIED: _("Empate, en deliberación"),
}

RULE_NAMES = {  # what an edition declares -> the rule of core.tally
    (CountingRule.PLURALITY, Completion.NONE): "plurality",
    (CountingRule.GREEDY_SKIP, Completion.NONE): "greedy-skip",
    (CountingRule.GREEDY_STOP, Completion.NONE): "greedy-stop",
    (CountingRule.GREEDY_THRESHOLD, Completion.NONE): "greedy-threshold",
    (CountingRule.GREEDY_RATIO, Completion.NONE): "greedy-ratio",
    (CountingRule.KNAPSACK, Completion.NONE): "knapsack",
    (CountingRule.PHRAGMEN, Completion.NONE): "phragmen",
    (CountingRule.EQUAL_SHARES, Completion.NONE): "equal-shares",
    (CountingRule.EQUAL_SHARES, Completion.COMPARISON): "equal-shares-comparison",
    (CountingRule.EQUAL_SHARES, Completion.ADD1): "equal-shares-add1",
    (CountingRule.EQUAL_SHARES, Completion.ADD1_COMPARISON): "equal-shares-add1-comparison",
}

FAULT_LABELS = {
    Fault.EMPTY: _("Elija al menos un proyecto."),
    Fault.UNKNOWN_OPTION: _("Uno de los proyectos no está en la boleta."),
    Fault.ELSEWHERE: _("Uno de los proyectos es de otro lugar."),
    Fault.REPEATED: _("Un proyecto está marcado dos veces."),
    Fault.TOO_MANY: _("Marcó más proyectos de los permitidos."),
    Fault.TOO_MANY_CITYWIDE: _("Marcó más proyectos de toda la ciudad de los permitidos."),
    Fault.TOO_MANY_OF_SIZE: _("Marcó más proyectos de un mismo tamaño de los permitidos."),
    Fault.POINTS: _("Los puntos de un proyecto no son los permitidos."),
    Fault.OVER_MONEY: _("Los proyectos que marcó suman más dinero del que hay."),
    Fault.AWAY: _("Ese no es el lugar donde vive: en esta edición cada quien vota solo en el suyo."),
}


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person decides: in which unit their ballot counts and the points of each option, by its id."""

    unit_id: int | None
    points: Mapping[int, int]
    person_id: int | None = None
    channel: Channel = Channel.CODE


class SheetKind(StrEnum):
    """What a paper ballot turned out to be."""

    VALID = "valid"
    BLANK = "blank"  # nothing marked
    NULL = "null"  # it breaks a limit, or nobody can tell what it wants


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody read on one paper ballot. Why one is null does not make two readings differ."""

    kind: SheetKind
    marks: tuple[tuple[int, int], ...] = ()  # option number and points, by number
    reason: str = field(default="", compare=False)


MISMATCH_LABELS = {
    Mismatch.FOLIOS: _("Los folios no cuadran: usadas, anuladas y sobrantes contra entregadas (%(by)s)."),
    Mismatch.CAPTURED: _("Se capturaron otras de las que salieron de la urna (%(by)s)."),
    Mismatch.ROLL: _("Salieron de la urna otras de las que la lista dice que se entregaron (%(by)s)."),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A pass from a browser: what the key of a place signed without seeing it, and the signature."""

    token: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class CodeText:
    """A pass on paper: a one-time code as it was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """A paper ballot that two people captured. ``key`` is its own, the same each time it is put in."""

    key: bytes


Pass = Token | CodeText | PaperSlip


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise of the box: the leaf of a ballot, signed by the board. ``again`` if it was in already."""

    leaf: bytes
    signature: bytes
    again: bool = False


# Coarse bands of age, as (least age, label). Frozen when somebody gets their right to vote.
AGE_BANDS = ((0, "0-17"), (18, "18-29"), (30, "30-44"), (45, "45-59"), (60, "60+"))


class SimulatedRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way of counting in a simulation. ``own``: each election's own rule, and nothing else is looked at."""

    label: str
    own: bool = False
    rule: CountingRule = CountingRule.GREEDY_SKIP
    completion: Completion = Completion.NONE
    tie_rule: TieRule = TieRule.LOWER_COST
    threshold_votes: int = 0
    counting: CountingDetails = CountingDetails()
