"""Named writes of proposals: the draft, its submission with a folio, and what becomes of it."""

from tequio.participation.proposals.services.correction import correct, overturn
from tequio.participation.proposals.services.drafts import save_draft, start_draft
from tequio.participation.proposals.services.errors import (
    CostOverCap,
    LimitReached,
    NotEditable,
    OutsideTheCity,
    ProposalIncomplete,
    ReasonMissing,
    TooManyPhotos,
)
from tequio.participation.proposals.services.moderation import hide, show
from tequio.participation.proposals.services.outcomes import record_feasibility
from tequio.participation.proposals.services.photos import add_photo, remove_photo
from tequio.participation.proposals.services.place import set_place
from tequio.participation.proposals.services.rules import problems
from tequio.participation.proposals.services.submission import submit, withdraw

__all__ = [
    "CostOverCap",
    "LimitReached",
    "NotEditable",
    "OutsideTheCity",
    "ProposalIncomplete",
    "ReasonMissing",
    "TooManyPhotos",
    "add_photo",
    "correct",
    "hide",
    "overturn",
    "problems",
    "record_feasibility",
    "remove_photo",
    "save_draft",
    "set_place",
    "show",
    "start_draft",
    "submit",
    "withdraw",
]
