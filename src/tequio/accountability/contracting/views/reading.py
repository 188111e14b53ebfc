"""What the page of a process and its desk both show, put in words."""

from dataclasses import dataclass
from typing import Any

from tequio.accountability.contracting.models import BudgetLine, Contract, Document, Process
from tequio.accountability.contracting.queries import paid
from tequio.accountability.contracting.services import keys_of
from tequio.accountability.contracting.services.words import MOMENTS
from tequio.accountability.contracting.types import (
    AWARD_CRITERIA_LABELS,
    MILESTONE_TYPE_LABELS,
    SECTION_LABELS,
    SURVEILLANCE_LABELS,
    AwardCriteria,
    Section,
    Surveillance,
    document_label,
)
from tequio.core.classifiers import Part
from tequio.core.procurement.contracts import accumulated, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSaid:
    """A contract with what is reckoned of it."""

    contract: Contract
    paid: int
    left: int
    grown: int | None  # percent over what it was signed for, where it was amended
    watched: list[str]
    milestones: list[tuple[Any, str]]


def told(process: Process) -> dict[str, Any]:
    """Return the values of the templates under ``parts`` for a process loaded whole."""
    return {
        "process": process,
        "budget_lines": [_line(one) for one in process.budget_lines.all()],
        "criteria": _criteria(process),
        "bids": list(process.bids.all()),
        "requests": list(process.quote_requests.all()),
        "meetings": list(process.meetings.all()),
        "awards": list(process.awards.all()),
        "contracts": [_contract(one) for one in process.contracts.all()],
        "documents": _documents(process),
    }


def _line(line: BudgetLine) -> dict[str, Any]:
    keys = keys_of(line)
    moments = [(name, getattr(line, f"{moment}_centavos")) for moment, name in MOMENTS.items()]
    return {
        "line": line,
        "key": "-".join(keys[part.value] for part in Part if part.value in keys),
        "moments": [(name, amount) for name, amount in moments if amount is not None],
    }


def _criteria(process: Process) -> Any:
    known = process.award_criteria in set(AwardCriteria)
    return AWARD_CRITERIA_LABELS[AwardCriteria(process.award_criteria)] if known else process.award_criteria


def _contract(contract: Contract) -> ContractSaid:
    amendments = list(contract.amendments.all())
    original = amendments[0].before_centavos if amendments else None
    spent = paid(contract)
    return ContractSaid(
        contract=contract,
        paid=spent,
        left=contract.amount_centavos - spent,
        grown=percent(accumulated(original, contract.amount_centavos)) if original else None,
        watched=[str(SURVEILLANCE_LABELS[Surveillance(code)]) for code in contract.surveillance],
        milestones=[
            (one, str(MILESTONE_TYPE_LABELS.get(one.kind, one.kind))) for one in contract.milestones.all()
        ],
    )


def _documents(process: Process) -> list[tuple[str, list[tuple[Document, str]]]]:
    """Return the documents of each section that has any, with how people call their kind."""
    found = list(process.documents.all())
    sections = [
        (
            str(SECTION_LABELS[section]),
            [(d, document_label(d.document_type)) for d in found if d.section == section],
        )
        for section in Section
    ]
    return [(name, documents) for name, documents in sections if documents]
