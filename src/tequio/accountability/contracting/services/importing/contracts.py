"""Rows of awards, contracts, their amendments and payments, of those that are told whole."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Amendment, Award, Contract, Payment, Process, Supplier
from tequio.accountability.contracting.services.importing.reading import day, money, objects, part, text
from tequio.accountability.contracting.types import ContractStatus, TransactionKind
from tequio.core.rfc import NotAnRfcError, parse

_LOST = frozenset({"cancelled", "unsuccessful"})
_STATUS = {"pending": "active"}


def make_awards(process: Process, release: Mapping[str, Any]) -> Iterator[str]:
    """Make the rows of awards; say which lacks what a row needs."""
    for one in objects(release, "awards"):
        suppliers = objects(one, "suppliers")
        on, worth = day(one, "date"), money(part(one, "value"))
        if on is None or worth.amount is None or not suppliers:
            yield _("El fallo %(id)s no dice ganador, fecha o monto: se publica, y falta registrarlo.") % {
                "id": one["id"]
            }
            continue
        award, _made = Award.objects.update_or_create(
            process=process,
            code=str(one["id"]),
            defaults={
                "title": text(one, "title") or process.title,
                "description": text(one, "description"),
                "rationale": text(one, "rationale"),
                "date": on,
                "supplier": _supplier(suppliers[0], release),
                "amount_centavos": worth.amount,
                "net_centavos": worth.net,
                "cancelled": one.get("status") in _LOST,
            },
        )
        award.partners.set([_supplier(partner, release) for partner in suppliers[1:]])


def make_contracts(process: Process, release: Mapping[str, Any]) -> Iterator[str]:
    """Make the rows of contracts with their amendments and payments; say which lacks what a row needs."""
    awards = {one.code: one for one in process.awards.all()}
    for one in objects(release, "contracts"):
        award = awards.get(str(one.get("awardID")))
        fields = _of_contract(one, award)
        if award is None or fields is None:
            yield _("El contrato %(id)s no dice monto, fechas o fallo: se publica, y falta registrarlo.") % {
                "id": one["id"]
            }
            continue
        contract, _made = Contract.objects.update_or_create(
            process=process, number=str(one["id"]), defaults={**fields, "award": award}
        )
        _amendments(contract, one)
        yield from _payments(contract, one)


def _of_contract(one: Mapping[str, Any], award: Award | None) -> dict[str, Any] | None:
    """Return a contract's fields; None if its amount or end is not told. Unsaid, it was signed at its start."""
    period, worth = part(one, "period"), money(part(one, "value"))
    starts, ends = day(period, "startDate"), day(period, "endDate")
    signed = day(one, "dateSigned") or starts
    if award is None or worth.amount is None or signed is None or ends is None:
        return None
    starts = starts or signed
    if ends < starts:
        return None
    status = _STATUS.get(text(one, "status"), text(one, "status"))
    return {
        "title": text(one, "title") or award.title,
        "description": text(one, "description"),
        "signed_on": signed,
        "starts_on": starts,
        "ends_on": ends,
        "amount_centavos": worth.amount,
        "net_centavos": worth.net,
        "status": status if status in set(ContractStatus) else ContractStatus.ACTIVE.value,
        "surveillance": [str(code) for code in one.get("surveillanceMechanisms") or ()],
    }


def _amendments(contract: Contract, one: Mapping[str, Any]) -> None:
    for amendment in objects(one, "amendments"):
        on = day(amendment, "date")
        if on is not None and "id" in amendment:
            Amendment.objects.update_or_create(
                contract=contract,
                code=str(amendment["id"]),
                defaults={
                    "signed_on": on,
                    "rationale": text(amendment, "rationale"),
                    "description": text(amendment, "description"),
                    "amount_centavos": contract.amount_centavos,
                    "ends_on": contract.ends_on,
                },
            )


def _payments(contract: Contract, one: Mapping[str, Any]) -> Iterator[str]:
    for payment in objects(part(one, "implementation"), "transactions"):
        on = day(payment, "date")
        worth = money(part(payment, "value") or part(payment, "amount"))
        if on is None or worth.amount is None:
            yield _("El pago %(id)s no dice fecha o monto: falta registrarlo.") % {"id": payment["id"]}
            continue
        Payment.objects.update_or_create(
            contract=contract,
            code=str(payment["id"]),
            defaults={
                "kind": TransactionKind.ESTIMATE.value,
                "paid_on": on,
                "amount_centavos": worth.amount,
                "net_centavos": worth.net,
            },
        )


def _supplier(named: Mapping[str, Any], release: Mapping[str, Any]) -> Supplier:
    """Return the supplier by its RFC; one whose RFC is not told is known by its name, with a key of ours."""
    party = next((one for one in objects(release, "parties") if one.get("id") == named.get("id")), {})
    name = text(named, "name") or text(party, "name") or _("Proveedor sin nombre")
    key = _rfc(party) or f"SIN-RFC-{hashlib.sha256(name.encode()).hexdigest()[:12].upper()}"
    personality = text(part(party, "identifier"), "legalPersonality")
    natural = personality == "naturalPerson" or str(named.get("id", "")).startswith("persona-")
    found, _made = Supplier.objects.get_or_create(rfc=key, defaults={"name": name, "natural_person": natural})
    return found


def _rfc(party: Mapping[str, Any]) -> str:
    try:
        return parse(text(part(party, "identifier"), "id")).key
    except NotAnRfcError:
        return ""
