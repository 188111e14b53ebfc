"""What a proposal needs and resembles: supports, estimates, likeness, changes (docs/rules/proposals.md)."""

from tequio.core.proposing.changes import Piece, pieces
from tequio.core.proposing.estimate import Estimate, Line, estimate
from tequio.core.proposing.likeness import Words, likeness
from tequio.core.proposing.supports import Standing, standing

__all__ = ["Estimate", "Line", "Piece", "Standing", "Words", "estimate", "likeness", "pieces", "standing"]
