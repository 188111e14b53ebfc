"""The key by itself: shape, check digit, birth date, sex, state, forbidden words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tequio.core.curp.words import FORBIDDEN

LENGTH = 18
STATES = frozenset(
    {
        "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN", "MS",
        "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS",
        "NE",  # born abroad
    }
)  # fmt: skip
SEXES = frozenset("HMX")
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}
_SHAPE = re.compile(r"[A-Z]{4}[0-9]{6}[A-Z]{6}[A-Z0-9][0-9]")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-Z]{3}")
_VOWEL_OR_X = frozenset("AEIOUX")
_CENTURIES = (1900, 2000)


class Flaw(StrEnum):
    """What is wrong with a text that should be a CURP, or with a person who says it is theirs."""

    LENGTH = "length"
    CHARACTERS = "characters"
    DATE = "date"
    SEX = "sex"
    STATE = "state"
    LETTERS = "letters"
    WORD = "word"
    CHECK_DIGIT = "check_digit"
    OTHER_NAMES = "other_names"
    OTHER_DATE = "other_date"
    OTHER_SEX = "other_sex"
    OTHER_STATE = "other_state"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, and where in the key it is (from 0; ``end`` is not included)."""

    flaw: Flaw
    start: int = 0
    end: int = LENGTH


class NotACurpError(ValueError):
    """The text is nobody's CURP; ``findings`` says why, in the order of the key."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(finding.flaw.value for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Curp:
    """A CURP that holds together, in capitals without spaces."""

    key: str
    born: date

    @property
    def sex(self) -> str:
        """H, M or X (neither)."""
        return self.key[10]

    @property
    def state(self) -> str:
        """The state of birth, NE for abroad."""
        return self.key[11:13]


def normalise(text: str) -> str:
    """Return the text as a key is written: capitals, no accents, spaces, hyphens, dots or slashes. Ñ stays."""
    kept = re.sub(r"[\s.\-/_]", "", text).upper()
    decomposed = unicodedata.normalize("NFD", kept.replace("Ñ", "\0"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("\0", "Ñ")


def check_digit(body: str) -> str:
    """Return the last digit of the CURP whose other 17 characters are ``body``.

    Each character has its place in ``0-9 A-N Ñ O-Z`` as value and weighs 18 down to 2; the digit completes the
    sum to a multiple of ten. A change of one character by ``d`` places at weight ``w`` is noticed unless
    ``d × w`` is a multiple of ten.

    Raises:
        KeyError: if a character has no value.
    """
    total = sum(_VALUES[char] * (LENGTH - place) for place, char in enumerate(body))
    return str(-total % 10)


def parse(text: str) -> Curp:
    """Read a CURP as people type it.

    Raises:
        NotACurpError: if it does not hold together, with every problem found.
    """
    found, findings = read(text)
    if found is None:
        raise NotACurpError(findings)
    return found


def read(text: str) -> tuple[Curp | None, tuple[Finding, ...]]:
    """Return the CURP that a text is, or None with every problem found. Never raises."""
    key = normalise(text)
    if len(key) != LENGTH:
        return None, (Finding(Flaw.LENGTH),)
    if not _SHAPE.fullmatch(key):
        return None, (_where_shape_breaks(key),)
    born = _birth_date(key)
    findings = tuple(_problems(key, born))
    if findings or born is None:
        return None, findings
    return Curp(key, born), ()


def _where_shape_breaks(key: str) -> Finding:
    kinds = "LLLLDDDDDDLLLLLLAD"
    fits = {"L": r"[A-Z]", "D": r"[0-9]", "A": r"[A-Z0-9]"}
    place = next(n for n, kind in enumerate(kinds) if not re.fullmatch(fits[kind], key[n]))
    return Finding(Flaw.CHARACTERS, place, place + 1)


def _problems(key: str, born: date | None) -> Iterator[Finding]:
    if key[1] not in _VOWEL_OR_X:
        yield Finding(Flaw.LETTERS, 0, 4)
    elif key[:4] in FORBIDDEN:
        yield Finding(Flaw.WORD, 0, 4)
    if born is None:
        yield Finding(Flaw.DATE, 4, 10)
    if key[10] not in SEXES:
        yield Finding(Flaw.SEX, 10, 11)
    if key[11:13] not in STATES:
        yield Finding(Flaw.STATE, 11, 13)
    if not _CONSONANTS.fullmatch(key[13:16]):
        yield Finding(Flaw.LETTERS, 13, 16)
    if check_digit(key[:-1]) != key[-1]:
        yield Finding(Flaw.CHECK_DIGIT, 17, 18)


def _birth_date(key: str) -> date | None:
    """Return the date; the character before the last is a digit for births up to 1999, a letter from 2000."""
    century = _CENTURIES[key[16].isalpha()]
    try:
        return date(century + int(key[4:6]), int(key[6:8]), int(key[8:10]))
    except ValueError:
        return None
