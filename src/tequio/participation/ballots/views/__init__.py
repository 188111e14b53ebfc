"""The ballot, its results, and the office that counts."""

from tequio.participation.ballots.views import (
    contests,
    deciding,
    integrity,
    office,
    results,
    rivals,
    simulations,
    voting,
)

__all__ = ["contests", "deciding", "integrity", "office", "results", "rivals", "simulations", "voting"]
