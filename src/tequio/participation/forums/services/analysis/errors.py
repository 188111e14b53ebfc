from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class NotMergeable(DomainError):
    """Two voices cannot be joined, or the joining was undone already."""


class NotAssignable(DomainError):
    """The voice does not stand by itself any more, or the office is closed."""


class DutyEnded(DomainError):
    """The duty was answered, taken back or sent on already."""


class ClusterRefused(DomainError):
    """The group was decided already, or would be left without voices."""


class SaidNothing(DomainError):
    """A public act of the office needs its words."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotOfThisForum(DomainError):
    """A pillar, a theme, a group or a voice belongs to another exercise."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
