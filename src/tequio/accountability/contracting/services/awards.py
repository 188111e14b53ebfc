"""Who won, alone or with others, and taking that back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Award, Process
from tequio.accountability.contracting.queries import judging
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, DuplicateError, UnknownError
from tequio.accountability.contracting.services.processes import changing
from tequio.accountability.contracting.services.suppliers import supplier, suppliers
from tequio.accountability.contracting.types import ContractStatus, ProcessStatus
from tequio.core.procurement import offers
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.core.rfc import NotAnRfcError, parse
from tequio.foundation.audit import services as audit


def about_award(process: Process, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with an award, and what should make the office look again (see docs/rules)."""
    pairs = [(said.get("supplier_rfc") or "", said.get("supplier_name") or ""), *(said.get("partners") or ())]
    for number, (rfc, name) in enumerate(pairs):
        if rfc:
            yield from checks.supplier(rfc, name, about="partners" if number else "supplier_rfc")
    yield from offers.award(
        judging.procedure(process.procedure),
        judging.offers(process),
        on=said.get("date"),
        gross=said.get("amount_centavos"),
        net=said.get("net_centavos"),
        winners=[key for rfc, _name in pairs if (key := _key(rfc))],
        percent=said.get("vat_percent"),
        clock=clock,
    )


@transaction.atomic
def record_award(
    *,
    process_id: int,
    supplier_rfc: str,
    supplier_name: str,
    date: date,
    amount_centavos: int,
    net_centavos: int | None = None,
    vat_percent: int | None = None,
    partners: Iterable[tuple[str, str]] = (),
    code: str = "",
    title: str = "",
    rationale: str = "",
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
        vat_percent: the rate between both, if it was said.
        partners: RFC and name of those who go together with the supplier (a joint proposal).
        code: unique in the process; ``adjudicacion-1``, ``-2``… if not given.
        title: what is awarded; the process's own title if not given.
        rationale: why this one; public.
        tenderers: how many made an offer, if it was not said before.
        actor: who records it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        ClosedProcessError, DatesError, AmountError, RfcError, DuplicateError: see docs/rules/contracting.md.
    """
    process = changing(process_id)
    partners = list(partners)
    said = {
        "supplier_rfc": supplier_rfc,
        "supplier_name": supplier_name,
        "partners": partners,
        "date": date,
        "amount_centavos": amount_centavos,
        "net_centavos": net_centavos,
    }
    checks.refuse(about_award(process, said))
    code = code or f"adjudicacion-{process.awards.count() + 1}"
    if process.awards.filter(code=code).exists():
        raise DuplicateError(_("Ya hay una adjudicación con esa clave en este proceso."), status=409)
    award = Award.objects.create(
        process=process,
        code=code,
        title=title.strip() or process.title,
        rationale=rationale.strip(),
        date=date,
        supplier=supplier(supplier_rfc, supplier_name),
        amount_centavos=amount_centavos,
        net_centavos=net_centavos,
        vat_percent=vat_percent,
    )
    if partners:
        award.partners.set(suppliers(partners))
    _complete(process, tenderers)
    if alone:
        audit.record(ProcessChanged(process_id=process.pk, tag="award"), actor=actor)
    return award


@transaction.atomic
def cancel_award(*, award_id: int, reason: str, actor: int | None = None) -> Award:
    """Take back an award that has no contract in force; the procedure can then be awarded again.

    Raises:
        UnknownError: if there is none.
        ContractingError: if it was cancelled, it is contracted or there is no reason.
    """
    award = live_award(award_id)
    process = changing(award.process_id)
    if award.contracts.exclude(status=ContractStatus.CANCELLED.value).exists():
        raise ContractingError(
            _("Este fallo ya tiene contrato. No se cancela: concluya el contrato o cancele el proceso."),
            status=409,
        )
    award.cancelled_reason = checks.words(reason, _("Escriba por qué se cancela; el motivo se publica."))
    award.cancelled = True
    award.save(update_fields=["cancelled", "cancelled_reason"])
    if not process.awards.filter(cancelled=False).exists():
        process.status = ProcessStatus.ACTIVE.value
        process.save(update_fields=["status"])
    audit.record(ProcessChanged(process_id=process.pk, tag="awardCancellation"), actor=actor)
    return award


def live_award(award_id: int) -> Award:
    """Return the award. Raises UnknownError if there is none, ContractingError if it was cancelled."""
    try:
        award = Award.objects.get(pk=award_id)
    except Award.DoesNotExist as error:
        raise UnknownError(_("No existe esa adjudicación."), status=404) from error
    if award.cancelled:
        raise ContractingError(_("Esa adjudicación está cancelada."), status=409)
    return award


def _complete(process: Process, tenderers: int | None) -> None:
    process.status = ProcessStatus.COMPLETE.value
    process.tenderers = tenderers if tenderers is not None else process.tenderers
    process.save(update_fields=["status", "tenderers"])


def _key(rfc: str) -> str:
    try:
        return parse(rfc).key
    except NotAnRfcError:
        return ""
