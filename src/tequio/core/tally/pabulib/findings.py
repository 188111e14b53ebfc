"""What a reader finds in a file: each with its line, and in words that say how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether the file can still be counted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file. ``times`` says in how many lines; ``line`` is the first of them."""

    code: str
    severity: Severity
    line: int | None
    message: str
    times: int = 1

    def __str__(self) -> str:
        where = f"Línea {self.line}: " if self.line else ""
        more = f" (y en {self.times - 1:,} más)" if self.times > 1 else ""
        return f"{where}{self.message}{more}"


class Findings:
    """A list of findings that counts repetitions of the same code instead of listing each line."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}
        self.noted = 0  # how many, repetitions included

    def error(self, code: str, message: str, line: int | None = None) -> None:
        """Note something that makes the file uncountable."""
        self._note(Finding(code, Severity.ERROR, line, message))

    def warn(self, code: str, message: str, line: int | None = None) -> None:
        """Note something worth telling."""
        self._note(Finding(code, Severity.WARNING, line, message))

    def _note(self, finding: Finding) -> None:
        self.noted += 1
        known = self._found.get(finding.code)
        if known is not None:
            finding = Finding(known.code, known.severity, known.line, known.message, known.times + 1)
        self._found[finding.code] = finding

    def all(self) -> tuple[Finding, ...]:
        """Return the findings in the order they were first met."""
        return tuple(self._found.values())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return those that make the file uncountable."""
        return only(self._found.values(), Severity.ERROR)


def only(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    """Return the findings of one severity."""
    return tuple(finding for finding in findings if finding.severity is severity)


class PabulibError(ValueError):
    """The file cannot be counted. ``findings`` says all that is wrong with it; the text is in Spanish."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
