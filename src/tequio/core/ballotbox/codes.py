"""One-time codes that people read from paper and type: no letter looks like another, and slips are noticed.

Eleven characters of chance (31^11 ≈ 2^54) and one that checks them. The alphabet has a prime number of
characters and each place another weight: one wrong character, or two neighbours exchanged, never passes.
"""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0, O, 1, I, L
LENGTH = 12
_GROUP = 4


def draw(random: Callable[[int], bytes]) -> str:
    """Draw a code, without hyphens.

    Args:
        random: gives so many random bytes.
    """
    body = ""
    while len(body) < LENGTH - 1:
        number = random(1)[0]
        if number < 256 // len(ALPHABET) * len(ALPHABET):  # all characters equally likely
            body += ALPHABET[number % len(ALPHABET)]
    return body + _check(body)


def read(text: str) -> str | None:
    """Return the code that somebody typed, with or without hyphens, spaces and capitals; None if it is none."""
    code = "".join(text.split()).replace("-", "").upper()
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code if _check(code[:-1]) == code[-1] else None


def spelled(code: str) -> str:
    """Return a code as it is printed, in groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _check(body: str) -> str:
    total = sum(weight * ALPHABET.index(char) for weight, char in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
