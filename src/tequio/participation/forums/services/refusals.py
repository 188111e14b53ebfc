"""Why a voice or a vote was not taken, each with its sentence for the person."""

from http import HTTPStatus
from typing import Any

from tequio.foundation.web.errors import DomainError


class VoiceIncomplete(DomainError):
    """The voice lacks answers. ``missing`` maps each field to its sentence."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, missing: dict[str, Any]) -> None:
        super().__init__(next(iter(missing.values())))
        self.missing = missing


class VoiceLimitReached(DomainError):
    """The person has as many voices or votes as the exercise allows."""


class SaidAlready(DomainError):
    """The same person said the same before in this exercise."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class TooFast(DomainError):
    """More than the pace of one person."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class OutsideTheMap(DomainError):
    """The pin falls outside the territory of the exercise."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotChangeable(DomainError):
    """The voice is no longer its author's to change."""


class NotVotable(DomainError):
    """The voice takes no votes of this person."""


class SheetTaken(DomainError):
    """That sheet of the batch was captured, or set aside, already."""


class BatchIsClosed(DomainError):
    """The batch takes no more sheets."""


class BatchDoesNotSquare(DomainError):
    """What was captured and set aside are not the sheets that came."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class OutOfTime(DomainError):
    """The day that the sheets were gathered is outside contributions, or it is too late to capture them."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
