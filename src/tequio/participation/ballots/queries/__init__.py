"""Named reads of the ballots: the paper, the box and the results."""

from tequio.participation.ballots.queries.boards import (
    BoxState,
    Issued,
    as_signed,
    ballots_in,
    box_state,
    heads,
    issued,
    leaves,
    proof,
    stored_hashes,
    turnout,
    waits,
    zone_name,
)
from tequio.participation.ballots.queries.box import Box, open_box, parameters, rule_name
from tequio.participation.ballots.queries.definitions import definition
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
from tequio.participation.ballots.queries.summary import Section, summary
from tequio.participation.ballots.queries.votings import Voting, voting, votings

__all__ = [
    "Allowance",
    "Box",
    "BoxState",
    "Issued",
    "Paper",
    "Purse",
    "Section",
    "Voting",
    "allowances",
    "as_projects",
    "as_signed",
    "ballots_in",
    "box_state",
    "definition",
    "draw",
    "heads",
    "home",
    "in_own_order",
    "issued",
    "latest_count",
    "leaves",
    "limits",
    "open_box",
    "own_places",
    "parameters",
    "participation",
    "places",
    "proof",
    "published_count",
    "purses",
    "reach",
    "result_of",
    "results",
    "rule_name",
    "stored_hashes",
    "summary",
    "turnout",
    "voting",
    "votings",
    "waits",
    "winners",
    "zone_name",
]
