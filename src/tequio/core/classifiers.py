"""The keys of a Mexican budget line and the order of its moments (docs/rules/contracting.md, BUD-1 to BUD-8).

Shapes are those of the classifiers of the Consejo Nacional de Armonización Contable (CONAC): clasificación
funcional del gasto, clasificación programática, clasificador por objeto del gasto, clasificador por tipo de
gasto and clasificador por fuentes de financiamiento; the moments, those of article 38 of the Ley General de
Contabilidad Gubernamental. Only the shape is checked: which keys a city uses is in its own catalogue.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a budget key, in the order in which they are written."""

    FUNCTION = "function"
    PROGRAMME = "programme"
    OBJECT = "object"
    SPENDING_TYPE = "spendingType"
    FUNDING = "funding"


SHAPES: Mapping[Part, re.Pattern[str]] = {
    Part.FUNCTION: re.compile(r"[1-4]\.?[1-9](\.?[1-9]\d?)?"),  # finalidad, función, subfunción
    Part.PROGRAMME: re.compile(r"[SUEBPFGARKMOWLNJTYZICDH]\d{0,4}"),  # a letter of the classifier and a number
    Part.OBJECT: re.compile(r"[1-9][1-9]\d{1,3}"),  # capítulo, concepto, partida genérica and specific
    Part.SPENDING_TYPE: re.compile(r"[1-5]"),
    Part.FUNDING: re.compile(r"[12]\.?[1-7](\.?\d{1,4})*"),  # no etiquetado or etiquetado, and whose
}


class Moment(StrEnum):
    """The accounting moments of spending, in the order in which they happen."""

    APPROVED = "approved"
    MODIFIED = "modified"
    COMMITTED = "committed"
    ACCRUED = "accrued"
    EXERCISED = "exercised"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """A moment that is more than the one before it."""

    before: Moment
    after: Moment


def shaped(part: Part, key: str) -> bool:
    """Return whether a key has the shape of its classifier. Spaces do not count and letters are capitals."""
    return SHAPES[part].fullmatch(tidy(key)) is not None


def tidy(key: str) -> str:
    """Return a key as it is kept: in capitals and without spaces."""
    return re.sub(r"\s+", "", key).upper()


def levels(part: Part, key: str) -> list[tuple[str, str]]:
    """Return the levels that a key goes through, each with its own key.

    The function ``2.2.1`` is ``finalidad`` 2, ``funcion`` 2.2 and ``subfuncion`` 2.2.1; the object ``6140`` is
    ``capitulo`` 6000, ``concepto`` 6100 and ``partida`` 6140. Other classifiers have one level.
    """
    key = tidy(key)
    if part is Part.FUNCTION:
        digits = key.replace(".", "")
        parts = [digits[0], digits[1], digits[2:]]
        names = ("finalidad", "funcion", "subfuncion")
        return [(names[i], ".".join(parts[: i + 1])) for i in range(3) if parts[i]]
    if part is Part.OBJECT:
        return [("capitulo", f"{key[0]}000"), ("concepto", f"{key[:2]}00"), ("partida", key)]
    names_of = {
        Part.PROGRAMME: "programa",
        Part.SPENDING_TYPE: "tipoDeGasto",
        Part.FUNDING: "fuenteDeFinanciamiento",
    }
    return [(names_of[part], key)]


def out_of_order(amounts: Mapping[Moment, int | None]) -> Iterator[OutOfOrder]:
    """Give each moment that is more than the one known before it, from committed on.

    A modified budget may be more or less than the approved one; what comes after may not be more than what is
    before.
    """
    before: Moment | None = None
    for moment in Moment:
        amount = amounts.get(moment)
        if amount is None:
            continue
        known = amounts[before] if before else None
        if before and moment is not Moment.MODIFIED and known is not None and amount > known:
            yield OutOfOrder(before, moment)
        before = moment
