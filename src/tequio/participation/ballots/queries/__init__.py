"""Named reads of the ballots: the paper, the box and the results."""

from tequio.participation.ballots.queries.box import Box, open_box, parameters, rule_name
from tequio.participation.ballots.queries.limits import (
    Allowance,
    allowances,
    by_money,
    home,
    limits,
    most_choices,
    own_places,
)
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
from tequio.participation.ballots.queries.summary import Section, summary
from tequio.participation.ballots.queries.tables import (
    SquaredAct,
    acts,
    package,
    points,
    printed_options,
    shift,
    shifts,
    squared,
)
from tequio.participation.ballots.queries.votings import Voting, voting, votings

__all__ = [
    "Allowance",
    "Box",
    "Paper",
    "Purse",
    "Section",
    "SquaredAct",
    "Voting",
    "acts",
    "allowances",
    "as_projects",
    "by_money",
    "draw",
    "home",
    "in_own_order",
    "latest_count",
    "limits",
    "most_choices",
    "open_box",
    "own_places",
    "package",
    "parameters",
    "participation",
    "places",
    "points",
    "printed_options",
    "published_count",
    "purses",
    "reach",
    "result_of",
    "results",
    "rule_name",
    "shift",
    "shifts",
    "squared",
    "summary",
    "voting",
    "votings",
    "winners",
]
