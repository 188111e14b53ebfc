"""Spreadsheets of contracts for the tests of bulk loads. Not a test itself."""

import csv
import io

from tequio.config.demo.factories.contracting import make_rfc

HEADER = (
    "Folio del proyecto",
    "Procedimiento",
    "Proveedor",
    "RFC",
    "Fecha del fallo",
    "Contrato",
    "Fecha de firma",
    "Inicio",
    "Término",
    "Monto con IVA",
    "Monto sin IVA",
    "Pago 1 fecha",
    "Pago 1 monto",
    "Pago 1 tipo",
)


def row(number, **changes):
    values = {
        "Folio del proyecto": f"26-{number:04d}",
        "Procedimiento": "Licitación pública",
        "Proveedor": f"Constructora {number % 7}",
        "RFC": make_rfc(number % 7),
        "Fecha del fallo": "28/08/2026",
        "Contrato": f"OP-{number}",
        "Fecha de firma": "2026-09-04",
        "Inicio": "2026-09-07",
        "Término": "2026-12-18",
        "Monto con IVA": "$116,000.00",
        "Monto sin IVA": "100000",
        "Pago 1 fecha": "2026-10-16",
        "Pago 1 monto": "34800",
        "Pago 1 tipo": "Anticipo",
    }
    return values | changes


def sheet(rows, header=HEADER):
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
