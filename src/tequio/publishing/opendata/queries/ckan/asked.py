"""What a program asks of an action, read as CKAN reads it, and what it is told when that cannot be."""

import json
from collections.abc import Mapping, Sequence
from typing import Any


class CkanError(Exception):
    """A refusal as the Action API words it: its kind, its status and what it says."""

    status = 409
    kind = "Validation Error"

    def __init__(self, said: Mapping[str, Any]) -> None:
        super().__init__(str(dict(said)))
        self.said = said


class Missing(CkanError):
    """There is no such thing."""

    status = 404
    kind = "Not Found Error"

    def __init__(self, what: str = "") -> None:
        super().__init__({"message": f"Not found: {what}" if what else "Not found"})


class Refused(CkanError):
    """A parameter that is missing or cannot be read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__({name: [why]})


class Unsearchable(CkanError):
    """A search that cannot be understood."""

    status = 400
    kind = "Search Query Error"

    def __init__(self, why: str) -> None:
        super().__init__({"message": f"Search Query is invalid: {why}"})


class Asked:
    """The parameters of an action, from an address, a form or JSON: the same whichever way they came."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        """Return a text; numbers and such as they are written.

        Raises:
            Refused: if it is a list or an object.
        """
        value = self._values.get(name)
        if isinstance(value, list | dict):
            raise Refused(name, "Must be a string")
        return default if value is None else str(value)

    def needed(self, *names: str) -> str:
        """Return the first of these that is given.

        Raises:
            Refused: if none is.
        """
        found = next((text for name in names if (text := self.text(name))), "")
        if not found:
            raise Refused(names[0], "Missing value")
        return found

    def number(self, name: str, default: int, *, most: int) -> int:
        """Return a whole number from zero; above ``most`` it is that.

        Raises:
            Refused: if it is none.
        """
        text = self.text(name).strip()
        if not text:
            return default
        try:
            value = int(text)
        except ValueError as error:
            raise Refused(name, "Invalid integer") from error
        if value < 0:
            raise Refused(name, "Must be a natural number")
        return min(value, most)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return whether something is asked for, in any of the words that CKAN takes."""
        text = self.text(name).strip().lower()
        return text in {"1", "true", "t", "yes", "y", "on"} if text else default

    def listed(self, *names: str) -> list[str]:
        """Return a list: as one, as JSON, or as words between commas."""
        value = next((self._values[name] for name in names if self._values.get(name) is not None), None)
        if isinstance(value, str):
            value = _json(value) if value.strip().startswith("[") else value.split(",")
        if isinstance(value, Mapping) or not isinstance(value, Sequence):
            return []
        return [str(one).strip() for one in value if str(one).strip()]

    def mapped(self, name: str) -> dict[str, Any]:
        """Return an object: as one or as JSON.

        Raises:
            Refused: if it is anything else.
        """
        value = self._values.get(name)
        if value in (None, ""):
            return {}
        found = _json(value) if isinstance(value, str) else value
        if not isinstance(found, dict):
            raise Refused(name, "Not a JSON object")
        return found

    def raw(self, name: str) -> Any:
        """Return a parameter as it came."""
        return self._values.get(name)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
