"""Reads of plans: the tree, the matrix, what is covered, and how indicators go."""

from tequio.accountability.plans.queries.coverage import Coverage, Demand, coverage
from tequio.accountability.plans.queries.indicators import Reading, readings
from tequio.accountability.plans.queries.matrix import (
    Near,
    cells_of,
    clusters,
    counts,
    ended,
    narrow,
    near,
    progress,
    progress_by_plan,
    results,
    settled,
    voices,
)
from tequio.accountability.plans.queries.tree import (
    Place,
    actions,
    elements,
    find,
    place,
    public_plans,
    tree,
)

__all__ = [
    "Coverage",
    "Demand",
    "Near",
    "Place",
    "Reading",
    "actions",
    "cells_of",
    "clusters",
    "counts",
    "coverage",
    "elements",
    "ended",
    "find",
    "narrow",
    "near",
    "place",
    "progress",
    "progress_by_plan",
    "public_plans",
    "readings",
    "results",
    "settled",
    "tree",
    "voices",
]
