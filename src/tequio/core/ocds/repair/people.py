"""Keys of natural persons, which no publication of ours carries, whoever wrote them (RELEASE-8, RFC-9)."""

import re
from dataclasses import dataclass, field
from typing import Any

from tequio.core.ocds.repair.log import Log
from tequio.core.ocds.validation.findings import Place
from tequio.core.rfc import GENERIC

_RFC = re.compile(
    r"(?<![A-Z0-9&Ñ])[A-ZÑ&]{4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[A-Z0-9]{2}[0-9A](?![A-Z0-9])",
    re.IGNORECASE,
)
_CURP = re.compile(r"(?<![A-Z0-9])[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?![A-Z0-9])", re.IGNORECASE)
_KEYS = re.compile(r"id|.*ID")
_HIDDEN = "(clave reservada)"


@dataclass(slots=True)
class People:
    """Gives each person of one process a number of its own, the same in all of its releases."""

    numbers: dict[str, str] = field(default_factory=dict)

    def hide(self, value: Any, log: Log, at: Place = ()) -> Any:
        """Return a value without the keys of natural persons: in ids a number, elsewhere a word."""
        if isinstance(value, dict):
            return {name: self._field(name, inner, log, (*at, name)) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.hide(one, log, (*at, index)) for index, one in enumerate(value)]
        return self._text(value, log, at, key=False)

    def _field(self, name: str, value: Any, log: Log, at: Place) -> Any:
        if isinstance(value, dict) and name == "identifier" and _personal(value.get("id")):
            log.secret((*at, "id"), _HIDDEN)
            value = {inner: said for inner, said in value.items() if inner not in {"id", "uri"}}
        if isinstance(value, dict | list):
            return self.hide(value, log, at)
        return self._text(value, log, at, key=_KEYS.fullmatch(name) is not None)

    def _text(self, value: Any, log: Log, at: Place, *, key: bool) -> Any:
        if not isinstance(value, str) or not _personal(value):
            return value
        if key:
            now = self._number(value)
        else:
            now = _CURP.sub(_HIDDEN, _RFC.sub(lambda found: _kept(found[0]) or _HIDDEN, value))
        log.secret(at, now)
        return now

    def _number(self, value: str) -> str:
        found = (_CURP.search(value) or _RFC.search(value) or [value])[0].upper()
        return self.numbers.setdefault(found, f"persona-{len(self.numbers) + 1}")


def _kept(key: str) -> str:
    return key if key.upper() in GENERIC else ""


def _personal(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return bool(_CURP.search(value)) or any(not _kept(found) for found in _RFC.findall(value))
