"""Instants as the standards write them."""

import re
from datetime import UTC, datetime

_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII)


def stamp(at: datetime) -> str:
    """Return an instant as XML Schema's dateTimeStamp, in UTC and whole seconds: ``2027-03-01T12:00:00Z``.

    Raises:
        ValueError: if the instant has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_stamp(text: object) -> bool:
    """Say whether it is a dateTimeStamp that exists."""
    if not isinstance(text, str) or not _STAMP.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True
