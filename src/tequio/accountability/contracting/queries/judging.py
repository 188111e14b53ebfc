"""What the rules of core need to know of a process and of a contract, as plain facts."""

from tequio.accountability.contracting.models import Bid, Contract, ProcedureType, Process, Quote
from tequio.accountability.contracting.queries.reads import paid_on_contract
from tequio.accountability.contracting.types import BidStatus, Obligation, TransactionKind
from tequio.core.procurement.calls import Procedure
from tequio.core.procurement.contracts import Known
from tequio.core.procurement.offers import Offers

_STANDS = frozenset({BidStatus.VALID, BidStatus.PENDING})


def procedure(kind: ProcedureType) -> Procedure:
    """Return what the catalogue says of a kind of procedure."""
    return Procedure(
        method=kind.method,
        name=kind.name,
        requires_article=kind.requires_article,
        requires_quotes=kind.requires_quotes,
        own_work=kind.own_work,
        min_days=kind.min_days,
        valid_from=kind.valid_from,
        valid_to=kind.valid_to,
    )


def offers(process: Process) -> Offers:
    """Return the proposals of a process, by the RFC of who made them. Two queries."""
    bids = list(Bid.objects.filter(process=process).select_related("supplier"))
    return Offers(
        tender_end=process.tender_end,
        quotes=Quote.objects.filter(request__process=process).count(),
        valid={bid.supplier.rfc: bid.amount_centavos for bid in bids if bid.status in _STANDS},
        turned_down=frozenset(bid.supplier.rfc for bid in bids if bid.status == BidStatus.DISQUALIFIED),
    )


def known(contract: Contract) -> Known:
    """Return what is known of a contract: what it was signed for, what was paid, what secures it."""
    first = contract.amendments.order_by("pk").first()
    kinds = contract.payments.filter(voided=False).values_list("kind", flat=True)
    return Known(
        signed=contract.signed_on,
        starts=contract.starts_on,
        ends=contract.ends_on,
        amount=contract.amount_centavos,
        original=(first and first.before_centavos) or contract.amount_centavos,
        original_ends=(first and first.before_ends_on) or contract.ends_on,
        paid=paid_on_contract(contract.pk),
        advance_secured=contract.guarantees.filter(obligations=Obligation.PREPAID.value).exists(),
        settled=TransactionKind.SETTLEMENT.value in kinds,
    )
