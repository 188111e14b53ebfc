"""Named writes of feasibility: who judges, the opinion, and the publication of all outcomes at once."""

from tequio.participation.feasibility.services.assignment import assign_review, assign_reviews, unassign
from tequio.participation.feasibility.services.errors import (
    CostOverCap,
    NothingToPublish,
    NotInReview,
    OpinionIncomplete,
    OpinionPublished,
)
from tequio.participation.feasibility.services.opinions import cap, issue_opinion
from tequio.participation.feasibility.services.publication import is_over, publish_opinions

__all__ = [
    "CostOverCap",
    "NotInReview",
    "NothingToPublish",
    "OpinionIncomplete",
    "OpinionPublished",
    "assign_review",
    "assign_reviews",
    "cap",
    "is_over",
    "issue_opinion",
    "publish_opinions",
    "unassign",
]
