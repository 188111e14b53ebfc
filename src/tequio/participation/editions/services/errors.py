from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class RulesLocked(DomainError):
    """The first phase has opened: the rules of the edition no longer change."""


class EditionSealed(DomainError):
    """Somebody has voted: nothing of what they voted on changes any more, not even by an amendment."""

    status = HTTPStatus.CONFLICT


class PhaseClosed(DomainError):
    """The act belongs to a phase that is not open now."""


class Suspended(PhaseClosed):
    """The edition stands still: nothing is open until the suspension is lifted."""


class AlreadySuspended(DomainError):
    """The edition stands still already."""


class NotSuspended(DomainError):
    """There is no suspension to lift."""


class NothingToAmend(DomainError):
    """The amendment leaves everything as it was."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotAmendable(DomainError):
    """What it would change is no longer open to change."""


class PhasesDoNotFit(DomainError):
    """The dates of the phases contradict each other."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class EditionIncomplete(DomainError):
    """The edition lacks something without which it cannot be published."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SlugTaken(DomainError):
    """Another edition has this address."""


class ReasonMissing(DomainError):
    """A public change needs its reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class FiguresDoNotServe(DomainError):
    """The figures of a formula are missing, or there is nothing to share by."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PresetDoesNotFit(DomainError):
    """The preset asks for a level of the map that was not chosen, or that is of another map."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PartInUse(DomainError):
    """A category, size or envelope on which something already stands."""
