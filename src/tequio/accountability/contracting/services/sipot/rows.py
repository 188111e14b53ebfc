"""What is known of a contract, by the numbers of the SIPOT's columns; what it does not know stays empty."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from tequio.accountability.contracting.models import Contract, Document, Process, Supplier
from tequio.accountability.contracting.types import (
    PAYMENT_METHOD_LABELS,
    SURVEILLANCE_LABELS,
    AdditionalCategory,
    Category,
    PaymentMethod,
    Section,
    Surveillance,
)
from tequio.accountability.projects.types import StageCode, StageState
from tequio.core.money import CENTAVOS

Values = dict[int, Any]  # a list of rows where the column is a table
_MATTERS = {
    AdditionalCategory.WORKS: "Obra pública",
    AdditionalCategory.WORKS_SERVICES: "Servicios relacionados con obra pública",
    AdditionalCategory.ACQUISITION: "Adquisiciones",
    AdditionalCategory.LEASE: "Arrendamientos",
    AdditionalCategory.SERVICES: "Servicios",
}
_BY_CATEGORY = {
    Category.WORKS: AdditionalCategory.WORKS,
    Category.GOODS: AdditionalCategory.ACQUISITION,
    Category.SERVICES: AdditionalCategory.SERVICES,
}


def direct(contract: Contract, first: date, last: date) -> Values:
    """Return the row of a contract that was awarded directly (format 43335) in a quarter."""
    process = contract.process
    quotes = [quote for request in process.quote_requests.all() for quote in request.quotes.all()]
    return {
        334233: str(first.year),
        334258: first,
        334259: last,
        334270: "Adjudicación directa",
        334269: matter(process),
        334230: expediente(process),
        334238: process.method_rationale,
        334239: process.title,
        334271: [(*person(one.supplier), pesos(one.amount_centavos)) for one in quotes],
        **dict(zip((334264, 334260, 334265, 334266, 334267), person(contract.award.supplier), strict=True)),
        334235: (process.requesting_office or process.project.office).name,
        334236: (process.responsible_office or process.project.office).name,
        **_contract(contract, _DIRECT),
        334246: pesos(sum(one.amount_centavos for one in contract.guarantees.all())),
        334255: [(place(process), "", "", _stage(process).lower())] if works(process) else [],
        334262: process.office.name,
        334242: last,
        334257: last,
    }


def competed(contract: Contract, first: date, last: date) -> Values:
    """Return the row of a contract that was won among others (format 43336) in a quarter."""
    process = contract.process
    bids = list(process.bids.all())
    meetings = list(process.meetings.all())
    invited = {one.pk: one for request in process.quote_requests.all() for one in request.invited.all()}
    candidates = list({one.supplier_id: one.supplier for one in bids}.values()) or list(invited.values())
    supplier = person(contract.award.supplier)
    return {
        334280: str(first.year),
        334314: first,
        334315: last,
        334323: _procedure(process),
        334304: matter(process),
        563637: "Nacional",
        334277: [person(one) for one in candidates],
        334278: expediente(process),
        334331: link(process, {"tenderNotice"}),
        334332: process.notice_on or process.tender_start,
        334287: process.title,
        334306: [person(one.supplier) for one in bids],
        334334: meetings[0].held_at.date() if meetings else None,
        334307: [person(one) for meeting in meetings for one in meeting.attendees.all()],
        334308: [
            (one.get("name", ""), "", "", one.get("position", ""), "")
            for meeting in meetings
            for one in meeting.officials
        ],
        334279: link(process, {"clarifications"}),
        334275: link(process, {"evaluationReports"}),
        **dict(zip((334324, 334316, 334317, 334318, 334325), supplier, strict=True)),
        334326: contract.award.rationale,
        334285: (process.requesting_office or process.project.office).name,
        334284: process.office.name,
        334286: (process.responsible_office or process.project.office).name,
        **_contract(contract, _COMPETED),
        334309: [(one.code,) for one in process.budget_lines.all()],
        334328: place(process) if works(process) else "",
        334319: process.description if works(process) else "",
        334320: _stage(process) if works(process) else "",
        334321: process.office.name,
        334293: last,
        334312: last,
    }


# What both formats say of a contract, each under numbers of its own, in the order of ``_contract``.
_DIRECT = (
    334231, 334243, 334244, 334245, 334228, 334232, 334240, 334241, 334261, 334254, 334253, 334234, 334273,
    334268, 334237, 334274, 334251, 334252, 334249,
)  # fmt: skip
_COMPETED = (
    334281, 334290, 334295, 334296, 334283, 334327, 334288, 334292, 334291, 334301, 334302, 334333, 334305,
    334310, 334289, 334298, 334303, 334299, 334300,
)  # fmt: skip


def _contract(contract: Contract, numbers: Sequence[int]) -> Values:
    process, amendments = contract.process, list(contract.amendments.all())
    methods = {
        PAYMENT_METHOD_LABELS[PaymentMethod(one.method)] for one in contract.payments.all() if one.method
    }
    said = (
        contract.number,
        contract.signed_on,
        None if contract.net_centavos is None else pesos(contract.net_centavos),
        pesos(contract.amount_centavos),
        "MXN",
        "; ".join(sorted(str(one) for one in methods)),
        contract.title,
        contract.starts_on,
        contract.ends_on,
        link(process, {"contractSigned"}, of=contract.number),
        link(process, {"contractSuspension", "contractTermination"}, of=contract.number),
        "; ".join(sorted({one.source for one in process.budget_lines.all() if one.source})),
        "Si" if amendments else "No",
        [(one.code, one.rationale, one.signed_on, "") for one in amendments],
        "; ".join(str(SURVEILLANCE_LABELS.get(one, one)) for one in map(_mechanism, contract.surveillance)),
        link(process, {"physicalProgressReport"}),
        link(process, {"financialProgressReport"}),
        link(process, {"completionCertificate"}),
        link(process, {"finalAudit"}),
    )
    return dict(zip(numbers, said, strict=True))


def _mechanism(code: str) -> Any:
    return Surveillance(code) if code in set(Surveillance) else code


def person(supplier: Supplier) -> tuple[str, str, str, str, str]:
    """Return given name, both surnames, business name and RFC; that of a natural person is masked (RFC-9)."""
    if not supplier.natural_person:
        return "", "", "", supplier.name, supplier.rfc
    if supplier.unnamed or not supplier.given_name:
        return supplier.public_name, "", "", "", supplier.shown_rfc
    return (
        supplier.given_name,
        supplier.patronymic_name,
        supplier.matronymic_name,
        "",
        supplier.shown_rfc,
    )


def pesos(centavos: int) -> float | int:
    """Return an amount as a spreadsheet holds it: whole pesos exact, else to the centavo."""
    return centavos // CENTAVOS if centavos % CENTAVOS == 0 else round(centavos / CENTAVOS, 2)


def expediente(process: Process) -> str:
    """Return the office's own number of the process, else its ocid."""
    return process.file_number or process.ocid


def matter(process: Process) -> str:
    """Return the platform's word for what is bought."""
    code = process.additional_category or _BY_CATEGORY[Category(process.category)]
    return _MATTERS[AdditionalCategory(code)]


def works(process: Process) -> bool:
    """Return whether it is a public work or a service of one."""
    return matter(process) in {_MATTERS[AdditionalCategory.WORKS], _MATTERS[AdditionalCategory.WORKS_SERVICES]}


def place(process: Process) -> str:
    """Return where the work stands."""
    unit = process.project.unit
    return unit.name if unit else process.project.title


def link(process: Process, types: Iterable[str], *, of: str = "") -> str:
    """Return the address of the last document of one of these types; of the named contract if it names any."""
    found = [one for one in process.documents.all() if one.document_type in types and not one.withdrawn]
    mine = [one for one in found if not of or one.section != Section.CONTRACT or one.of in {"", of}]
    return _address(mine[-1]) if mine else ""


def _address(document: Document) -> str:
    if document.file is None:
        return document.url
    return f"{settings.PUBLIC_URL}/archivos/{document.file.pk}/original"


def _procedure(process: Process) -> str:
    named = {"open": "Licitación pública", "selective": "Invitación a cuando menos tres personas"}
    return named.get(process.procedure.method, "Otro (especificar)")


def _stage(process: Process) -> str:
    stages = {one.code: one.state for one in process.project.stages.all()}
    if stages.get(StageCode.DELIVERY) == StageState.DONE or stages.get(StageCode.EXECUTION) == StageState.DONE:
        return "En finiquito"
    return "En planeación" if stages.get(StageCode.EXECUTION) == StageState.PENDING else "En ejecución"
