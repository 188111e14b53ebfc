from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class NoSubject(DomainError):
    """Nobody knows what the meeting should belong to, or the person may not call it."""

    status = HTTPStatus.FORBIDDEN


class NotRegistering(DomainError):
    """Registration is not open: not yet, no longer, or never again."""


class MeetingCancelled(DomainError):
    """It will not be held: nothing about it changes any more."""


class AlreadyOver(DomainError):
    """It was held, or people came: it is not cancelled or left any more."""


class CodeGone(DomainError):
    """The code of the door is of another meeting, too old, or none of ours."""

    status = HTTPStatus.GONE


class DeskClosed(DomainError):
    """Attendance is not marked now."""


class NothingAgreed(DomainError):
    """Minutes are of a meeting that was held, say something, and are corrected with a reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
