from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class SchemeTaken(DomainError):
    """Another scheme has this short name."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CodeTaken(DomainError):
    """The code names another concept of the scheme in some of these days."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotInThisScheme(DomainError):
    """The concept that should hold another is of another scheme, or is not in force."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class WouldBeACircle(DomainError):
    """A concept would end up inside itself."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class DaysDoNotFit(DomainError):
    """The last day would come before the first."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class HasNarrower(DomainError):
    """Others hang from it and would stay in force after it."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class MatchRefused(DomainError):
    """Both are of the same scheme, or they answer to each other already."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
