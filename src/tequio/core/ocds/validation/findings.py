"""What a check found: where, what, and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Place = tuple[str | int, ...]
MOST_ERRORS = 1_000  # of the same kind at the same field; the rest is counted


class Severity(StrEnum):
    ERROR = "error"  # the file is not valid
    WARNING = "warning"  # it is, but people who read it will stumble
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """``path`` is a JSON pointer with indexes (``/releases/0/tender/id``); ``message`` is Spanish.

    ``count`` is how often the same was found in the same field of the file: ``path`` is then the first place.
    ``about`` is the value that was found, where the finding is about one (a code, an ocid).
    """

    code: str
    path: str
    severity: Severity
    message: str
    count: int = 1
    about: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the finding in plain values, for JSON."""
        return {
            "code": self.code,
            "path": self.path,
            "severity": self.severity.value,
            "message": self.message,
        }


def is_valid(findings: Iterable[Finding]) -> bool:
    """Return whether none of the findings is an error."""
    return all(one.severity is not Severity.ERROR for one in findings)


def pointer(place: Sequence[str | int]) -> str:
    """Return a place as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in place)


@dataclass(slots=True)
class _Group:
    code: str
    place: Place
    severity: Severity
    message: str
    count: int = 0
    about: str = ""


@dataclass(slots=True)
class Notes:
    """Gathers findings. Errors stay one by one; the same remark on the same field is told once, and counted."""

    groups: dict[tuple[object, ...], _Group] = field(default_factory=dict)

    def error(self, code: str, place: Place, message: str, *, about: str = "") -> None:
        """Note what makes the file invalid."""
        kind = (code, *(step for step in place if not isinstance(step, int)))
        seen = self.groups.get(kind)
        if seen is None:
            self.groups[kind] = _Group(code, place, Severity.ERROR, message, 1, about)
            return
        seen.count += 1
        if seen.count <= MOST_ERRORS:
            self.groups[code, place, message] = _Group(code, place, Severity.ERROR, message, 1, about)

    def remark(
        self, code: str, place: Place, message: str, *, about: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        """Note what is better mended. ``about`` tells remarks on the same field apart (the unknown code)."""
        kind = (code, about, *(step for step in place if not isinstance(step, int)))
        seen = self.groups.setdefault(kind, _Group(code, place, severity, message, 0, about))
        seen.count += 1

    def findings(self) -> list[Finding]:
        """Return all that was noted, errors first, then in the order of the file."""
        order = list(Severity)
        found = sorted(self.groups.values(), key=lambda one: order.index(one.severity))
        return [
            Finding(
                one.code,
                pointer(one.place),
                one.severity,
                one.message,
                one.count if one.severity is not Severity.ERROR or one.count > MOST_ERRORS else 1,
                one.about,
            )
            for one in found
        ]
