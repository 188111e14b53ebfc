"""The ballot, step by step; the results; and the office's count."""

from tequio.participation.ballots.views import boards, office, results, urna, voting

__all__ = ["boards", "office", "results", "urna", "voting"]
