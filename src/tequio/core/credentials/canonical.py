"""The one way of writing a JSON value as bytes: RFC 8785 (JSON Canonicalization Scheme).

Of the values of JSON, certificates hold text, whole numbers, booleans, null, lists and objects. Fractions are
refused: their canonical text follows ECMAScript's printing of doubles, and no certificate has one
(docs/adr/0013-own-jcs.md).
"""

import json
from typing import Any

MOST_DEPTH = 32
MOST_WHOLE = 2**53 - 1  # RFC 7493: beyond it, readers of JSON do not agree


class CanonicalError(ValueError):
    """The value has no canonical form here: a fraction, a number too large, half a character, too deep."""


def canonical(value: Any) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value: keys in order of UTF-16 code units, no spaces.

    Args:
        value: text, whole numbers up to 2^53 - 1 on both sides of zero, booleans, None, lists, tuples and dicts
            with keys of text.

    Raises:
        CanonicalError: if it holds anything else, or is nested deeper than ``MOST_DEPTH``.
    """
    try:
        return _written(value, MOST_DEPTH).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError("a text holds half a character (a lone surrogate)") from error


def _written(value: Any, depth: int) -> str:
    if value is None or isinstance(value, bool | int | str):
        return _plain(value)
    if depth == 0:
        raise CanonicalError("the value is nested too deep")
    if isinstance(value, list | tuple):
        return f"[{','.join(_written(item, depth - 1) for item in value)}]"
    if isinstance(value, dict):
        return _object(value, depth - 1)
    raise CanonicalError(f"a {type(value).__name__} has no canonical form here")


def _plain(value: str | int | None) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MOST_WHOLE:
        raise CanonicalError("a whole number is beyond 2^53 - 1")
    # json escapes exactly what RFC 8785, 3.2.2.2 does: quotation marks, backslashes and controls.
    return json.dumps(value, ensure_ascii=False)


def _object(value: dict[Any, Any], depth: int) -> str:
    if not all(isinstance(key, str) for key in value):
        raise CanonicalError("a key is no text")
    keys = sorted(value, key=_code_units)
    return "{" + ",".join(f"{_plain(key)}:{_written(value[key], depth)}" for key in keys) + "}"


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be")  # big-endian bytes sort as the code units do
