"""Money that left: advances, estimates, settlements."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Contract, Payment
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.contracts import of
from tequio.accountability.contracting.services.errors import DuplicateError
from tequio.accountability.contracting.services.processes import keep_money
from tequio.accountability.contracting.types import PaymentMethod, TransactionKind
from tequio.core.procurement import contracts as rules
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit


def about_payment(contract: Contract, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a payment (CON-6 to CON-9, CON-30)."""
    yield from rules.payment(
        judging.known(contract),
        on=said.get("paid_on"),
        gross=said.get("amount_centavos"),
        net=said.get("net_centavos"),
        advance=said.get("kind") == TransactionKind.ADVANCE,
        percent=said.get("vat_percent"),
        clock=clock,
    )


@transaction.atomic
def record_payment(
    *,
    contract_id: int,
    kind: TransactionKind,
    paid_on: date,
    amount_centavos: int,
    net_centavos: int | None = None,
    method: PaymentMethod | None = None,
    voucher: str = "",
    code: str = "",
    actor: int | None = None,
    alone: bool = True,
) -> Payment:
    """Record money that left: an advance, an estimate or the settlement.

    Args:
        contract_id: what was paid for.
        kind: advance, estimate or settlement.
        paid_on: the day it left.
        amount_centavos: with VAT.
        net_centavos: before VAT.
        method: how it was paid (EDCA's paymentMethod).
        voucher: the number of the póliza, as accounting knows it.
        code: unique in the contract; ``pago-1``, ``-2``… if not given.
        actor: who records it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        AmountError: if the payments would sum more than the contract.
        DatesError: if it is before the signature.
        ClosedProcessError, DuplicateError: see docs/rules/contracting.md.
    """
    contract, process = of(contract_id)
    checks.not_cancelled(contract)
    said = {"paid_on": paid_on, "amount_centavos": amount_centavos, "net_centavos": net_centavos}
    checks.refuse(about_payment(contract, said | {"kind": kind}))
    code = code or f"pago-{contract.payments.count() + 1}"
    if contract.payments.filter(code=code).exists():
        raise DuplicateError(_("Ya hay un pago con esa clave en este contrato."), status=409)
    payment = Payment.objects.create(
        contract=contract,
        code=code,
        kind=kind.value,
        method=method.value if method else "",
        voucher=voucher.strip(),
        **said,
    )
    keep_money(process)
    if alone:
        audit.record(ProcessChanged(process_id=process.pk, tag="implementation"), actor=actor)
    return payment


@transaction.atomic
def void_payment(*, payment_id: int, actor: int | None = None) -> Payment:
    """Take back a payment recorded by mistake; it stays in the history, with no amount."""
    payment = Payment.objects.select_related("contract").get(pk=payment_id)
    _found, process = of(payment.contract_id)
    payment.voided = True
    payment.save(update_fields=["voided"])
    keep_money(process)
    audit.record(ProcessChanged(process_id=process.pk, tag="implementationUpdate"), actor=actor)
    return payment
