"""What the services of contracting refuse."""

from tequio.foundation.web.errors import DomainError


class ContractingError(DomainError):
    """Something of a contracting process cannot be recorded as asked."""


class ClosedProcessError(ContractingError):
    """The procedure was cancelled, withdrawn or left without award."""


class DatesError(ContractingError):
    """Dates that cannot both be right."""


class AmountError(ContractingError):
    """Amounts that cannot both be right."""


class RfcError(ContractingError):
    """The RFC is nobody's."""


class DuplicateError(ContractingError):
    """The number is taken."""


class UnknownError(ContractingError):
    """There is no such thing."""
