"""Named reads of the flags, each in a constant number of queries."""

from tequio.accountability.alerts.queries.facts import Subject, subjects
from tequio.accountability.alerts.queries.reads import (
    answerable,
    editions,
    find,
    limits,
    listed,
    missing,
    of_process,
    of_project,
    offices,
    raised,
    shares,
    unanswered_count,
)

__all__ = [
    "Subject",
    "answerable",
    "editions",
    "find",
    "limits",
    "listed",
    "missing",
    "of_process",
    "of_project",
    "offices",
    "raised",
    "shares",
    "subjects",
    "unanswered_count",
]
