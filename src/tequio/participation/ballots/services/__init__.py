"""Named writes of the ballots: freeze the catalogue, cast, count, publish. One person, one ballot."""

from tequio.participation.ballots.services.bulk import load_ballots
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
    CatalogueClosed,
    CatalogueOpen,
    NothingToVote,
    RivalsUnknown,
    TieUnresolved,
    VotingClosed,
    VotingOpen,
)
from tequio.participation.ballots.services.past import import_past_election
from tequio.participation.ballots.services.publishing import publish_results
from tequio.participation.ballots.services.rivals import drop_rivalry, note_rivalry

__all__ = [
    "AlreadyPublished",
    "AlreadyVoted",
    "BallotRefused",
    "CatalogueClosed",
    "CatalogueOpen",
    "NothingToVote",
    "RivalsUnknown",
    "TieUnresolved",
    "VotingClosed",
    "VotingOpen",
    "cast",
    "check_ballot",
    "count",
    "demand_own_place",
    "demand_voting_open",
    "drop_rivalry",
    "freeze_catalogue",
    "import_past_election",
    "load_ballots",
    "note_rivalry",
    "publish_results",
]
