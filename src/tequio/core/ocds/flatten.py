"""Releases as tables: several CSV files joined by ids, and one simple row per process."""

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

SIMPLE_COLUMNS = (
    "ocid",
    "titulo",
    "proyecto_folio",
    "proyecto",
    "presupuesto",
    "procedimiento",
    "metodo",
    "categoria",
    "estado",
    "comprador",
    "area_contratante",
    "proveedores",
    "monto_adjudicado",
    "contratos",
    "monto_contratado",
    "fecha_firma",
    "inicio",
    "fin",
    "monto_pagado",
    "fecha",
)


def simple_row(release: Mapping[str, Any]) -> dict[str, str]:
    """Return one row that says of a (compiled) release what most people ask. Keys are ``SIMPLE_COLUMNS``."""
    return dict.fromkeys(SIMPLE_COLUMNS, "") | {"ocid": str(release.get("ocid", ""))}


def write_simple(rows: Iterable[Mapping[str, Any]], to: TextIO) -> int:
    """Write the simple table of these releases as CSV and return how many rows it has."""
    del rows, to
    return 0
