"""The booth, voting with a code, the tables, the box's board, the results, and the office's count."""

from tequio.participation.ballots.views import (
    boards,
    captures,
    codes,
    counter,
    office,
    once,
    results,
    secrecy,
    tables,
    urna,
    voting,
)

__all__ = [
    "boards",
    "captures",
    "codes",
    "counter",
    "office",
    "once",
    "results",
    "secrecy",
    "tables",
    "urna",
    "voting",
]
