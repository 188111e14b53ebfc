"""Named writes of the ballots: freeze the catalogue, cast, count, publish. One person, one ballot."""

from tequio.participation.ballots.services.acts import issued_of, on_roll, sign_act
from tequio.participation.ballots.services.bulk import load_ballots
from tequio.participation.ballots.services.captures import (
    accept_package,
    add_sheet,
    begin_capture,
    differences_of,
    drop_last,
    finish_capture,
    reading_of,
    resolve,
    summary_of,
)
from tequio.participation.ballots.services.casting import (
    cast,
    check_ballot,
    demand_own_place,
    demand_voting_open,
)
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.counting import count
from tequio.participation.ballots.services.errors import (
    AlreadyPublished,
    AlreadyVoted,
    BallotRefused,
    CatalogueOpen,
    NothingToVote,
    PaperRefused,
    TieUnresolved,
    VotingClosed,
    VotingOpen,
)
from tequio.participation.ballots.services.past import import_past_election
from tequio.participation.ballots.services.publishing import publish_results
from tequio.participation.ballots.services.sheets import readings as readings_of
from tequio.participation.ballots.services.tables import hand_booklet, plan_shift

__all__ = [
    "AlreadyPublished",
    "AlreadyVoted",
    "BallotRefused",
    "CatalogueOpen",
    "NothingToVote",
    "PaperRefused",
    "TieUnresolved",
    "VotingClosed",
    "VotingOpen",
    "accept_package",
    "add_sheet",
    "begin_capture",
    "cast",
    "check_ballot",
    "count",
    "demand_own_place",
    "demand_voting_open",
    "differences_of",
    "drop_last",
    "finish_capture",
    "freeze_catalogue",
    "hand_booklet",
    "import_past_election",
    "issued_of",
    "load_ballots",
    "on_roll",
    "plan_shift",
    "publish_results",
    "reading_of",
    "readings_of",
    "resolve",
    "sign_act",
    "summary_of",
]
