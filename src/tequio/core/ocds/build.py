"""From facts to a release (docs/rules/publishing.md): the same facts always give the same bytes."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tequio.core.geo import Point
from tequio.core.ocds.facts import (
    AmendmentFacts,
    AwardFacts,
    ContractFacts,
    DocumentFacts,
    MilestoneFacts,
    PaymentFacts,
    ProcessFacts,
    Section,
)
from tequio.core.ocds.parties import parties, reference, references
from tequio.core.ocds.profile.parts import Amendment, Document, Geometry, Item, Location, Milestone
from tequio.core.ocds.profile.stages import (
    Award,
    Budget,
    Contract,
    Implementation,
    Planning,
    Release,
    Tender,
    Transaction,
)
from tequio.core.ocds.values import first_instant, last_instant, period, stamp, value

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def release(facts: ProcessFacts, *, number: int, tags: Sequence[str], date: datetime) -> Release:
    """Say how a process stands, as an OCDS 1.1 release of the Mexican profile.

    Args:
        facts: the process as the city knows it.
        number: the release's place in the process, from 1; with the date it makes the release's id.
        tags: OCDS release tags, such as ``contract``; at least one.
        date: when the release is made. Aware; it is written in UTC, to the second.

    Raises:
        ValueError: if there is no tag, the number is not positive, or the date is naive.
    """
    if not tags or number < 1 or date.tzinfo is None:
        raise ValueError("a release needs a tag, a number from 1 and an aware date")
    moment = stamp(date)
    return Release(
        ocid=facts.ocid,
        id=f"{facts.ocid}-{moment}-{number}",
        date=moment,
        tag=tuple(tags),
        initiation_type="tender",
        language=facts.language or None,
        parties=parties(facts),
        buyer=reference(facts.buyer),
        planning=_planning(facts),
        tender=_tender(facts),
        awards=tuple(_award(facts, award) for award in facts.awards),
        contracts=tuple(_contract(facts, contract) for contract in facts.contracts),
    )


def encode(document: msgspec.Struct) -> bytes:
    """Return the JSON of a release, in the order of the profile, without what is empty."""
    return _ENCODER.encode(document)


def _planning(facts: ProcessFacts) -> Planning:
    project = facts.project
    return Planning(
        rationale=project.rationale or None,
        budget=Budget(
            id=project.folio,
            amount=value(facts.currency, project.budget_centavos),
            project=project.title,
            project_id=project.folio,
            uri=project.url or None,
        ),
        documents=_documents(facts, "planning"),
        milestones=_milestones(facts, "planning"),
        requesting_units=references([facts.requesting_office]),
        responsible_units=references([facts.responsible_office]),
        contracting_units=references([facts.contracting_office]),
    )


def _tender(facts: ProcessFacts) -> Tender:
    return Tender(
        id=facts.ocid,
        title=facts.title,
        description=facts.description or None,
        status=facts.status,
        procuring_entity=reference(facts.contracting_office or facts.buyer),
        items=_items(facts),
        value=value(facts.currency, facts.project.budget_centavos),
        procurement_method=facts.procedure.method,
        procurement_method_details=facts.procedure.details or None,
        procurement_method_rationale=facts.procedure.rationale or None,
        main_procurement_category=facts.category,
        tender_period=period(facts.tender_period),
        number_of_tenderers=facts.number_of_tenderers,
        tenderers=references(facts.tenderers),
        documents=_documents(facts, "tender"),
        milestones=_milestones(facts, "tender"),
    )


def _items(facts: ProcessFacts) -> tuple[Item, ...]:
    """Return the work itself as the one item, where it is known where it stands."""
    if facts.location is None:
        return ()
    return (Item(id="1", description=facts.title, delivery_locations=(_location(facts.location),)),)


def _location(point: Point) -> Location:
    return Location(geometry=Geometry(type="Point", coordinates=(point.lon, point.lat)))


def _award(facts: ProcessFacts, award: AwardFacts) -> Award:
    return Award(
        id=award.id,
        title=award.title or None,
        status=award.status,
        date=first_instant(award.date),
        value=value(facts.currency, award.amount_centavos, award.net_centavos),
        suppliers=references(award.suppliers),
        documents=_documents(facts, "award", award.id),
    )


def _contract(facts: ProcessFacts, contract: ContractFacts) -> Contract:
    return Contract(
        id=contract.id,
        award_id=contract.award_id,
        title=contract.title or None,
        status=contract.status,
        period=period(contract.period),
        value=value(facts.currency, contract.amount_centavos, contract.net_centavos),
        date_signed=first_instant(contract.signed),
        documents=_documents(facts, "contract", contract.id),
        implementation=_implementation(facts, contract),
        milestones=_milestones(facts, "contract", contract.id),
        amendments=tuple(_amendment(amendment) for amendment in contract.amendments),
    )


def _implementation(facts: ProcessFacts, contract: ContractFacts) -> Implementation | None:
    found = Implementation(
        transactions=tuple(_transaction(facts, payment) for payment in contract.payments),
        milestones=_milestones(facts, "implementation", contract.id),
        documents=_documents(facts, "implementation", contract.id),
    )
    return None if found == Implementation() else found


def _transaction(facts: ProcessFacts, payment: PaymentFacts) -> Transaction:
    return Transaction(
        id=payment.id,
        date=first_instant(payment.date),
        value=value(facts.currency, payment.amount_centavos),
        payer=reference(payment.payer),
        payee=reference(payment.payee),
    )


def _amendment(facts: AmendmentFacts) -> Amendment:
    return Amendment(
        id=facts.id,
        date=first_instant(facts.date),
        rationale=facts.rationale or None,
        description=facts.description or None,
    )


def _milestones(facts: ProcessFacts, section: Section, of: str = "") -> tuple[Milestone, ...]:
    return tuple(
        _milestone(one) for one in facts.milestones if one.section == section and _of(one, facts) == of
    )


def _documents(facts: ProcessFacts, section: Section, of: str = "") -> tuple[Document, ...]:
    return tuple(
        _document(one, facts) for one in facts.documents if one.section == section and _of(one, facts) == of
    )


def _of(one: MilestoneFacts | DocumentFacts, facts: ProcessFacts) -> str:
    """Return the award or contract that it belongs to: the named one, else the first."""
    if one.section in {"planning", "tender"}:
        return ""
    first: Sequence[AwardFacts | ContractFacts] = facts.awards if one.section == "award" else facts.contracts
    return one.of or (first[0].id if first else "")


def _milestone(facts: MilestoneFacts) -> Milestone:
    return Milestone(
        id=facts.id,
        title=facts.title,
        type=facts.type or None,
        description=facts.description or None,
        due_date=last_instant(facts.due),
        date_met=first_instant(facts.met),
        status=facts.status,
    )


def _document(facts: DocumentFacts, process: ProcessFacts) -> Document:
    return Document(
        id=facts.id,
        document_type=facts.type or None,
        title=facts.title,
        url=facts.url or None,
        date_published=first_instant(facts.published),
        format=facts.format or None,
        language=process.language or None,
    )
