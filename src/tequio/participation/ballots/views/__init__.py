"""The booth, codes and tables, the board of the box, the count, its results and what contests them."""

from tequio.participation.ballots.views import (
    boards,
    captures,
    codes,
    contests,
    counter,
    deciding,
    integrity,
    office,
    once,
    results,
    rivals,
    secrecy,
    simulations,
    tables,
    urna,
    voting,
)

__all__ = [
    "boards",
    "captures",
    "codes",
    "contests",
    "counter",
    "deciding",
    "integrity",
    "office",
    "once",
    "results",
    "rivals",
    "secrecy",
    "simulations",
    "tables",
    "urna",
    "voting",
]
