"""Named writes of the ballots: freeze, give the right to vote, cast, log, close, count, publish."""

from tequio.participation.ballots.services.acts import issued_of, on_roll, sign_act
from tequio.participation.ballots.services.bell import demand_voting_open, demand_voting_over
from tequio.participation.ballots.services.boards import make_zone_keys, raise_board, zone_key
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
from tequio.participation.ballots.services.casting import cast
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.closing import close_box
from tequio.participation.ballots.services.codes import demand_code, make_codes, void_code
from tequio.participation.ballots.services.contests import answer_contest, assign_contest, contest_results
from tequio.participation.ballots.services.counters import hand_over
from tequio.participation.ballots.services.counting import count
from tequio.participation.ballots.services.errors import (
    AlreadyPublished,
    AlreadyVoted,
    BadPass,
    BallotRefused,
    BoxUnreadable,
    CatalogueClosed,
    CatalogueOpen,
    ChangesNotAllowed,
    CodeUsed,
    ContestClosed,
    ContestRefused,
    ContestsOpen,
    CountRunning,
    LotRefused,
    MixRefused,
    NothingToVote,
    NotReleased,
    NotReviewed,
    OverrideRefused,
    PaperRefused,
    RivalsUnknown,
    SimulationRefused,
    TieUnresolved,
    VotingClosed,
    VotingOpen,
)
from tequio.participation.ballots.services.explaining import EXPLAIN, explain_count
from tequio.participation.ballots.services.frozen import check_ballot, known_edition, known_unit
from tequio.participation.ballots.services.integrity import EXAMINE, ask_integrity, make_integrity
from tequio.participation.ballots.services.kiosks import kiosk_point, open_kiosk
from tequio.participation.ballots.services.logs import publish_head
from tequio.participation.ballots.services.mixing import note_draw, open_mix
from tequio.participation.ballots.services.overrides import commit_lot, note_lot, override_outcome
from tequio.participation.ballots.services.past import import_past_election
from tequio.participation.ballots.services.publishing import (
    publish_provisional,
    publish_results,
    review_count,
)
from tequio.participation.ballots.services.reminders import remind_last_day
from tequio.participation.ballots.services.rivals import drop_rivalry, note_rivalry
from tequio.participation.ballots.services.rolls import demand_own_place, hand_code, hand_paper, issue
from tequio.participation.ballots.services.runs import COUNT, ask_count, do_count, wake_counts
from tequio.participation.ballots.services.sheets import readings as readings_of
from tequio.participation.ballots.services.simulations import (
    SIMULATE,
    ask_simulation,
    do_simulation,
    wake_simulations,
)
from tequio.participation.ballots.services.tables import hand_booklet, plan_shift
from tequio.participation.ballots.services.takeaway import FILES, ZIP, ask_files, write_files

__all__ = [
    "COUNT",
    "EXAMINE",
    "EXPLAIN",
    "FILES",
    "SIMULATE",
    "ZIP",
    "AlreadyPublished",
    "AlreadyVoted",
    "BadPass",
    "BallotRefused",
    "BoxUnreadable",
    "CatalogueClosed",
    "CatalogueOpen",
    "ChangesNotAllowed",
    "CodeUsed",
    "ContestClosed",
    "ContestRefused",
    "ContestsOpen",
    "CountRunning",
    "LotRefused",
    "MixRefused",
    "NotReleased",
    "NotReviewed",
    "NothingToVote",
    "OverrideRefused",
    "PaperRefused",
    "RivalsUnknown",
    "SimulationRefused",
    "TieUnresolved",
    "VotingClosed",
    "VotingOpen",
    "accept_package",
    "add_sheet",
    "answer_contest",
    "ask_count",
    "ask_files",
    "ask_integrity",
    "ask_simulation",
    "assign_contest",
    "begin_capture",
    "cast",
    "check_ballot",
    "close_box",
    "commit_lot",
    "contest_results",
    "count",
    "demand_code",
    "demand_own_place",
    "demand_voting_open",
    "demand_voting_over",
    "differences_of",
    "do_count",
    "do_simulation",
    "drop_last",
    "drop_rivalry",
    "explain_count",
    "finish_capture",
    "freeze_catalogue",
    "hand_booklet",
    "hand_code",
    "hand_over",
    "hand_paper",
    "import_past_election",
    "issue",
    "issued_of",
    "kiosk_point",
    "known_edition",
    "known_unit",
    "load_ballots",
    "make_codes",
    "make_integrity",
    "make_zone_keys",
    "note_draw",
    "note_lot",
    "note_rivalry",
    "on_roll",
    "open_kiosk",
    "open_mix",
    "override_outcome",
    "plan_shift",
    "publish_head",
    "publish_provisional",
    "publish_results",
    "raise_board",
    "reading_of",
    "readings_of",
    "remind_last_day",
    "resolve",
    "review_count",
    "sign_act",
    "summary_of",
    "void_code",
    "wake_counts",
    "wake_simulations",
    "write_files",
    "zone_key",
]
