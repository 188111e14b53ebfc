"""Contracting processes of projects, through the services. The companies are fictional."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Award, Contract, Payment, Process
from tequio.accountability.contracting.types import Category, TransactionKind
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.projects import make_project
from tequio.core.rfc import check_digit

SUPPLIERS = (
    "Constructora Mezquite",
    "Obras del Encino",
    "Pavimentos La Loma",
    "Iluminación Colibrí",
    "Jardines del Nopal",
    "Ingeniería Cantera",
)


def make_rfc(number: int = 1, *, natural_person: bool = False) -> str:
    """Return a valid RFC of nobody: the letters are invented and the rest follows from the number."""
    letters = "ZZZQ" if natural_person else "ZZQ"
    body = f"{letters}{number % 100:02d}0101{_base36(number)}"
    return body + check_digit(body)


def make_process(project: Project | None = None, **overrides: Any) -> Process:
    """Return an invitation to three, called in August."""
    project = project or make_project()
    values: dict[str, Any] = {
        "project_id": project.pk,
        "title": f"Construcción: {project.title}",
        "procedure": "invitacion-a-tres",
        "category": Category.WORKS,
        "tender_start": date(2026, 8, 3),
        "tender_end": date(2026, 8, 21),
        "tenderers": 3,
    }
    return services.open_process(**(values | overrides))


def make_award(process: Process | None = None, **overrides: Any) -> Award:
    """Return an award to a fictional company, for what the project was promised less a little."""
    process = process or make_process()
    number = process.pk % len(SUPPLIERS)
    amount = process.project.budget_centavos * 94 // 100
    values: dict[str, Any] = {
        "process_id": process.pk,
        "supplier_rfc": make_rfc(number + 1),
        "supplier_name": SUPPLIERS[number],
        "date": date(2026, 8, 28),
        "amount_centavos": amount,
        "net_centavos": amount * 100 // 116,
    }
    return services.record_award(**(values | overrides))


def make_contract(award: Award | None = None, **overrides: Any) -> Contract:
    """Return the contract of the award, signed in September and ending in December."""
    award = award or make_award()
    values: dict[str, Any] = {
        "award_id": award.pk,
        "number": f"OP-{award.pk:04d}-2026",
        "signed_on": date(2026, 9, 4),
        "starts_on": date(2026, 9, 7),
        "ends_on": date(2026, 12, 18),
        "amount_centavos": award.amount_centavos,
        "net_centavos": award.net_centavos,
    }
    return services.sign_contract(**(values | overrides))


def make_payment(contract: Contract | None = None, **overrides: Any) -> Payment:
    """Return an estimate: three tenths of the contract."""
    contract = contract or make_contract()
    values: dict[str, Any] = {
        "contract_id": contract.pk,
        "kind": TransactionKind.ESTIMATE,
        "paid_on": date(2026, 10, 16),
        "amount_centavos": contract.amount_centavos * 3 // 10,
    }
    return services.record_payment(**(values | overrides))


def _base36(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[number // 36 % 36] + digits[number % 36]


def make_bulk_file(projects: Iterable[Project]) -> bytes:
    """Return a CSV with one fictional contract per project, as an office would upload it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(BULK_HEADER)
    for number, project in enumerate(projects):
        writer.writerow(_bulk_row(number, project))
    return text.getvalue().encode("utf-8-sig")


BULK_HEADER = (
    "Folio del proyecto",
    "Objeto",
    "Procedimiento",
    "Fundamento",
    "Ofertas desde",
    "Ofertas hasta",
    "Ofertas recibidas",
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
_PROCEDURES = (
    ("Licitación pública", ""),
    ("Invitación a cuando menos tres personas", ""),
    ("Adjudicación directa", "Artículo 42, fracción I (ficticio)"),
)


def _bulk_row(number: int, project: Project) -> list[object]:
    gross = max(project.budget_centavos * (90 + number % 10) // 100, 1_00)
    net, advance = gross * 100 // 116, gross * 3 // 10
    who = number % len(SUPPLIERS)
    call = [*_PROCEDURES[number % 3], "2026-08-03", "2026-08-21", 1 + number % 5]
    award = [SUPPLIERS[who], make_rfc(who + 1), "28/08/2026"]
    contract = [
        f"OP-{number + 1:04d}-2026",
        "2026-09-04",
        "2026-09-07",
        "2026-12-18",
        _pesos(gross),
        _pesos(net),
    ]
    payment = ["2026-09-11", _pesos(advance), "Anticipo"]
    return [project.folio, f"Obra: {project.title}", *call, *award, *contract, *payment]


def _pesos(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}"
