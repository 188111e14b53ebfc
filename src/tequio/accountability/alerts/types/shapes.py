from dataclasses import dataclass

from tequio.core.redflags import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked to see of the flags; empty means any."""

    edition: str = ""  # slug
    office: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many processes or projects one flag looked at, and what it found."""

    code: Code
    raised: int = 0
    clear: int = 0
    unknown: int = 0
    outside: int = 0

    @property
    def applies(self) -> int:
        """Return to how many the rule applies."""
        return self.raised + self.clear + self.unknown

    @property
    def computed(self) -> int:
        """Return for how many of these the data allowed an answer."""
        return self.raised + self.clear

    @property
    def percent(self) -> int | None:
        """Return the share that could be computed, in whole per cent downwards; None if it applies to none."""
        return 100 * self.computed // self.applies if self.applies else None
