"""One-time codes on paper: twelve characters that are hard to copy wrong (docs/rules/paper.md, CODE-1 to CODE-4).

The alphabet has 31 characters, a prime: eleven of them are chance (54 bits) and the last one checks the rest, so
that one wrong character or two that changed places are always noticed. Letters that look like a number are not
printed, and are read as that number.
"""

from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"  # without I, L, O, S and U
LENGTH = 12
_GROUP = 4
_CHANCE = LENGTH - 1
_READ_AS = str.maketrans("OILSU", "0115V")
_BYTES = 256
_FAIR = _BYTES - _BYTES % len(ALPHABET)  # bytes from here on would favour the first characters


def make(random: Callable[[int], bytes]) -> str:
    """Return a new code, without hyphens.

    Args:
        random: gives that many random bytes.
    """
    body = ""
    while len(body) < _CHANCE:
        byte = random(1)[0]
        if byte < _FAIR:
            body += ALPHABET[byte % len(ALPHABET)]
    return body + _check(body)


def read(text: str) -> str | None:
    """Return the code that somebody typed, without hyphens; None if it cannot be one.

    Capitals, spaces and hyphens do not matter, nor a letter that looks like a number.
    """
    cleaned = "".join(c for c in text.upper() if c.isalnum()).translate(_READ_AS)
    whole = len(cleaned) == LENGTH and all(c in ALPHABET for c in cleaned)
    return cleaned if whole and _check(cleaned[:_CHANCE]) == cleaned[-1] else None


def printed(code: str) -> str:
    """Return a code as it is printed: three groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _check(body: str) -> str:
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(body, 1))
    return ALPHABET[total % len(ALPHABET)]
