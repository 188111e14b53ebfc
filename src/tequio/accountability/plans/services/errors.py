"""What the services of plans refuse."""

from tequio.foundation.web.errors import DomainError


class PlanError(DomainError):
    """Something about a plan cannot be done as asked."""


class TreeError(PlanError):
    """The tree of a plan would not hold."""


class IndicatorError(PlanError):
    """An indicator, or what was measured of it, does not hold."""


class DecisionError(PlanError):
    """A voice cannot be decided, or a decision not published, as asked."""
