"""Named reads of the ballots: the paper, the box and the results."""

from tequio.participation.ballots.queries.box import Box, open_box
from tequio.participation.ballots.queries.limits import Allowance, allowances, home, limits, own_places
from tequio.participation.ballots.queries.paper import Paper, draw
from tequio.participation.ballots.queries.reach import places, reach
from tequio.participation.ballots.queries.reads import (
    Purse,
    as_projects,
    in_own_order,
    latest_count,
    participation,
    published_count,
    purses,
    result_of,
    results,
    winners,
)
from tequio.participation.ballots.queries.rules import (
    exclusive,
    is_frozen,
    may_be_rivals,
    parameters,
    rivalries,
    rivals,
    rule_name,
)
from tequio.participation.ballots.queries.summary import Section, summary
from tequio.participation.ballots.queries.votings import Voting, voting, votings

__all__ = [
    "Allowance",
    "Box",
    "Paper",
    "Purse",
    "Section",
    "Voting",
    "allowances",
    "as_projects",
    "draw",
    "exclusive",
    "home",
    "in_own_order",
    "is_frozen",
    "latest_count",
    "limits",
    "may_be_rivals",
    "open_box",
    "own_places",
    "parameters",
    "participation",
    "places",
    "published_count",
    "purses",
    "reach",
    "result_of",
    "results",
    "rivalries",
    "rivals",
    "rule_name",
    "summary",
    "voting",
    "votings",
    "winners",
]
