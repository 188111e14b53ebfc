"""The booth, voting with a code, the tables, the results, and the office's count."""

from tequio.participation.ballots.views import (
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

__all__ = ["captures", "codes", "counter", "office", "once", "results", "secrecy", "tables", "urna", "voting"]
