"""The links of the chain: what is hashed, and how. The same bytes before and after the database."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

GENESIS = bytes(32)
_PLAIN = (str, int, bool, type(None))


def digest(
    *,
    position: int,
    at: datetime,
    kind: str,
    actor: int | None,
    payload: Mapping[str, object],
    previous: bytes,
) -> bytes:
    """Return the SHA-256 of the hash before and of the event's content in canonical JSON.

    The instant is written in UTC with microseconds, whatever its zone; keys are sorted.
    """
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    content = orjson.dumps([position, instant, kind, actor, payload], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(previous + content).digest()


def check_plain(kind: str, payload: Mapping[str, object]) -> None:
    """Refuse what would not come back from the database as it went in.

    Raises:
        TypeError: if a field is neither text, whole number, boolean nor None, nor a list of them.
    """
    for field, value in payload.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(item, _PLAIN):
                raise TypeError(
                    f"{kind}.{field} is {type(item).__name__}: events carry text, integers, booleans"
                )
