"""Several envelopes in one count: which comes first, and what becomes of the money that they leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """When the envelope of the whole city is counted, seen from those of the zones."""

    WITH = "with"  # in the order of the election; none waits for another
    BEFORE = "before"
    AFTER = "after"


class Remainder(StrEnum):
    """What becomes of what the zones leave."""

    STAYS = "stays"
    CITY = "city"  # it goes to the envelope of the whole city
    EQUAL = "equal"  # it is put together and divided equally among the zones
    VOTES = "votes"  # the same, in proportion to the valid ballots of each zone


class Cause(StrEnum):
    """Why money went from one envelope to another."""

    LEFT = "left"  # a zone gives what it left
    SHARE = "share"  # a zone receives its part of what all left


@dataclass(frozen=True, slots=True)
class Pots:
    """How envelopes depend on each other. Without a city envelope and where all stays, they do not.

    Args:
        city: the id of the envelope of the whole city; empty if there is none.
        when: when it is counted.
        remainder: what becomes of what the other envelopes leave.
    """

    city: str = ""
    when: When = When.WITH
    remainder: Remainder = Remainder.STAYS


@dataclass(frozen=True, slots=True)
class Transfer:
    """Centavos that an envelope gave (below zero) or received (above), and why."""

    envelope: str
    amount: int
    cause: Cause


def divided(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide centavos in proportion to whole weights, exactly: nothing is lost and nothing is made up.

    Each part is rounded down; the centavos left go one by one to the largest remainders, the first of equals
    first (Hamilton's method). With no weight at all, it is divided equally.
    """
    heavy = list(weights) if sum(weights) else [1] * len(weights)
    total = sum(heavy)
    parts = [amount * weight // total for weight in heavy]
    order = sorted(range(len(heavy)), key=lambda i: -(amount * heavy[i] % total))
    for index in order[: amount - sum(parts)]:
        parts[index] += 1
    return parts
