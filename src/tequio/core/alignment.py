"""How voices meet the actions of a plan: what became of each, which actions are near, how an indicator goes.

Plain rules (docs/rules/plans.md): the same facts give the same answer, and each suggestion says why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tequio.core.text import plain

_STEM = 5  # letters by which two words are taken for the same: árbol, árboles, arbolado
_SHORTEST = 3
_SAID_BY_ALL = frozenset(
    (
        "con",
        "del",
        "desde",
        "donde",
        "entre",
        "este",
        "esta",
        "estos",
        "estas",
        "hacia",
        "hasta",
        "las",
        "los",
        "mas",
        "muy",
        "nos",
        "para",
        "pero",
        "por",
        "porque",
        "que",
        "ser",
        "sin",
        "sobre",
        "son",
        "sus",
        "tener",
        "tiene",
        "todo",
        "todos",
        "toda",
        "todas",
        "una",
        "uno",
        "unos",
        "unas",
        "mejor",
        "mejorar",
        "municipal",
        "municipio",
        "programa",
        "publica",
        "publico",
        "publicas",
        "publicos",
        "servicio",
        "servicios",
    )
)


class Outcome(StrEnum):
    """Where a voice ended in a plan."""

    INCORPORATED = "incorporated"
    PARTLY = "partly"
    NOT = "not"
    UNDECIDED = "undecided"


_BEST_FIRST = (Outcome.INCORPORATED, Outcome.PARTLY, Outcome.NOT)


def outcome(states: Iterable[str]) -> Outcome:
    """Return what became of a voice, from the state of each of its cells in the matrix.

    Whole in one action is incorporated, whatever the others say; else partly; else not. Without cells nobody
    has decided.
    """
    said = {Outcome(state) for state in states}
    return next((one for one in _BEST_FIRST if one in said), Outcome.UNDECIDED)


@dataclass(frozen=True, slots=True)
class ActionText:
    """What an action of the plan says: its key, and its title and text."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action near a voice: the words of the voice that it says too, and how much they weigh together."""

    key: int
    words: tuple[str, ...]
    weight: Fraction


class Near:
    """The actions of a plan, ready to be compared with many voices."""

    def __init__(self, actions: Sequence[ActionText]) -> None:
        self._said = [(action.key, set(stems(action.text))) for action in actions]
        self._common = Counter(stem for _, said in self._said for stem in said)

    def suggest(self, voice: str, *, most: int = 5) -> list[Suggestion]:
        """Return the actions nearest to a voice, the nearest first; those with no word in common are left out.

        A word weighs one over the actions that say it: what every action says tells nothing. Of equal weight,
        the earlier in the plan comes first.

        Args:
            voice: what it says, in its author's words.
            most: how many at most.
        """
        spoken = stems(voice)
        found = []
        for key, said in self._said:
            shared = [stem for stem in spoken if stem in said]
            if shared:
                weight = sum((Fraction(1, self._common[stem]) for stem in shared), Fraction(0))
                found.append(Suggestion(key, tuple(spoken[stem] for stem in shared), weight))
        return sorted(found, key=lambda one: -one.weight)[:most]


def stems(text: str) -> dict[str, str]:
    """Return the beginnings by which words are compared, each with the first word that has it."""
    found: dict[str, str] = {}
    for raw in "".join(c if c.isalnum() else " " for c in text).split():
        word = plain(raw)
        if len(word) >= _SHORTEST and word not in _SAID_BY_ALL and not word.isdigit():
            found.setdefault(word.removesuffix("s")[:_STEM], raw.casefold())
    return found


def advance(*, baseline: Decimal, target: Decimal, value: Decimal) -> Fraction | None:
    """Return which share of the way from the baseline to the target a value has come.

    Zero stands at the baseline and one at the target, whether the indicator is to rise or to fall; under zero
    it went the other way, over one it passed the target. None: the target is the baseline, and there is no way.
    """
    if target == baseline:
        return None
    return (Fraction(value) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))


def may_stand_under(rank: int, parent_rank: int | None) -> bool:
    """Return whether an element of one level may stand under one of another (0 for an axis, 3 for an action).

    An axis stands under nothing; everything else under any level above its own: many plans skip one.
    """
    if parent_rank is None:
        return rank == 0
    return parent_rank < rank
