"""Named reads of the discussion. What waits or is hidden leaves here only to its author and to moderators."""

from tequio.participation.discussion.queries.desk import Card, counts, desk, desk_cards, open_appeals
from tequio.participation.discussion.queries.figures import Figures, figures
from tequio.participation.discussion.queries.reads import (
    appeal,
    author_of,
    comment,
    decision,
    mine,
    standing,
)
from tequio.participation.discussion.queries.rules import rule, rules, wordings
from tequio.participation.discussion.queries.subjects import subject, subjects
from tequio.participation.discussion.queries.threads import Said, Thread, place, thread

__all__ = [
    "Card",
    "Figures",
    "Said",
    "Thread",
    "appeal",
    "author_of",
    "comment",
    "counts",
    "decision",
    "desk",
    "desk_cards",
    "figures",
    "mine",
    "open_appeals",
    "place",
    "rule",
    "rules",
    "standing",
    "subject",
    "subjects",
    "thread",
    "wordings",
]
