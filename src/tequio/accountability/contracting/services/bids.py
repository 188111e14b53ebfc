"""Proposals, and what became of each: the cuadro comparativo."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Bid, Process, Supplier
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.processes import changing
from tequio.accountability.contracting.services.suppliers import supplier
from tequio.accountability.contracting.types import BidStatus
from tequio.core.procurement import offers
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.core.rfc import NotAnRfcError, parse
from tequio.foundation.audit import services as audit

# Who was only asked, or took the proposal back, is no tenderer.
NO_OFFER = frozenset({BidStatus.INVITED, BidStatus.WITHDRAWN})


def about_bid(process: Process, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a proposal (CON-6, CON-7, CON-16, CON-22, CON-23)."""
    del clock
    status = said.get("status")
    if said.get("supplier_rfc"):
        yield from checks.supplier(said["supplier_rfc"], said.get("supplier_name") or "")
    others = process.bids.exclude(status__in=NO_OFFER).exclude(
        supplier__rfc=_key(said.get("supplier_rfc") or "")
    )
    yield from offers.bid(
        judging.procedure(process.procedure),
        others=0 if status in NO_OFFER else others.count(),
        on=said.get("date"),
        tender_end=process.tender_end,
        gross=said.get("amount_centavos"),
        net=said.get("net_centavos"),
        turned_down=status == BidStatus.DISQUALIFIED,
        reason=said.get("reason") or "",
        percent=said.get("vat_percent"),
    )


@transaction.atomic
def record_bid(
    *,
    process_id: int,
    supplier_rfc: str,
    supplier_name: str = "",
    date: date,
    status: BidStatus = BidStatus.VALID,
    amount_centavos: int | None = None,
    net_centavos: int | None = None,
    reason: str = "",
    actor: int | None = None,
) -> Bid:
    """Record a supplier's proposal; if it has one already in the process, this is what became of it.

    Args:
        process_id: the process.
        supplier_rfc: validated; generic keys are refused.
        supplier_name: as registered; needed only of who is new in the roll.
        date: the day it was received (or the invitation sent).
        status: what became of it.
        amount_centavos: with VAT, if the proposal has an amount.
        net_centavos: before VAT.
        reason: why it was turned down; public.
        actor: who records it.

    Raises:
        ClosedProcessError, AmountError, RfcError, ContractingError: see docs/rules/contracting.md.
    """
    process = changing(process_id)
    said = {
        "supplier_rfc": supplier_rfc,
        "supplier_name": supplier_name,
        "date": date,
        "status": status,
        "amount_centavos": amount_centavos,
        "net_centavos": net_centavos,
        "reason": reason,
    }
    checks.refuse(about_bid(process, said))
    bidder = supplier(supplier_rfc, supplier_name)
    bid = process.bids.filter(supplier=bidder).first() or _new(process, bidder)
    bid.date, bid.status, bid.reason = date, status.value, reason.strip()
    bid.amount_centavos, bid.net_centavos = amount_centavos, net_centavos
    bid.save()
    process.tenderers = process.bids.exclude(status__in=NO_OFFER).count()
    process.save(update_fields=["tenderers"])
    audit.record(ProcessChanged(process_id=process.pk, tag="tenderUpdate"), actor=actor)
    return bid


def _new(process: Process, bidder: Supplier) -> Bid:
    return Bid(process=process, supplier=bidder, code=f"propuesta-{process.bids.count() + 1}")


def _key(rfc: str) -> str:
    try:
        return parse(rfc).key
    except NotAnRfcError:
        return ""
