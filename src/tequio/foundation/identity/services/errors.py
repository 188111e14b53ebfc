from http import HTTPStatus
from typing import Any

from tequio.foundation.web.errors import DomainError


class NotAssured(DomainError):
    """The person has not shown what the act asks for. ``url`` is where they can."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self, message: Any, *, url: str) -> None:
        super().__init__(message)
        self.url = url


class NotEligible(DomainError):
    """The act is not for this person: their age is outside the window."""

    status = HTTPStatus.FORBIDDEN


class TooManyAttempts(DomainError):
    """Too many tries in a short time."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class WrongCode(DomainError):
    """The code is not the one that was sent, has expired, or was tried too often."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotSent(DomainError):
    """The code could not be sent."""

    status = HTTPStatus.BAD_GATEWAY


class DocumentGone(DomainError):
    """Somebody decided on it already, or it expired."""

    status = HTTPStatus.CONFLICT


class CurpRefused(DomainError):
    """The CURP does not hold together, or not with the person. ``messages`` says every problem."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, messages: list[Any]) -> None:
        super().__init__(messages[0])
        self.messages = messages


class AlreadySet(DomainError):
    """A fact that was proved, or declared once, changes only at the office."""


class RollUnreadable(DomainError):
    """The roll lacks a column that was named, or has no row that can be used."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CannotErase(DomainError):
    """The erasure must wait, and the message says until when."""


class ReasonMissing(DomainError):
    """A decision against somebody needs its reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
