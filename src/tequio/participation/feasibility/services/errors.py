from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class NotInReview(DomainError):
    """The proposal is a draft, was withdrawn or already has its outcome."""


class OpinionPublished(DomainError):
    """A published opinion does not change."""


class OpinionIncomplete(DomainError):
    """An opinion needs its reasons, and a favourable one its cost."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CostOverCap(DomainError):
    """A favourable opinion gives a cost over the cap of the size or the money of the place."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NothingToPublish(DomainError):
    """The phase is still open and opinions are missing, or nothing is left to publish."""
