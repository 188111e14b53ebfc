"""Named writes of the discussion: speaking, reporting, moderating, disagreeing, and the rules of the house."""

from tequio.participation.discussion.services.appeals import answer, appeal
from tequio.participation.discussion.services.comments import edit, post, remove
from tequio.participation.discussion.services.errors import (
    BadText,
    CommentsClosed,
    NothingThere,
    NotReportable,
    NotTheSameHand,
    NotYours,
    ReasonMissing,
    SaidAlready,
    TooFast,
    TooLate,
    TooManyReplies,
)
from tequio.participation.discussion.services.moderation import hide, keep, note_hidden, note_shown
from tequio.participation.discussion.services.people import forget_author
from tequio.participation.discussion.services.reports import report_comment, report_subject
from tequio.participation.discussion.services.rules import TITLE_MAX, retire_rule, write_rule

__all__ = [
    "TITLE_MAX",
    "BadText",
    "CommentsClosed",
    "NotReportable",
    "NotTheSameHand",
    "NotYours",
    "NothingThere",
    "ReasonMissing",
    "SaidAlready",
    "TooFast",
    "TooLate",
    "TooManyReplies",
    "answer",
    "appeal",
    "edit",
    "forget_author",
    "hide",
    "keep",
    "note_hidden",
    "note_shown",
    "post",
    "remove",
    "report_comment",
    "report_subject",
    "retire_rule",
    "write_rule",
]
