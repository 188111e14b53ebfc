"""How an edition is counted: its rule, what completes it, its ties, and the finer settings of each rule."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from tequio.core.tally.pots import Remainder, When
from tequio.core.tally.rules import Compare, Fill, Start, Stop, Utility
from tequio.core.tally.thresholds import Rounding


class CountingRule(StrEnum):
    """The counting rules of core.tally that an edition may declare."""

    PLURALITY = "plurality"  # the most voted per territory and size class
    GREEDY_SKIP = "greedy_skip"
    GREEDY_STOP = "greedy_stop"
    GREEDY_THRESHOLD = "greedy_threshold"
    GREEDY_RATIO = "greedy_ratio"
    KNAPSACK = "knapsack"
    EQUAL_SHARES = "equal_shares"  # the Method of Equal Shares
    PHRAGMEN = "phragmen"


# Rules under which each person marks all that they support: the money does not limit a ballot.
PROPORTIONAL = frozenset({CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN})

RULE_LABELS = {
    CountingRule.PLURALITY: _("Los más votados por territorio y tamaño"),
    CountingRule.GREEDY_SKIP: _("Por votos; si uno no cabe, se pasa al siguiente"),
    CountingRule.GREEDY_STOP: _("Por votos, hasta el primero que no cabe"),
    CountingRule.GREEDY_THRESHOLD: _("Por votos, con un mínimo de votos"),
    CountingRule.GREEDY_RATIO: _("Por votos por cada peso: primero los que más rinden"),
    CountingRule.KNAPSACK: _("El conjunto que suma más votos y cabe en la bolsa"),
    CountingRule.EQUAL_SHARES: _("Partes iguales: cada voto vale lo mismo en dinero"),
    CountingRule.PHRAGMEN: _("Por turnos (Phragmén): el dinero de cada persona crece al mismo paso"),
}

# Three projects compete for 100: A costs 60 and has 9 votes, B costs 70 and has 6, C costs 30 and has 4.
RULE_EXAMPLES = {
    CountingRule.PLURALITY: _("Gana A, el más votado. Si cada bolsa admite dos ganadores, ganan A y C."),
    CountingRule.GREEDY_SKIP: _("Gana A y quedan 40. B no cabe, se salta; C cabe y gana."),
    CountingRule.GREEDY_STOP: _("Gana A y quedan 40. B no cabe: ahí termina, y C no gana."),
    CountingRule.GREEDY_THRESHOLD: _("Con un mínimo de 5 votos, gana A; C cabe, pero no llega al mínimo."),
    CountingRule.GREEDY_RATIO: _(
        "A tiene 15 votos por cada 100, C 13 y B 9: van en ese orden. Ganan A y C. Favorece a los baratos."
    ),
    CountingRule.KNAPSACK: _("A y C suman 13 votos y cuestan 90: ningún otro conjunto que quepa suma más."),
    CountingRule.EQUAL_SHARES: _(
        "Si votan 10, a cada quien le tocan 10. Un proyecto gana cuando quienes lo apoyan juntan su costo: "
        "así gana también lo que quiere un grupo pequeño, en proporción a su tamaño."
    ),
    CountingRule.PHRAGMEN: _(
        "Cada quien junta dinero al mismo paso; en cuanto quienes apoyan un proyecto juntan su costo, gana. "
        "También reparte en proporción."
    ),
}


class Completion(StrEnum):
    """What is done with the money that Equal Shares leaves, and whether plain approval may stand instead."""

    NONE = "none"
    COMPARISON = "comparison"
    ADD1 = "add1"  # every voter's share is raised by one unit until the next raise would overspend
    ADD1_COMPARISON = "add1_comparison"  # the same, and plain approval instead where more voters prefer it


COMPLETION_LABELS = {
    Completion.NONE: _("El dinero que sobra no se reparte"),
    Completion.COMPARISON: _("El dinero que sobra no se reparte, y se compara con la mayoría simple"),
    Completion.ADD1: _("Se sube la parte de cada persona mientras alcance"),
    Completion.ADD1_COMPARISON: _("Se sube la parte de cada persona, y se compara con la mayoría simple"),
}


class TieRule(StrEnum):
    """What is done when options tie at the last place."""

    ASSEMBLY = "assembly"
    LOWER_COST = "lower_cost"
    FIRST_SUBMITTED = "first_submitted"
    LOT = "lot"


TIE_LABELS = {
    TieRule.ASSEMBLY: _("Los proyectos empatados pasan a deliberación de la asamblea"),
    TieRule.LOWER_COST: _("Gana el de menor costo"),
    TieRule.FIRST_SUBMITTED: _("Gana el que se registró primero"),
    TieRule.LOT: _("Gana el de menor costo; si cuestan lo mismo, por un sorteo público"),
}

ROUNDING_LABELS = {
    Rounding.UP: _("Hacia arriba: 10 % de 44 boletas son 5"),
    Rounding.DOWN: _("Hacia abajo: 10 % de 44 boletas son 4"),
    Rounding.HALF_UP: _("Al más cercano: 10 % de 44 boletas son 4, de 45 son 5"),
}

UTILITY_LABELS = {
    Utility.COST: _("El dinero que trae el proyecto, como lo usan las ciudades"),
    Utility.CARDINALITY: _("Cada proyecto por igual, cueste lo que cueste"),
    Utility.POINTS: _("Los puntos que cada persona le dio"),
}

START_LABELS = {
    Start.EXACT: _("La bolsa entre las personas, exacta"),
    Start.INTEGRAL: _("La bolsa entre las personas, en pesos enteros"),
}

STOP_LABELS = {
    Stop.OVERSPEND: _("Cuando el siguiente paso gastaría más de lo que hay"),
    Stop.EXHAUSTIVE: _("Antes, si ya no cabe ningún proyecto"),
}

FILL_LABELS = {
    Fill.NONE: _("Se queda sin usar"),
    Fill.VOTES: _("Se gasta por votos, en lo que todavía quepa"),
}

COMPARE_LABELS = {
    Compare.SATISFACTION: _("Cada persona prefiere el resultado con más proyectos suyos"),
    Compare.COVERAGE: _("Cada persona prefiere el resultado donde gana al menos uno suyo"),
}

WHEN_LABELS = {
    When.WITH: _("Al mismo tiempo: ninguna espera a otra"),
    When.BEFORE: _("Antes que las de los territorios"),
    When.AFTER: _("Después que las de los territorios"),
}

REMAINDER_LABELS = {
    Remainder.STAYS: _("Se queda sin usar"),
    Remainder.CITY: _("Pasa a la bolsa de toda la ciudad"),
    Remainder.EQUAL: _("Se junta y se reparte por igual entre los territorios"),
    Remainder.VOTES: _("Se junta y se reparte según las boletas de cada territorio"),
}

PERCENT = r"^(|(100|[1-9]?[0-9])(\.[0-9]{1,2})?)$"


class CountingDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The finer settings of the count. Those that the rule does not know stay at their defaults."""

    threshold_percent: Annotated[
        str,
        Meta(pattern=PERCENT, description="En % de las boletas válidas. Vacío: ninguno."),
    ] = ""
    rounding: Rounding = Rounding.UP
    part_percent: Annotated[int, Meta(ge=1, le=99)] | None = None
    utility: Utility = Utility.COST
    start: Start = Start.EXACT
    stop: Stop = Stop.OVERSPEND
    increment_centavos: Annotated[int, Meta(ge=1)] | None = None
    fill: Fill = Fill.NONE
    compare: Compare = Compare.SATISFACTION  # where the completion compares at all
    min_share: Annotated[int, Meta(ge=1, le=1000)] | None = None
    blank_share: bool = False
    city_pot: When = When.WITH
    remainder: Remainder = Remainder.STAYS
    lot_source: str = ""  # the public draw that gives the seed, in words; its hash is committed in the office


def read_details(stored: Any) -> CountingDetails:
    """Return stored settings as a value; what is not there is at its default.

    Raises:
        msgspec.ValidationError: if a field is unknown or its value is none of the allowed.
    """
    return msgspec.convert(stored, CountingDetails)
