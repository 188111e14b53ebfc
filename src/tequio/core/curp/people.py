"""Whether a key and what a person says of themselves are about the same person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tequio.core.curp.keys import Curp, Finding, Flaw
from tequio.core.curp.names import Names, first_letters, inner_consonants


@dataclass(frozen=True, slots=True)
class Claimed:
    """What somebody says of themselves; what is None or empty is not compared."""

    names: Names | None = None
    born: date | None = None
    sex: str = ""
    state: str = ""


def mismatches(curp: Curp, claimed: Claimed) -> tuple[Finding, ...]:
    """Return where the key does not go with what the person says; nothing where it does."""
    return tuple(_mismatches(curp, claimed))


def _mismatches(curp: Curp, claimed: Claimed) -> Iterator[Finding]:
    if claimed.names is not None:
        if curp.key[:4] != first_letters(claimed.names):
            yield Finding(Flaw.OTHER_NAMES, 0, 4)
        elif curp.key[13:16] != inner_consonants(claimed.names):
            yield Finding(Flaw.OTHER_NAMES, 13, 16)
    if claimed.born not in {None, curp.born}:
        yield Finding(Flaw.OTHER_DATE, 4, 10)
    if claimed.sex and claimed.sex.upper() != curp.sex:
        yield Finding(Flaw.OTHER_SEX, 10, 11)
    if claimed.state and claimed.state.upper() != curp.state:
        yield Finding(Flaw.OTHER_STATE, 11, 13)
