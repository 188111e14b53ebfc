"""The CURP, the population key of Mexico: read it, check it, match it (docs/rules/identity.md, CURP-n).

The rules are those of the *Instructivo Normativo para la Asignación de la Clave Única de Registro de Población*
of the Registro Nacional de Población (RENAPO), without asking any service: a key that holds together is not
proof that it was given to anybody.
"""

from tequio.core.curp.ages import age_on
from tequio.core.curp.keys import (
    STATES,
    Curp,
    Finding,
    Flaw,
    NotACurpError,
    check_digit,
    normalise,
    parse,
    read,
)
from tequio.core.curp.names import Names, first_letters, inner_consonants
from tequio.core.curp.people import Claimed, mismatches

__all__ = [
    "STATES",
    "Claimed",
    "Curp",
    "Finding",
    "Flaw",
    "Names",
    "NotACurpError",
    "age_on",
    "check_digit",
    "first_letters",
    "inner_consonants",
    "mismatches",
    "normalise",
    "parse",
    "read",
]
