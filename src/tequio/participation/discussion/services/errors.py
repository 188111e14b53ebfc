from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class CommentsClosed(DomainError):
    """The subject does not take comments now. Its sentence says why."""


class NothingThere(DomainError):
    """The subject is gone, or was never there for the public."""

    status = HTTPStatus.NOT_FOUND


class BadText(DomainError):
    """The text is empty, too long, or has characters that are no text."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SaidAlready(DomainError):
    """The same person said the same thing in the same place."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class TooFast(DomainError):
    """More than the pace of one person."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class TooManyReplies(DomainError):
    """The comment has as many replies as are shown with it."""


class NotYours(DomainError):
    """The comment is no longer, or never was, the person's to change."""


class NotReportable(DomainError):
    """One's own, or what nobody sees."""


class ReasonMissing(DomainError):
    """Hiding needs a rule of the house and a reason; an appeal needs its answer."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class TooLate(DomainError):
    """The days to disagree have passed, or it was done already."""


class NotTheSameHand(DomainError):
    """Who hid something, or wrote it, does not answer the appeal about it."""

    status = HTTPStatus.FORBIDDEN
