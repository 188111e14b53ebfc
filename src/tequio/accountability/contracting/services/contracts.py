"""Signed contracts, what changes them, and their end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Amendment, Award, Contract, Process
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.awards import live_award
from tequio.accountability.contracting.services.errors import DuplicateError, UnknownError
from tequio.accountability.contracting.services.processes import changing, keep_money, locked
from tequio.accountability.contracting.types import ContractStatus, Surveillance
from tequio.core.procurement import contracts as rules
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit


def about_contract(award: Award, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a contract (CON-4 to CON-7, CON-26)."""
    yield from rules.contract(
        awarded=award.date,
        award_amount=award.amount_centavos,
        signed=said.get("signed_on"),
        starts=said.get("starts_on"),
        ends=said.get("ends_on"),
        gross=said.get("amount_centavos"),
        net=said.get("net_centavos"),
        percent=said.get("vat_percent"),
        clock=clock,
    )


def about_amendment(contract: Contract, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with an amendment (CON-12, CON-27)."""
    yield from rules.amendment(
        judging.known(contract),
        signed=said.get("signed_on"),
        rationale=said.get("rationale"),
        amount=said.get("amount_centavos"),
        ends=said.get("ends_on"),
        clock=clock,
    )


def about_conclusion(contract: Contract, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with the end of a contract (CON-31)."""
    yield from rules.conclusion(judging.known(contract), on=said.get("ended_on"), clock=clock)


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
    vat_percent: int | None = None,
    title: str = "",
    description: str = "",
    surveillance: Sequence[Surveillance] = (),
    actor: int | None = None,
    alone: bool = True,
) -> Contract:
    """Record the contract signed for an award.

    Args:
        award_id: what was awarded.
        number: the contract's own; unique in its process.
        signed_on: the day of the signature.
        starts_on: first day of the works or the service.
        ends_on: last day.
        amount_centavos: with VAT.
        net_centavos: before VAT.
        vat_percent: the rate between both, if it was said.
        title: the award's if not given.
        description: the object of the contract, at length.
        surveillance: who watches over it, by EDCA's codelist.
        actor: who records it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        ClosedProcessError, DatesError, AmountError, DuplicateError: see docs/rules/contracting.md.
    """
    award = live_award(award_id)
    process = changing(award.process_id)
    number = checks.words(number, _("Escriba el número del contrato."))
    said = {
        "signed_on": signed_on,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "amount_centavos": amount_centavos,
        "net_centavos": net_centavos,
    }
    checks.refuse(about_contract(award, said))
    if process.contracts.filter(number=number).exists():
        raise DuplicateError(_("Ya hay un contrato con ese número en este proceso."), status=409)
    contract = Contract.objects.create(
        award=award,
        process=process,
        number=number,
        title=title.strip() or award.title,
        description=description.strip(),
        vat_percent=vat_percent,
        surveillance=[one.value for one in surveillance],
        **said,
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
    description: str = "",
    actor: int | None = None,
) -> Amendment:
    """Record a convenio modificatorio: the contract's new amount and end, and why (CON-12).

    Args:
        contract_id: what it changes.
        signed_on: the day of its signature.
        rationale: why; public.
        amount_centavos: what the contract is for from now on, with VAT.
        ends_on: its last day from now on.
        description: what it changes, at length; said from the figures if not given.
        actor: who records it.

    Raises:
        ContractingError, DatesError, AmountError: if there is no reason, or the figures do not hold.
    """
    contract, process = of(contract_id)
    checks.not_cancelled(contract)
    said = {
        "signed_on": signed_on,
        "rationale": rationale,
        "amount_centavos": amount_centavos,
        "ends_on": ends_on,
    }
    checks.refuse(about_amendment(contract, said))
    amendment = Amendment.objects.create(
        contract=contract,
        code=f"convenio-{contract.amendments.count() + 1}",
        description=description.strip(),
        before_centavos=contract.amount_centavos,
        before_ends_on=contract.ends_on,
        **said
        | {"rationale": checks.words(rationale, _("Escriba por qué se modifica; el motivo se publica."))},
    )
    if contract.net_centavos is not None:
        contract.net_centavos = contract.net_centavos * amount_centavos // contract.amount_centavos
    contract.amount_centavos, contract.ends_on = amount_centavos, ends_on
    contract.save()
    keep_money(process)
    audit.record(ProcessChanged(process_id=process.pk, tag="contractAmendment"), actor=actor)
    return amendment


@transaction.atomic
def conclude_contract(
    *, contract_id: int, ended_on: date | None = None, reason: str = "", actor: int | None = None
) -> Contract:
    """Say that a contract has ended: everything was received and settled.

    Args:
        contract_id: the contract.
        ended_on: the day of the acta by which it was received and closed, if there is one.
        reason: how it ended, in words.
        actor: who says it.

    Raises:
        ContractingError: if it ended already.
        DatesError: if that day is before its signature.
    """
    contract, process = of(contract_id)
    checks.in_force(contract)
    checks.refuse(about_conclusion(contract, {"ended_on": ended_on}))
    contract.status = ContractStatus.TERMINATED.value
    contract.ended_on, contract.ended_reason = ended_on, reason.strip()
    contract.save(update_fields=["status", "ended_on", "ended_reason"])
    audit.record(ProcessChanged(process_id=process.pk, tag="contractTermination"), actor=actor)
    return contract


def of(contract_id: int) -> tuple[Contract, Process]:
    """Return the contract and its process, locked. Raises UnknownError if there is none."""
    found = Contract.objects.filter(pk=contract_id).values_list("process_id", flat=True).first()
    if found is None:
        raise UnknownError(_("No existe ese contrato."), status=404)
    process = locked(found)
    return Contract.objects.get(pk=contract_id), process
