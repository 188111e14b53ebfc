from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class AppearanceChanged(Event):
    name: str
    colour: str
    new_shield: bool
