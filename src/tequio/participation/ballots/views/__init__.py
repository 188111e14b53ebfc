"""The ballot, step by step; the results; and the office's count."""

from tequio.participation.ballots.views import office, results, rivals, voting

__all__ = ["office", "results", "rivals", "voting"]
