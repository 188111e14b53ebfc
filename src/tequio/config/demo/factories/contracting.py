"""Contracting processes of projects, through the services. The companies are fictional."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import (
    Award,
    Bid,
    BudgetLine,
    ClarificationMeeting,
    Contract,
    Document,
    Guarantee,
    Milestone,
    Payment,
    Process,
    Quote,
    QuoteRequest,
    Supplier,
)
from tequio.accountability.contracting.types import (
    Category,
    GuaranteeKind,
    Obligation,
    Section,
    TransactionKind,
)
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.projects import make_project
from tequio.core import vat
from tequio.core.classifiers import Moment, Part
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


def make_supplier(number: int = 9, *, natural_person: bool = False) -> Supplier:
    """Return a fictional supplier of the roll."""
    name = "Ramona Ficticia Prueba" if natural_person else SUPPLIERS[number % len(SUPPLIERS)]
    return services.enter_supplier(rfc=make_rfc(number, natural_person=natural_person), name=name)


def make_budget_line(process: Process | None = None, **overrides: Any) -> BudgetLine:
    """Return the budget line that pays a process: works on public spaces, with federal funds."""
    process = process or make_process()
    budget = process.project.budget_centavos
    values: dict[str, Any] = {
        "process_id": process.pk,
        "keys": {
            Part.FUNCTION: "2.2.1",
            Part.PROGRAMME: "K001",
            Part.OBJECT: "614",
            Part.SPENDING_TYPE: "2",
            Part.FUNDING: "25",
        },
        "amounts": {Moment.APPROVED: budget, Moment.MODIFIED: budget, Moment.COMMITTED: budget * 94 // 100},
        "updated_on": date(2026, 9, 4),
        "source": "Fondo de infraestructura (ficticio)",
    }
    return services.record_budget_line(**(values | overrides))


def make_quote_request(process: Process | None = None, **overrides: Any) -> QuoteRequest:
    """Return a request for quotes of July, sent to three."""
    process = process or make_process()
    values: dict[str, Any] = {
        "process_id": process.pk,
        "title": f"Cotización: {process.project.title}",
        "starts_on": date(2026, 7, 13),
        "ends_on": date(2026, 7, 24),
        "invited": [(make_rfc(number + 1), SUPPLIERS[number]) for number in range(3)],
    }
    return services.request_quotes(**(values | overrides))


def make_quote(request: QuoteRequest | None = None, **overrides: Any) -> Quote:
    """Return what one of those asked answered."""
    request = request or make_quote_request()
    values: dict[str, Any] = {
        "request_id": request.pk,
        "supplier_rfc": make_rfc(1),
        "supplier_name": SUPPLIERS[0],
        "date": date(2026, 7, 22),
        "amount_centavos": request.process.project.budget_centavos,
    }
    return services.record_quote(**(values | overrides))


def make_meeting(process: Process | None = None, **overrides: Any) -> ClarificationMeeting:
    """Return the meeting of August in which doubts were cleared up."""
    process = process or make_process()
    values: dict[str, Any] = {
        "process_id": process.pk,
        "held_at": datetime(2026, 8, 12, 16, tzinfo=UTC),
        "officials": [("Elena Ficticia", "Directora de Obras")],
        "attendees": [(make_rfc(1), SUPPLIERS[0]), (make_rfc(2), SUPPLIERS[1])],
    }
    return services.record_meeting(**(values | overrides))


def make_bid(process: Process | None = None, number: int = 0, **overrides: Any) -> Bid:
    """Return the proposal of one of the fictional companies, each a little dearer than the one before."""
    process = process or make_process()
    amount = process.project.budget_centavos * (94 + number) // 100
    values: dict[str, Any] = {
        "process_id": process.pk,
        "supplier_rfc": make_rfc(number + 1),
        "supplier_name": SUPPLIERS[number],
        "date": date(2026, 8, 20),
        "amount_centavos": amount,
        "net_centavos": vat.net(amount, 16),
    }
    return services.record_bid(**(values | overrides))


def make_guarantee(contract: Contract | None = None, **overrides: Any) -> Guarantee:
    """Return the bond for the fulfilment: a tenth of the contract."""
    contract = contract or make_contract()
    values: dict[str, Any] = {
        "contract_id": contract.pk,
        "kind": GuaranteeKind.BAIL,
        "obligations": Obligation.FULFILLMENT,
        "amount_centavos": contract.amount_centavos // 10,
        "guarantor": "Afianzadora Ficticia",
        "issued_on": contract.signed_on,
        "ends_on": contract.ends_on,
    }
    return services.record_guarantee(**(values | overrides))


def make_milestone(contract: Contract | None = None, **overrides: Any) -> Milestone:
    """Return the promise to deliver the works at the end of the contract."""
    contract = contract or make_contract()
    values: dict[str, Any] = {
        "contract_id": contract.pk,
        "title": "Entrega de la obra terminada",
        "due_on": contract.ends_on,
    }
    return services.record_milestone(**(values | overrides))


def make_document(process: Process | None = None, **overrides: Any) -> Document:
    """Return the notice of the call, published elsewhere."""
    process = process or make_process()
    values: dict[str, Any] = {
        "process_id": process.pk,
        "section": Section.TENDER,
        "document_type": "tenderNotice",
        "title": "Convocatoria publicada",
        "published_on": date(2026, 8, 3),
        "url": "https://ejemplo.mx/convocatoria.pdf",
    }
    return services.add_document(**(values | overrides))


def make_whole_process(project: Project | None = None) -> Contract:
    """Return the contract of a process that has something of everything."""
    process = make_process(project, tenderers=None)
    make_budget_line(process)
    make_quote(make_quote_request(process))
    make_meeting(process)
    for number in range(3):
        make_bid(process, number)
    make_document(process)
    award = make_award(process, supplier_rfc=make_rfc(1), supplier_name=SUPPLIERS[0])
    contract = make_contract(award)
    make_guarantee(contract)
    make_milestone(contract)
    make_payment(contract)
    return contract


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
