"""What secures the obligations of a contract."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Contract, Guarantee
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.contracts import of
from tequio.accountability.contracting.types import GuaranteeKind, Obligation
from tequio.core.procurement import contracts as rules
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit


def about_guarantee(contract: Contract, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a guarantee (CON-28)."""
    del clock
    yield from rules.guarantee(
        judging.known(contract),
        amount=said.get("amount_centavos"),
        issued=said.get("issued_on"),
        starts=said.get("starts_on"),
        ends=said.get("ends_on"),
        fulfilment=said.get("obligations") == Obligation.FULFILLMENT,
    )


@transaction.atomic
def record_guarantee(
    *,
    contract_id: int,
    kind: GuaranteeKind,
    obligations: Obligation,
    amount_centavos: int,
    guarantor: str,
    issued_on: date,
    starts_on: date | None = None,
    ends_on: date | None = None,
    code: str = "",
    actor: int | None = None,
) -> Guarantee:
    """Record a guarantee of a contract.

    Args:
        contract_id: what it secures.
        kind: bond, deposit, letter, surety or check (EDCA's guaranteeType).
        obligations: what of the contract it answers for (EDCA's guaranteedObligations).
        amount_centavos: what it is worth.
        guarantor: the company that answers.
        issued_on: the day it was given.
        starts_on: first day that it covers.
        ends_on: last day that it covers.
        code: its own number; one of ours if not given. With a number that is kept, that guarantee changes.
        actor: who records it.

    Raises:
        UnknownError, ClosedProcessError, AmountError, DatesError, ContractingError: see docs/rules.
    """
    contract, process = of(contract_id)
    checks.not_cancelled(contract)
    said = {
        "amount_centavos": amount_centavos,
        "issued_on": issued_on,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "obligations": obligations.value,
    }
    checks.refuse(about_guarantee(contract, said))
    guarantee, _made = Guarantee.objects.update_or_create(
        contract=contract,
        code=code.strip() or f"garantia-{contract.guarantees.count() + 1}",
        defaults={
            "kind": kind.value,
            "guarantor": checks.words(guarantor, _("Escriba qué institución responde por la garantía.")),
            **said,
        },
    )
    audit.record(ProcessChanged(process_id=process.pk, tag="contractUpdate"), actor=actor)
    return guarantee
