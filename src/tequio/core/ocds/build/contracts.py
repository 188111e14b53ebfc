"""The awards, the contracts, and what is carried out of them."""

from tequio.core.ocds.build.attachments import documents, milestones
from tequio.core.ocds.facts import (
    AmendmentFacts,
    AwardFacts,
    ContractFacts,
    GuaranteeFacts,
    PaymentFacts,
    ProcessFacts,
)
from tequio.core.ocds.parties import party_id, reference, references
from tequio.core.ocds.profile.parts import Amendment
from tequio.core.ocds.profile.stages import Award, Contract, Guarantee, Implementation, Transaction
from tequio.core.ocds.values import first_instant, period, value

_ENDED = {"terminated", "cancelled"}
_BEGUN = {"met", "partiallyMet"}


def award(facts: ProcessFacts, one: AwardFacts) -> Award:
    """Return an award."""
    return Award(
        id=one.id,
        title=one.title or None,
        description=one.description or None,
        status=one.status,
        date=first_instant(one.date),
        value=value(facts.currency, one.amount_centavos, one.net_centavos),
        suppliers=references(one.suppliers),
        documents=documents(facts, "award", one.id),
        rationale=one.rationale or None,
        related_bids=_bids_of(facts, one),
    )


def _bids_of(facts: ProcessFacts, one: AwardFacts) -> tuple[str, ...]:
    winners = {party_id(supplier) for supplier in one.suppliers}
    return tuple(bid.id for bid in facts.bids if bid.status == "valid" and party_id(bid.bidder) in winners)


def contract(facts: ProcessFacts, one: ContractFacts) -> Contract:
    """Return a contract with what is carried out of it."""
    return Contract(
        id=one.id,
        award_id=one.award_id,
        title=one.title or None,
        description=one.description or None,
        status=one.status,
        period=period(one.period),
        value=value(facts.currency, one.amount_centavos, one.net_centavos),
        date_signed=first_instant(one.signed),
        documents=documents(facts, "contract", one.id),
        implementation=_implementation(facts, one),
        milestones=milestones(facts, "contract", one.id),
        amendments=tuple(_amendment(amendment) for amendment in one.amendments),
        guarantees=tuple(_guarantee(facts.currency, guarantee) for guarantee in one.guarantees),
        surveillance_mechanisms=one.surveillance,
    )


def _implementation(facts: ProcessFacts, one: ContractFacts) -> Implementation | None:
    found = Implementation(
        transactions=tuple(_transaction(facts, payment) for payment in one.payments),
        milestones=milestones(facts, "implementation", one.id),
        documents=documents(facts, "implementation", one.id),
    )
    if found == Implementation():
        return None
    found.status = _status(one, found)
    return found


def _status(one: ContractFacts, found: Implementation) -> str:
    """Return how it goes: concluded with its contract, ongoing from the first thing done."""
    if one.status in _ENDED:
        return "concluded"
    begun = found.transactions or found.documents or any(each.status in _BEGUN for each in found.milestones)
    return "ongoing" if begun else "planning"


def _transaction(facts: ProcessFacts, payment: PaymentFacts) -> Transaction:
    return Transaction(
        id=payment.id,
        source=payment.source or None,
        date=first_instant(payment.date),
        value=value(facts.currency, payment.amount_centavos, payment.net_centavos),
        payer=reference(payment.payer),
        payee=reference(payment.payee),
        payment_method=payment.method or None,
    )


def _amendment(facts: AmendmentFacts) -> Amendment:
    return Amendment(
        id=facts.id,
        date=first_instant(facts.date),
        rationale=facts.rationale or None,
        description=facts.description or None,
    )


def _guarantee(currency: str, facts: GuaranteeFacts) -> Guarantee:
    return Guarantee(
        id=facts.id,
        type=facts.kind or None,
        date=first_instant(facts.issued),
        obligations=facts.obligations or None,
        value=value(currency, facts.amount_centavos),
        guarantor=reference(facts.guarantor),
        period=period(facts.period),
    )
