"""What the services of loads refuse."""

from tequio.foundation.web.errors import DomainError


class LoadError(DomainError):
    """A bulk load cannot go on as asked."""


class UnknownLoadError(LoadError):
    """There is no such load, or no such kind of load."""

    status = 404
