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
