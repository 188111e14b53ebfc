from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class NotInReview(DomainError):
    """The proposal is a draft, was withdrawn or already has its outcome."""


class OpinionPublished(DomainError):
    """A published opinion does not change."""


class OpinionIncomplete(DomainError):
    """An opinion needs its reasons, a favourable one its cost, and one on the land whose it is."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CostOverCap(DomainError):
    """A favourable opinion gives a cost over the cap of the size or the money of the place."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NothingToPublish(DomainError):
    """The phase is still open and opinions are missing, or nothing is left to publish."""


class NotOfThatOffice(DomainError):
    """A review is taken only by the people of its office."""


class AlreadyObserved(DomainError):
    """An office observes once per opinion, and not after it has decided."""


class ObservationClosed(DomainError):
    """It was answered, or its days have passed."""


class ObservationIncomplete(DomainError):
    """It says nothing, or would change what was not observed."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AppealRefused(DomainError):
    """The opinion cannot be appealed, or no longer, or already was."""


class AppealClosed(DomainError):
    """The appeal was answered, or the voting has opened and nothing changes any more."""


class AppealIncomplete(DomainError):
    """An appeal and its answer need their reasons, and a changed opinion its cost."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
