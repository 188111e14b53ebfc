"""Named writes of proposals: the draft, its submission with a folio, who signs it, what becomes of it."""

from tequio.participation.proposals.services.coauthors import (
    MOST_COAUTHORS,
    accept_coauthorship,
    admit,
    ask_to_join,
    coauthor_token,
    end_coauthorship,
    find_invitation,
    invite_coauthor,
)
from tequio.participation.proposals.services.correction import correct, overturn
from tequio.participation.proposals.services.drafts import save_draft, start_draft
from tequio.participation.proposals.services.errors import (
    AlreadySigns,
    CostOverCap,
    InvitationGone,
    LimitReached,
    NotEditable,
    NotMergeable,
    NotSupportable,
    OutsideTheCity,
    ProposalIncomplete,
    ReasonMissing,
    TooManyAuthors,
    TooManyPhotos,
    WorkTaken,
)
from tequio.participation.proposals.services.history import hide_version
from tequio.participation.proposals.services.merging import accept_merge, end_merge, propose_merge
from tequio.participation.proposals.services.moderation import hide, show
from tequio.participation.proposals.services.outcomes import record_feasibility
from tequio.participation.proposals.services.photos import add_photo, remove_photo
from tequio.participation.proposals.services.place import set_place
from tequio.participation.proposals.services.results import record_votes
from tequio.participation.proposals.services.rules import problems
from tequio.participation.proposals.services.submission import submit, withdraw
from tequio.participation.proposals.services.supports import support, take_back_support
from tequio.participation.proposals.services.works import load_works, save_work

__all__ = [
    "MOST_COAUTHORS",
    "AlreadySigns",
    "CostOverCap",
    "InvitationGone",
    "LimitReached",
    "NotEditable",
    "NotMergeable",
    "NotSupportable",
    "OutsideTheCity",
    "ProposalIncomplete",
    "ReasonMissing",
    "TooManyAuthors",
    "TooManyPhotos",
    "WorkTaken",
    "accept_coauthorship",
    "accept_merge",
    "add_photo",
    "admit",
    "ask_to_join",
    "coauthor_token",
    "correct",
    "end_coauthorship",
    "end_merge",
    "find_invitation",
    "hide",
    "hide_version",
    "invite_coauthor",
    "load_works",
    "overturn",
    "problems",
    "propose_merge",
    "record_feasibility",
    "record_votes",
    "remove_photo",
    "save_draft",
    "save_work",
    "set_place",
    "show",
    "start_draft",
    "submit",
    "support",
    "take_back_support",
    "withdraw",
]
