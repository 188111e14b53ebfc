"""What the services of projects refuse."""

from tequio.foundation.web.errors import DomainError


class ProjectError(DomainError):
    """Something about a project cannot be done as asked."""


class UnknownStageError(ProjectError):
    """The project has no such stage."""


class StageOrderError(ProjectError):
    """The dates or the order of the stages do not hold."""


class FutureDateError(ProjectError):
    """Something is reported that has not happened yet."""


class ProgressError(ProjectError):
    """The physical progress does not hold."""


class CancelledError(ProjectError):
    """The project was cancelled: nothing more happens to it."""


class PausedError(ProjectError):
    """The project is paused, or is not; nothing moves until it goes on."""


class ReasonMissingError(ProjectError):
    """A change that people were promised otherwise lacks its reason."""


class HandoverError(ProjectError):
    """The work cannot be received, or not delivered without being received."""


class PlanError(ProjectError):
    """The plan of a project, or the template of plans, does not hold."""


class SubstituteError(ProjectError):
    """Nothing in the reserve can take the place of the project, or not this."""
