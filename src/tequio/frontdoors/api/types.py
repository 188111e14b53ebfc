from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


class BadRequest(ValueError):
    """Something asked for makes no sense; the message says in Spanish what, and how it is asked right."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list that is ordered by date and then by row: what lies on one side of it is a page."""

    date: datetime
    row: int

    def __str__(self) -> str:
        return f"{self.date.isoformat().replace('+00:00', 'Z')}~{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of a list is asked for."""

    limit: int
    since: datetime | None = None  # from this instant on
    until: datetime | None = None  # before this one
    after: Cursor | None = None
    before: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of documents, with the places before its first and after its last where there is more."""

    documents: Sequence[bytes]
    newest: datetime | None
    before: Cursor | None
    after: Cursor | None
