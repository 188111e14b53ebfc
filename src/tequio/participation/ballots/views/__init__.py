"""The ballot, its results, and the office that counts."""

from tequio.participation.ballots.views import (
    boards,
    contests,
    deciding,
    integrity,
    office,
    results,
    rivals,
    simulations,
    urna,
    voting,
)

__all__ = [
    "boards",
    "contests",
    "deciding",
    "integrity",
    "office",
    "results",
    "rivals",
    "simulations",
    "urna",
    "voting",
]
