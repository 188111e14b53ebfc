"""What was repaired, told so that whoever moves in can look at each change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tequio.core.ocds.validation.findings import Place, pointer
from tequio.core.ocds.validation.messages import shown


@dataclass(frozen=True, slots=True)
class Repair:
    """One change. ``case`` is its number in docs/rules/publishing.md; ``was`` and ``now`` are short texts."""

    case: str
    path: str
    was: str
    now: str

    def as_dict(self) -> dict[str, str]:
        """Return the repair in plain values, for JSON."""
        return {"case": self.case, "path": self.path, "was": self.was, "now": self.now}


@dataclass(slots=True)
class Log:
    """Gathers repairs. A value that was personal is never told again, only that it was there."""

    repairs: list[Repair] = field(default_factory=list)

    def note(self, case: int, place: Iterable[str | int], was: Any, now: Any = None) -> None:
        """Note that at this place one value gave way to another, or to nothing."""
        told = "" if now is None else shown(now)
        self.repairs.append(Repair(f"REPAIR-{case}", pointer(tuple(place)), shown(was), told))

    def secret(self, place: Place, now: str) -> None:
        """Note that a personal key gave way."""
        self.repairs.append(Repair("REPAIR-14", pointer(place), "", shown(now)))
