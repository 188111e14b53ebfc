"""The lot: an order of the projects drawn before the count from a public seed that was committed beforehand.

The order is that of SHA-256("seed|project id"), from the lowest. Whoever draws publishes first the SHA-256 of
the seed (so that it cannot be changed), then the seed: a number of the national lottery of a date to come is
as good, because nobody chooses it. Anybody can repeat both with one line of any language.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


class SeedMismatchError(ValueError):
    """The seed is not the one that was committed. The message is in Spanish."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot: its seed, and the SHA-256 (hexadecimal) published beforehand, empty if none was."""

    seed: str
    committed: str = ""


def commitment(seed: str) -> str:
    """Return what is published beforehand: the SHA-256 of the seed, in hexadecimal."""
    return hashlib.sha256(seed.encode()).hexdigest()


def order(lot: Lot, projects: Iterable[str]) -> tuple[str, ...]:
    """Return the projects in the order drawn.

    Raises:
        SeedMismatchError: if the seed is not the one that was committed.
    """
    if lot.committed and commitment(lot.seed) != lot.committed.strip().lower():
        raise SeedMismatchError("La semilla del sorteo no es la que se comprometió: su SHA-256 es otro.")
    return tuple(sorted(projects, key=lambda key: (hashlib.sha256(f"{lot.seed}|{key}".encode()).digest(), key)))
