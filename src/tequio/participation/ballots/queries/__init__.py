"""Named reads of the ballots: the paper, the box and the results."""

from tequio.participation.ballots.queries.box import Box, open_box, parameters
from tequio.participation.ballots.queries.reads import (
    Purse,
    as_projects,
    in_own_order,
    latest_count,
    limits,
    participation,
    places,
    published_count,
    purses,
    result_of,
    results,
    winners,
)

__all__ = [
    "Box",
    "Purse",
    "as_projects",
    "in_own_order",
    "latest_count",
    "limits",
    "open_box",
    "parameters",
    "participation",
    "places",
    "published_count",
    "purses",
    "result_of",
    "results",
    "winners",
]
