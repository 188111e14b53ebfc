"""The one error that a service raises when a rule says no, and that a citizen may read."""

from typing import Any


class DomainError(Exception):
    """A rule of the house said no. ``message`` is a plain Spanish sentence (lazy translation) for the person.

    Raised by services as named subclasses. Uncaught in a view, it becomes a page with ``status`` that says what
    happened and what was kept: nothing was saved, since services are atomic.
    """

    status = 409

    def __init__(self, message: Any, *, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        if status is not None:
            self.status = status

    def __str__(self) -> str:
        return str(self.message)
