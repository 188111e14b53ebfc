"""Plain values as others write them: amounts as text, days without zone, addresses without scheme."""

import re
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

import jsonschema_rs

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?.*")
_YEAR_FIRST = re.compile(
    r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\.\d+)?"
)
_INSTANT = jsonschema_rs.Draft4Validator({"format": "date-time"}, validate_formats=True)
_ADDRESS = jsonschema_rs.Draft4Validator({"format": "uri"}, validate_formats=True)
_TRUE, _FALSE = {"true", "si", "sí", "1", "yes", "verdadero"}, {"false", "no", "0", "falso"}
_LONGEST = 40  # characters of an amount written as text
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~%/:=&?#+!$,;'@()*\[\]]+")  # of an address (RFC 3986)
_COMPLETE = re.compile(r"(https?|ftp)://[^/?#]+")


def number(value: Any) -> int | float | None:
    """Return the number that a text writes (``$1,234.50``); None if it writes none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return value
    text = re.sub(r"[$\s]|MXN|M\.?N\.?$", "", value[:_LONGEST])
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    if not found.is_finite():
        return None
    return int(found) if found == found.to_integral_value() else float(found)


def whole(value: Any) -> int | None:
    """Return the whole number that a value writes; None if it writes none."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def truth(value: Any) -> bool | None:
    """Return the yes or no that a value writes; None if it writes none."""
    text = str(value).strip().lower()
    if text in _TRUE:
        return True
    return False if text in _FALSE else None


def is_instant(value: Any) -> bool:
    """Return whether a value is a date-time with its zone (RFC 3339)."""
    return isinstance(value, str) and _INSTANT.is_valid(value)


def instant(value: Any, zone: tzinfo) -> str | None:
    """Return a day or time as the standard writes it, in UTC; None if it cannot be read.

    Args:
        value: what stands there; day first where it is written with slashes.
        zone: of a time that names none.
    """
    found = _moment(value, zone)
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if found else None


def _moment(value: Any, zone: tzinfo) -> datetime | None:
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = _written(text)
    if found is None or not 1900 <= found.year <= 9000:  # noqa: PLR2004 - years that people mean
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _written(text: str) -> datetime | None:
    for pattern, order in ((_YEAR_FIRST, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        if match := pattern.fullmatch(text):
            parts = [int(part or 0) for part in match.groups()]
            year, month, day = (parts[place] for place in order)
            try:
                hour, minute, second = parts[3:]
                return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the caller gives a zone
            except ValueError:
                return None
    return None


def address(value: Any) -> str | None:
    """Return a complete address (URI), its scheme added and its signs escaped; None if it is none."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if re.match(r"www\.|[\w-]+(\.[\w-]+)+/", text):
        text = f"http://{text}"
    text = _UNSAFE.sub(_escaped, text)
    return text if _COMPLETE.match(text) and _ADDRESS.is_valid(text) else None


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def is_address(value: Any) -> bool:
    """Return whether a value is a complete address (URI)."""
    return isinstance(value, str) and _ADDRESS.is_valid(value)
