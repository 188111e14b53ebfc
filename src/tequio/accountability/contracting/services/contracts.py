"""Awards, contracts, their amendments and payments."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Amendment, Award, Contract, Payment, Process, Supplier
from tequio.accountability.contracting.queries import paid_on_contract
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import (
    AmountError,
    ContractingError,
    DuplicateError,
    UnknownError,
)
from tequio.accountability.contracting.services.processes import keep_money, locked
from tequio.accountability.contracting.types import ContractStatus, ProcessStatus, TransactionKind
from tequio.core import money
from tequio.foundation.audit import services as audit


@transaction.atomic
def record_award(
    *,
    process_id: int,
    supplier_rfc: str,
    supplier_name: str,
    date: date,
    amount_centavos: int,
    net_centavos: int | None = None,
    code: str = "",
    title: str = "",
    tenderers: int | None = None,
    actor: int | None = None,
    alone: bool = True,
) -> Award:
    """Record who won a process, and with how much.

    Args:
        process_id: the process.
        supplier_rfc: validated; generic keys are refused.
        supplier_name: as registered.
        date: the day of the decision (fallo).
        amount_centavos: with VAT.
        net_centavos: before VAT.
        code: unique in the process; ``adjudicacion-1``, ``-2``… if not given.
        title: what is awarded; the process's own title if not given.
        tenderers: how many made an offer, if it was not said before.
        actor: who records it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        ClosedProcessError, DatesError, AmountError, RfcError, DuplicateError: see docs/rules/contracting.md.
    """
    process = locked(process_id)
    checks.still_open(process)
    checks.award_date(process, date)
    checks.amounts(amount_centavos, net_centavos)
    code = code or f"adjudicacion-{process.awards.count() + 1}"
    if process.awards.filter(code=code).exists():
        raise DuplicateError(_("Ya hay una adjudicación con esa clave en este proceso."), status=409)
    award = Award.objects.create(
        process=process,
        code=code,
        title=title.strip() or process.title,
        date=date,
        supplier=_supplier(supplier_rfc, supplier_name),
        amount_centavos=amount_centavos,
        net_centavos=net_centavos,
    )
    process.status = ProcessStatus.COMPLETE.value
    process.tenderers = tenderers if tenderers is not None else process.tenderers
    process.save(update_fields=["status", "tenderers"])
    if alone:
        audit.record(ProcessChanged(process_id=process.pk, tag="award"), actor=actor)
    return award


@transaction.atomic
def sign_contract(
    *,
    award_id: int,
    number: str,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    amount_centavos: int,
    net_centavos: int | None = None,
    title: str = "",
    actor: int | None = None,
    alone: bool = True,
) -> Contract:
    """Record the contract signed for an award.

    Raises:
        ClosedProcessError, DatesError, AmountError, DuplicateError: see docs/rules/contracting.md.
    """
    award = _award(award_id)
    process = locked(award.process_id)
    checks.still_open(process)
    number = checks.words(number, _("Escriba el número del contrato."))
    checks.contract_dates(awarded=award.date, signed=signed_on, starts=starts_on, ends=ends_on)
    checks.amounts(amount_centavos, net_centavos)
    if process.contracts.filter(number=number).exists():
        raise DuplicateError(_("Ya hay un contrato con ese número en este proceso."), status=409)
    contract = Contract.objects.create(
        award=award,
        process=process,
        number=number,
        title=title.strip() or award.title,
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        amount_centavos=amount_centavos,
        net_centavos=net_centavos,
    )
    keep_money(process)
    if alone:
        audit.record(ProcessChanged(process_id=process.pk, tag="contract"), actor=actor)
    return contract


@transaction.atomic
def amend_contract(
    *,
    contract_id: int,
    signed_on: date,
    rationale: str,
    amount_centavos: int,
    ends_on: date,
    actor: int | None = None,
) -> Amendment:
    """Record a convenio modificatorio: the contract's new amount and end, and why (CON-12).

    Raises:
        ContractingError, DatesError, AmountError: if there is no reason, or the figures do not hold.
    """
    contract, process = _contract(contract_id)
    checks.contract_dates(awarded=contract.signed_on, signed=signed_on, starts=contract.starts_on, ends=ends_on)
    checks.amounts(amount_centavos, None)
    paid = paid_on_contract(contract.pk)
    if amount_centavos < paid:
        raise AmountError(
            _("Ya se pagaron %(paid)s: el contrato no puede quedar en menos.") % {"paid": money.exact(paid)},
            status=422,
        )
    amendment = Amendment.objects.create(
        contract=contract,
        code=f"convenio-{contract.amendments.count() + 1}",
        signed_on=signed_on,
        rationale=checks.words(rationale, _("Escriba por qué se modifica; el motivo se publica.")),
        amount_centavos=amount_centavos,
        ends_on=ends_on,
    )
    if contract.net_centavos is not None:
        contract.net_centavos = contract.net_centavos * amount_centavos // contract.amount_centavos
    contract.amount_centavos, contract.ends_on = amount_centavos, ends_on
    contract.save()
    keep_money(process)
    audit.record(ProcessChanged(process_id=process.pk, tag="contractAmendment"), actor=actor)
    return amendment


@transaction.atomic
def record_payment(
    *,
    contract_id: int,
    kind: TransactionKind,
    paid_on: date,
    amount_centavos: int,
    code: str = "",
    actor: int | None = None,
    alone: bool = True,
) -> Payment:
    """Record money that left: an advance, an estimate or the settlement.

    Raises:
        AmountError: if the payments would sum more than the contract.
        DatesError: if it is before the signature.
        ClosedProcessError, DuplicateError: see docs/rules/contracting.md.
    """
    contract, process = _contract(contract_id)
    checks.payment(contract, amount=amount_centavos, on=paid_on)
    code = code or f"pago-{contract.payments.count() + 1}"
    if contract.payments.filter(code=code).exists():
        raise DuplicateError(_("Ya hay un pago con esa clave en este contrato."), status=409)
    payment = Payment.objects.create(
        contract=contract, code=code, kind=kind.value, paid_on=paid_on, amount_centavos=amount_centavos
    )
    keep_money(process)
    if alone:
        audit.record(ProcessChanged(process_id=process.pk, tag="implementation"), actor=actor)
    return payment


@transaction.atomic
def void_payment(*, payment_id: int, actor: int | None = None) -> Payment:
    """Take back a payment recorded by mistake; it stays in the history, with no amount."""
    payment = Payment.objects.select_related("contract").get(pk=payment_id)
    _found, process = _contract(payment.contract_id)
    payment.voided = True
    payment.save(update_fields=["voided"])
    keep_money(process)
    audit.record(ProcessChanged(process_id=process.pk, tag="implementationUpdate"), actor=actor)
    return payment


@transaction.atomic
def conclude_contract(*, contract_id: int, actor: int | None = None) -> Contract:
    """Say that a contract has ended: everything was received and settled.

    Raises:
        ContractingError: if it ended already.
    """
    contract, process = _contract(contract_id)
    if contract.status != ContractStatus.ACTIVE:
        raise ContractingError(_("Este contrato ya no está vigente."), status=409)
    contract.status = ContractStatus.TERMINATED.value
    contract.save(update_fields=["status"])
    audit.record(ProcessChanged(process_id=process.pk, tag="contractTermination"), actor=actor)
    return contract


def _award(award_id: int) -> Award:
    try:
        award = Award.objects.get(pk=award_id)
    except Award.DoesNotExist as error:
        raise UnknownError(_("No existe esa adjudicación."), status=404) from error
    if award.cancelled:
        raise ContractingError(_("Esa adjudicación está cancelada."), status=409)
    return award


def _contract(contract_id: int) -> tuple[Contract, Process]:
    """Return the contract and its process, locked."""
    found = Contract.objects.filter(pk=contract_id).values_list("process_id", flat=True).first()
    if found is None:
        raise UnknownError(_("No existe ese contrato."), status=404)
    process = locked(found)
    return Contract.objects.get(pk=contract_id), process


def _supplier(rfc: str, name: str) -> Supplier:
    key = checks.taxpayer(rfc)
    supplier, _made = Supplier.objects.get_or_create(
        rfc=key.key,
        defaults={
            "name": checks.words(name, _("Escriba el nombre del proveedor.")),
            "natural_person": key.natural_person,
        },
    )
    return supplier
