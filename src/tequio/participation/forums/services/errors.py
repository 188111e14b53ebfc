from http import HTTPStatus

from tequio.foundation.web.errors import DomainError


class RulesLocked(DomainError):
    """The first phase has opened: the rules of the exercise no longer change."""


class PhaseClosed(DomainError):
    """The act belongs to a phase that is not open now."""


class PhasesDoNotFit(DomainError):
    """The dates of the phases contradict each other, or would change what already happened."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ForumIncomplete(DomainError):
    """The exercise lacks something without which it cannot be published."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SlugTaken(DomainError):
    """Another exercise has this address."""


class CodeTaken(DomainError):
    """Another part of the same exercise has this code."""


class ConceptElsewhere(DomainError):
    """The concept is not of the taxonomy that the exercise is aligned with."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PartInUse(DomainError):
    """A part on which something already stands."""


class ReasonMissing(DomainError):
    """A public change needs its reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NothingToAmend(DomainError):
    """The amendment leaves everything as it was."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotAmendable(DomainError):
    """What it would change is no longer open to change."""


class CannotCarry(DomainError):
    """A voice that cannot pass to the other exercise."""
