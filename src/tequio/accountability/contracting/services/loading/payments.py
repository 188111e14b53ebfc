"""Payments from a spreadsheet: what a contract does not have yet is recorded, a portion of rows at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.contracting import permissions
from tequio.accountability.contracting.models import Contract, Payment
from tequio.accountability.contracting.services.loading import catalogue
from tequio.accountability.contracting.services.payments import record_payment
from tequio.accountability.contracting.services.processes import keep_money
from tequio.accountability.contracting.types import ContractStatus, TransactionKind
from tequio.core.text import plain
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services import attempt
from tequio.foundation.loads.types import LoadKind, RowSaid, RowState, Setting, Written


class PaymentWriter:
    """Records payments on contracts found by number, and by folio where two have the same."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._offices = permissions.loaded_offices(setting.actor) if setting.actor else None
        self._kinds = catalogue.payment_kinds()
        self._methods = catalogue.methods()

    def write(self, rows: Sequence[RowSaid]) -> None:
        contracts = self._contracts(rows)
        found = {contract.pk for same in contracts.values() for contract in same}
        kept = {(one.contract_id, one.code): one for one in Payment.objects.filter(contract_id__in=found)}
        for row in rows:
            row.label = f"{row.values['contract']} · {row.values['code']}"
            contract = self._contract(row, contracts[row.values["contract"]])
            self._refuse(row)
            if row.problems or contract is None:
                continue
            payment = kept.get((contract.pk, row.values["code"]))
            if payment is None:
                payment = self._record(row, contract)
                if payment is not None:
                    kept[contract.pk, payment.code] = payment
            else:
                self._compare(row, payment)

    def finish(self) -> Sequence[Event]:
        return ()

    def _contracts(self, rows: Sequence[RowSaid]) -> dict[str, list[Contract]]:
        """Return the live contracts with the numbers that the rows name."""
        found: dict[str, list[Contract]] = defaultdict(list)
        named = Contract.objects.filter(number__in={row.values["contract"] for row in rows})
        live = named.exclude(status=ContractStatus.CANCELLED.value).select_related("process__project")
        for contract in live:
            found[contract.number].append(contract)
        return found

    def _contract(self, row: RowSaid, same: Sequence[Contract]) -> Contract | None:
        folio = row.values["folio"]
        found = [one for one in same if not folio or one.process.project.folio == folio]
        if not found:
            row.refuse("contract", _("No hay un contrato vigente con ese número en ese proyecto."))
        elif len(found) > 1:
            row.refuse("contract", _("Hay varios contratos con ese número. Escriba el folio del proyecto."))
        elif self._offices is not None and found[0].process.office_id not in self._offices:
            row.refuse("contract", _("Ese contrato es de otra área."))
        return found[0] if len(found) == 1 else None

    def _refuse(self, row: RowSaid) -> None:
        if row.values["kind"] and plain(row.values["kind"]) not in self._kinds:
            row.refuse("kind", _("Puede ser anticipo, estimación o finiquito."))
        if row.values["method"] and plain(row.values["method"]) not in self._methods:
            offered = ", ".join(catalogue.method_names())
            row.refuse("method", _("Puede ser: %(methods)s.") % {"methods": offered})

    def _compare(self, row: RowSaid, payment: Payment) -> None:
        """A payment that is kept already is never overwritten: it is voided at its desk and recorded anew."""
        if payment.voided:
            row.refuse("code", _("Ese pago se anuló. Use otra clave si hay uno nuevo."))
        elif payment.amount_centavos != row.values["amount"] or payment.paid_on != row.values["paid_on"]:
            row.refuse(
                "code", _("Ya hay un pago con esa clave y otra fecha u otro monto. Anúlelo en su página.")
            )
        else:
            row.state = RowState.UNCHANGED

    def _record(self, row: RowSaid, contract: Contract) -> Payment | None:
        kind = self._kinds[plain(row.values["kind"])] if row.values["kind"] else TransactionKind.ESTIMATE
        method = self._methods[plain(row.values["method"])] if row.values["method"] else None
        made: list[Payment] = []

        def write() -> None:
            payment = record_payment(
                contract_id=contract.pk,
                kind=kind,
                paid_on=row.values["paid_on"],
                amount_centavos=row.values["amount"],
                net_centavos=row.values["net"],
                method=method,
                voucher=row.values["voucher"] or "",
                code=row.values["code"],
                actor=self._setting.actor_id,
                alone=False,
            )
            made.append(payment)

        if not attempt(row, write):
            return None
        row.state, row.subject = RowState.NEW, f"process:{contract.process_id}"
        row.written = {"payment": made[0].pk, "process": contract.process_id}
        return made[0]


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows whose payment was voided since, or whose contract was cancelled."""
    payments = Payment.objects.select_related("contract").in_bulk([row.written["payment"] for row in rows])
    found: dict[int, Any] = {}
    for row in rows:
        payment = payments[row.written["payment"]]
        if payment.voided:
            found[row.number] = _("El pago ya se anuló a mano.")
        elif payment.contract.status != ContractStatus.ACTIVE:
            found[row.number] = _("El contrato ya concluyó con este pago.")
    return found


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Void the payments: they stay in the history with no amount."""
    del setting
    payments = Payment.objects.filter(pk__in=[row.written["payment"] for row in rows])
    payments.update(voided=True)
    done = set()
    for payment in payments.select_related("contract__process"):
        process = payment.contract.process
        if process.project_id not in done:
            keep_money(process)
            done.add(process.project_id)
    return ()


PAYMENTS = LoadKind(
    slug="pagos",
    title=gettext_lazy("Pagos"),
    description=gettext_lazy(
        "Cada fila es un anticipo, una estimación o un finiquito de un contrato que ya está."
    ),
    permissions=(Permission.BULK_LOAD, Permission.RECORD_CONTRACTS),
    columns=catalogue.PAYMENTS,
    begin=PaymentWriter,
    blocked=blocked,
    undo=undo,
    order=40,
)
