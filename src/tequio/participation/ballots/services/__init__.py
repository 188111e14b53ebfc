"""Named writes of the ballots: freeze the catalogue, cast, count, publish. One person, one ballot."""

from tequio.participation.ballots.services.bulk import load_ballots
from tequio.participation.ballots.services.casting import (
    cast,
    check_ballot,
    demand_own_place,
    demand_voting_open,
)
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.contests import answer_contest, assign_contest, contest_results
from tequio.participation.ballots.services.counting import count
from tequio.participation.ballots.services.errors import (
    AlreadyPublished,
    AlreadyVoted,
    BallotRefused,
    CatalogueOpen,
    ContestClosed,
    ContestRefused,
    ContestsOpen,
    CountRunning,
    LotRefused,
    NothingToVote,
    NotReviewed,
    OverrideRefused,
    TieUnresolved,
    VotingClosed,
    VotingOpen,
)
from tequio.participation.ballots.services.overrides import commit_lot, note_lot, override_outcome
from tequio.participation.ballots.services.past import import_past_election
from tequio.participation.ballots.services.publishing import (
    publish_provisional,
    publish_results,
    review_count,
)
from tequio.participation.ballots.services.runs import COUNT, ask_count, do_count, wake_counts
from tequio.participation.ballots.services.takeaway import FILES, ZIP, ask_files, write_files

__all__ = [
    "COUNT",
    "FILES",
    "ZIP",
    "AlreadyPublished",
    "AlreadyVoted",
    "BallotRefused",
    "CatalogueOpen",
    "ContestClosed",
    "ContestRefused",
    "ContestsOpen",
    "CountRunning",
    "LotRefused",
    "NotReviewed",
    "NothingToVote",
    "OverrideRefused",
    "TieUnresolved",
    "VotingClosed",
    "VotingOpen",
    "answer_contest",
    "ask_count",
    "ask_files",
    "assign_contest",
    "cast",
    "check_ballot",
    "commit_lot",
    "contest_results",
    "count",
    "demand_own_place",
    "demand_voting_open",
    "do_count",
    "freeze_catalogue",
    "import_past_election",
    "load_ballots",
    "note_lot",
    "override_outcome",
    "publish_provisional",
    "publish_results",
    "review_count",
    "wake_counts",
    "write_files",
]
