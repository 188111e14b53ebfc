"""What a check found: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # the file is not valid
    WARNING = "warning"  # it is, but people who read it will stumble
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """``path`` is a JSON pointer with indexes (``/releases/0/tender/id``); ``message`` is Spanish."""

    code: str
    path: str
    severity: Severity
    message: str

    def as_dict(self) -> dict[str, str]:
        """Return plain values, for JSON."""
        return {**asdict(self), "severity": self.severity.value}


def is_valid(findings: Iterable[Finding]) -> bool:
    """Return whether none of the findings is an error."""
    return all(one.severity is not Severity.ERROR for one in findings)
