"""Named reads of the ballots: the paper, the box and the results."""

from tequio.participation.ballots.queries.box import Box, open_box, parameters, rule_name
from tequio.participation.ballots.queries.contests import (
    contest,
    contestable,
    contests,
    recount_due,
    waiting_contests,
    window,
)
from tequio.participation.ballots.queries.figures import figures
from tequio.participation.ballots.queries.limits import Allowance, allowances, home, limits, own_places
from tequio.participation.ballots.queries.paper import Paper, draw
from tequio.participation.ballots.queries.reach import places, reach
from tequio.participation.ballots.queries.reads import (
    Purse,
    as_projects,
    in_own_order,
    latest_count,
    latest_run,
    newest_count,
    participation,
    published_count,
    purses,
    result_of,
    results,
    tie_lot,
    winners,
    withdrawn_counts,
)
from tequio.participation.ballots.queries.summary import (
    Difference,
    Section,
    differences,
    summary,
    voted_units,
)
from tequio.participation.ballots.queries.takeaway import DATASET, pabulib, shelf_key, takeaway, voted
from tequio.participation.ballots.queries.votings import Voting, voting, votings

__all__ = [
    "DATASET",
    "Allowance",
    "Box",
    "Difference",
    "Paper",
    "Purse",
    "Section",
    "Voting",
    "allowances",
    "as_projects",
    "contest",
    "contestable",
    "contests",
    "differences",
    "draw",
    "figures",
    "home",
    "in_own_order",
    "latest_count",
    "latest_run",
    "limits",
    "newest_count",
    "open_box",
    "own_places",
    "pabulib",
    "parameters",
    "participation",
    "places",
    "published_count",
    "purses",
    "reach",
    "recount_due",
    "result_of",
    "results",
    "rule_name",
    "shelf_key",
    "summary",
    "takeaway",
    "tie_lot",
    "voted",
    "voted_units",
    "voting",
    "votings",
    "waiting_contests",
    "window",
    "winners",
    "withdrawn_counts",
]
