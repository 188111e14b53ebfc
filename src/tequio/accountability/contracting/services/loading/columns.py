"""The columns of a bulk load, their aliases, and which header of a file means which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.text import plain

PAYMENTS = 12  # pairs of payment columns that are looked for
_PAYMENT = re.compile(r"(?:pago|estimacion) (\d+) (fecha|monto|tipo|clave)")
_PAYMENT_FIELDS = {"fecha": "date", "monto": "amount", "tipo": "kind", "clave": "code"}


class Kind(StrEnum):
    """How the cell of a column is read."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One datum of a row: its name in our files, what it is, and how others call it."""

    field: str
    header: str
    help: Any  # a lazy translation
    example: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()


COLUMNS = (
    Column(
        field="folio",
        header="Folio del proyecto",
        help=_("El folio; si no lo tiene, basta el nombre exacto del proyecto."),
        example="26-0041",
        aliases=("folio", "proyecto folio", "clave del proyecto"),
    ),
    Column(
        field="project",
        header="Proyecto",
        help=_("Nombre del proyecto, si no hay folio."),
        example="Parque de bolsillo del Álamo",
        aliases=("nombre del proyecto", "titulo", "project"),
    ),
    Column(
        field="title",
        header="Objeto",
        help=_("Qué se contrata. Vacío: el nombre del proyecto."),
        example="Construcción del parque",
        aliases=("objeto del contrato", "descripcion", "concepto"),
    ),
    Column(
        field="procedure",
        header="Procedimiento",
        help=_("Licitación pública, invitación a cuando menos tres personas o adjudicación directa."),
        example="Invitación a cuando menos tres personas",
        aliases=("tipo de procedimiento", "modalidad", "metodo"),
    ),
    Column(
        field="rationale",
        header="Fundamento",
        help=_("Artículo y fracción; hace falta en la adjudicación directa."),
        example="",
        aliases=("fundamento legal", "articulo"),
    ),
    Column(
        field="category",
        header="Tipo",
        help=_("Obra, bienes o servicios. Vacío: obra."),
        example="Obra",
        aliases=("tipo de contratacion", "rubro"),
    ),
    Column(
        field="tender_start",
        header="Ofertas desde",
        help=_("Primer día en que se reciben ofertas."),
        example="2026-08-03",
        kind=Kind.DAY,
        aliases=("fecha de convocatoria", "convocatoria"),
    ),
    Column(
        field="tender_end",
        header="Ofertas hasta",
        help=_("Último día."),
        example="2026-08-21",
        kind=Kind.DAY,
        aliases=("apertura", "fecha de apertura"),
    ),
    Column(
        field="tenderers",
        header="Ofertas recibidas",
        help=_("Cuántas empresas ofertaron."),
        example="3",
        kind=Kind.NUMBER,
        aliases=("ofertas", "participantes", "licitantes"),
    ),
    Column(
        field="supplier",
        header="Proveedor",
        help=_("Quién ganó."),
        example="Constructora Mezquite",
        aliases=("contratista", "empresa", "razon social", "nombre del proveedor"),
    ),
    Column(
        field="rfc",
        header="RFC",
        help=_("El del proveedor. El de una persona no se publica."),
        example="ZZQ010101017",
        aliases=("rfc del proveedor", "rfc proveedor"),
    ),
    Column(
        field="awarded_on",
        header="Fecha del fallo",
        help=_("Cuándo se decidió."),
        example="2026-08-28",
        kind=Kind.DAY,
        aliases=("fallo", "fecha de adjudicacion", "adjudicacion"),
    ),
    Column(
        field="contract",
        header="Contrato",
        help=_("Su número. Vacío: todavía no se firma."),
        example="OP-041-2026",
        aliases=("numero de contrato", "no. de contrato", "contrato no.", "num contrato"),
    ),
    Column(
        field="signed_on",
        header="Fecha de firma",
        help=_("Hace falta si hay contrato."),
        example="2026-09-04",
        kind=Kind.DAY,
        aliases=("firma", "fecha de contrato"),
    ),
    Column(
        field="starts_on",
        header="Inicio",
        help=_("Hace falta si hay contrato."),
        example="2026-09-07",
        kind=Kind.DAY,
        aliases=("fecha de inicio", "inicio de obra"),
    ),
    Column(
        field="ends_on",
        header="Término",
        help=_("Hace falta si hay contrato."),
        example="2026-12-18",
        kind=Kind.DAY,
        aliases=("fecha de termino", "fin", "fin de obra"),
    ),
    Column(
        field="amount",
        header="Monto con IVA",
        help=_("En pesos."),
        example="942180",
        kind=Kind.MONEY,
        aliases=("monto", "importe", "monto contratado", "importe con iva", "total"),
    ),
    Column(
        field="net",
        header="Monto sin IVA",
        help=_("En pesos. Si no lo tiene, déjelo vacío: no se adivina."),
        example="812224.14",
        kind=Kind.MONEY,
        aliases=("subtotal", "importe sin iva"),
    ),
)
NEEDED = ("procedure", "supplier", "rfc", "awarded_on", "amount")  # besides folio or project
BY_FIELD = {column.field: column for column in COLUMNS}


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return which header of a file means which field; payments too (``payment_1_date``)."""
    known = {_name(text): text for text in header if text}
    found = {}
    for column in COLUMNS:
        for alias in (column.header, *column.aliases, column.field):
            if _name(alias) in known:
                found[column.field] = known.pop(_name(alias))
                break
    return found | payments(header)


def payments(header: Sequence[str]) -> dict[str, str]:
    """Return the payment columns of a header: ``Pago 1 fecha``, ``Estimación 2 monto``."""
    found = {}
    for text in header:
        match = _PAYMENT.fullmatch(_name(text))
        if match and 1 <= int(match[1]) <= PAYMENTS:
            found[f"payment_{int(match[1])}_{_PAYMENT_FIELDS[match[2]]}"] = text
    return found


def missing(mapping: Mapping[str, str]) -> list[str]:
    """Return the headers of the columns without which nothing can be loaded."""
    lacking = [BY_FIELD[field].header for field in NEEDED if field not in mapping]
    if "folio" not in mapping and "project" not in mapping:
        lacking.insert(0, BY_FIELD["folio"].header)
    return lacking


def _name(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9. ]+", " ", plain(text)).split())
