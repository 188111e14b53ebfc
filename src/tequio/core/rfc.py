"""The RFC, the taxpayer's key of Mexico (docs/rules/contracting.md, RFC-1 to RFC-10)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_SHAPE = re.compile(r"([A-ZÑ&]{3,4})(\d{2})(\d{2})(\d{2})([A-Z0-9]{2}[0-9A])")
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ")}
_NATURAL = 13  # characters of a natural person's RFC; a company's has 12
_MODULUS = 11
GENERIC = frozenset({"XAXX010101000", "XEXX010101000"})


class Flaw(StrEnum):
    """Why a text is not the RFC of anyone."""

    SHAPE = "shape"
    DATE = "date"
    GENERIC = "generic"


class NotAnRfcError(ValueError):
    """The text is nobody's RFC; ``flaw`` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Rfc:
    """An RFC in capitals, without spaces or hyphens."""

    key: str

    @property
    def natural_person(self) -> bool:
        """Whether it belongs to a natural person; it is then personal data."""
        return len(self.key) == _NATURAL

    @property
    def sound(self) -> bool:
        """Whether the last character follows from the others (modulo 11).

        Some keys that the authority itself has issued do not: libraries that check RFC leave this out unless
        asked (python-stdnum, ``mx.rfc``). It is a reason to look twice, not to refuse.
        """
        return check_digit(self.key[:-1]) == self.key[-1]

    @property
    def masked(self) -> str:
        """The key with only its first two and last two characters, for the person's own office to recognise."""
        return f"{self.key[:2]}{'•' * (len(self.key) - 4)}{self.key[-2:]}"


def parse(text: str) -> Rfc:
    """Read an RFC as people type it (any case, with spaces or hyphens).

    The shape and the date are those of the Servicio de Administración Tributaria: three letters for a company
    or four for a person, a date as YYMMDD, two characters of homoclave and a check digit (see ``Rfc.sound``).
    The two generic keys, for sales to the public and to foreigners, identify nobody.

    Raises:
        NotAnRfcError: if it is nobody's, with the reason.
    """
    key = re.sub(r"[\s.-]", "", text).upper()
    if key in GENERIC:
        raise NotAnRfcError(Flaw.GENERIC)
    match = _SHAPE.fullmatch(key)
    if not match:
        raise NotAnRfcError(Flaw.SHAPE)
    if not _is_date(int(match[2]), int(match[3]), int(match[4])):
        raise NotAnRfcError(Flaw.DATE)
    return Rfc(key)


def check_digit(body: str) -> str:
    """Return the last character of the RFC whose other 11 or 12 characters are ``body``."""
    padded = body.rjust(_NATURAL - 1)
    total = sum(_VALUES[char] * weight for char, weight in zip(padded, range(_NATURAL, 1, -1), strict=True))
    digit = -total % _MODULUS
    return "A" if digit == _MODULUS - 1 else str(digit)


def _is_date(year: int, month: int, day: int) -> bool:
    """Two-digit years leave the century open: 29 February is a date if it was one in 1900s or 2000s."""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False
