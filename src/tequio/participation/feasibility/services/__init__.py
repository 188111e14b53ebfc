"""Named writes of feasibility: who judges, the opinion, the correction, the publication, the appeal."""

from tequio.participation.feasibility.services.appeals import answer_appeal, assign_appeal, file_appeal
from tequio.participation.feasibility.services.assignment import (
    assign_required,
    assign_review,
    assign_reviews,
    assign_to_offices,
    entrust,
    postpone,
    unassign,
)
from tequio.participation.feasibility.services.corrections import answer_observation, observe
from tequio.participation.feasibility.services.errors import (
    AlreadyObserved,
    AppealClosed,
    AppealIncomplete,
    AppealRefused,
    CostOverCap,
    NothingToPublish,
    NotInReview,
    NotOfThatOffice,
    ObservationClosed,
    ObservationIncomplete,
    OpinionIncomplete,
    OpinionPublished,
)
from tequio.participation.feasibility.services.opinions import cap, issue_opinion, needs_cost, save_draft
from tequio.participation.feasibility.services.papers import add_note, attach, detach
from tequio.participation.feasibility.services.publication import is_over, publish_opinions
from tequio.participation.feasibility.services.reminders import remind

__all__ = [
    "AlreadyObserved",
    "AppealClosed",
    "AppealIncomplete",
    "AppealRefused",
    "CostOverCap",
    "NotInReview",
    "NotOfThatOffice",
    "NothingToPublish",
    "ObservationClosed",
    "ObservationIncomplete",
    "OpinionIncomplete",
    "OpinionPublished",
    "add_note",
    "answer_appeal",
    "answer_observation",
    "assign_appeal",
    "assign_required",
    "assign_review",
    "assign_reviews",
    "assign_to_offices",
    "attach",
    "cap",
    "detach",
    "entrust",
    "file_appeal",
    "is_over",
    "issue_opinion",
    "needs_cost",
    "observe",
    "postpone",
    "publish_opinions",
    "remind",
    "save_draft",
    "unassign",
]
