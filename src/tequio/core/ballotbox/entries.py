"""One ballot as it is committed to, kept and published: a canonical line of JSON.

Keys in order, no spaces, UTF-8: the same ballot is always the same bytes. It says how the ballot came, which of
its voter's it is (the last one counts), its place, its marks, and the token that let it in. It says nothing of
the person: no time, no number, no band of age.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SALT_BYTES = 16
_KEYS = {"channel", "turn", "zone", "marks", "token", "signature"}


class EntryError(ValueError):
    """A line that is no ballot in its canonical form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A ballot.

    ``zone`` names the place whose key signed the token (empty: the whole city). ``marks`` gives points by
    option (1 where options are only marked). ``token`` is the blind token's 64 bytes, or a pseudonym of the box
    where a code or a paper let the ballot in; ``signature`` is empty there. Entries of one ``token`` are one
    voter's.
    """

    channel: str
    turn: int
    zone: str
    marks: Mapping[str, int] = field(hash=False)
    token: bytes
    signature: bytes = b""

    @property
    def canonical(self) -> bytes:
        """The line, without its end."""
        values = {
            "channel": self.channel,
            "turn": self.turn,
            "zone": self.zone,
            "marks": dict(self.marks),
            "token": to_text(self.token),
            "signature": to_text(self.signature),
        }
        return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Salted:
    """A ballot's line with its two salts: what the box keeps sealed until the count. ``mix`` says what for."""

    line: bytes
    outer: bytes
    inner: bytes

    def __post_init__(self) -> None:
        if len(self.outer) != SALT_BYTES or len(self.inner) != SALT_BYTES:
            raise EntryError("a salt has 16 bytes")


def read(line: bytes) -> Entry:
    """Read a line that ``canonical`` wrote, strictly: nothing more, nothing less, nothing written otherwise.

    Raises:
        EntryError: if it is anything else.
    """
    try:
        values = json.loads(line)
        entry = _entry(values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EntryError("the line is no ballot") from error
    if entry.canonical != line:
        raise EntryError("the ballot is not in its canonical form")
    return entry


def pack(salted: Salted) -> bytes:
    """Return the bytes that are sealed: both salts, then the line."""
    return salted.outer + salted.inner + salted.line


def unpack(data: bytes) -> Salted:
    """Read what ``pack`` wrote."""
    return Salted(data[2 * SALT_BYTES :], data[:SALT_BYTES], data[SALT_BYTES : 2 * SALT_BYTES])


def to_text(data: bytes) -> str:
    """Write bytes as base64url without padding (RFC 4648 §5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """Read base64url without padding.

    Raises:
        EntryError: if it is anything else; each text stands for other bytes.
    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise EntryError("the text is no base64url") from error
    if to_text(data) != text:
        raise EntryError("the text is no base64url")
    return data


def _entry(values: dict[str, Any]) -> Entry:
    if set(values) != _KEYS or type(values["turn"]) is not int or values["turn"] < 1:
        raise EntryError("the line is no ballot")
    marks = values["marks"]
    if not all(type(points) is int for points in marks.values()):
        raise EntryError("the points are no whole numbers")
    for key in ("channel", "zone"):
        if not isinstance(values[key], str):
            raise EntryError("the line is no ballot")
    return Entry(
        values["channel"], values["turn"], values["zone"], marks,
        to_bytes(values["token"]), to_bytes(values["signature"]),
    )  # fmt: skip
