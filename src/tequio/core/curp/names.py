"""Which letters of a name go into the key."""

import re
import unicodedata
from dataclasses import dataclass

from tequio.core.curp.words import softened

# Words of a compound name that do not count, and first names that give way to the second.
_PARTICLES = frozenset(
    [
        "DA",
        "DAS",
        "DE",
        "DEL",
        "DER",
        "DI",
        "DIE",
        "DD",
        "EL",
        "LA",
        "LOS",
        "LAS",
        "LE",
        "LES",
        "MAC",
        "MC",
        "VAN",
        "VON",
        "Y",
    ]
)
_GIVE_WAY = frozenset(["MARIA", "MA", "M", "JOSE", "J"])
_VOWELS = "AEIOU"
_LETTER_X = "X"


@dataclass(frozen=True, slots=True)
class Names:
    """A person's names as their birth certificate writes them; ``second_surname`` may be empty."""

    given: str
    surname: str
    second_surname: str = ""


def first_letters(names: Names) -> str:
    """Return the first four letters of the key.

    First letter and first inner vowel of the first surname, first letter of the second surname and of the given
    name; X where there is none, for Ñ and for signs; and X for the second where they make a forbidden word.
    """
    surname = _surname(names.surname)
    letters = (
        _first(surname)
        + _inner(surname, _VOWELS)
        + _first(_surname(names.second_surname))
        + _first(_given(names.given))
    )
    return softened(letters)


def inner_consonants(names: Names) -> str:
    """Return the letters 14 to 16 of the key: the first inner consonant of each name, X where there is none."""
    parts = (_surname(names.surname), _surname(names.second_surname), _given(names.given))
    return "".join(_inner_consonant(part) for part in parts)


def _words(text: str) -> list[str]:
    """Return the words in capitals without accents (Ñ stays). An apostrophe, slash or hyphen stays."""
    capitals = unicodedata.normalize("NFC", text).upper().replace("Ñ", "\0")
    plain = "".join(c for c in unicodedata.normalize("NFD", capitals) if not unicodedata.combining(c))
    return re.sub(r"[.,]", " ", plain).replace("\0", "Ñ").split()


def _surname(text: str) -> str:
    words = _words(text)
    return next((word for word in words if word not in _PARTICLES), words[-1] if words else "")


def _given(text: str) -> str:
    words = [word for word in _words(text) if word not in _PARTICLES]
    if len(words) > 1 and words[0] in _GIVE_WAY:
        return words[1]
    return words[0] if words else ""


def _first(word: str) -> str:
    return word[0] if word and "A" <= word[0] <= "Z" else _LETTER_X


def _inner(word: str, wanted: str) -> str:
    return next((c for c in word[1:] if c in wanted), _LETTER_X)


def _inner_consonant(word: str) -> str:
    """Return the first inner consonant; Ñ counts as one and is written X."""
    found = next((c for c in word[1:] if c == "Ñ" or ("A" <= c <= "Z" and c not in _VOWELS)), _LETTER_X)
    return _LETTER_X if found == "Ñ" else found
