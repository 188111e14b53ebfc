"""Whether a sound release also makes sense: amounts, dates and states that contradict each other (COHERE).

Remarks, never errors: the release says what the city recorded, and these say where the record deserves a look.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tequio.core.ocds.validation.findings import Finding, Notes, Place

Part = Mapping[str, Any]
_NOT_YET = {"planning", "planned", "cancelled", "unsuccessful", "withdrawn"}
_LOST = {"cancelled", "unsuccessful"}
_UNPAID = {"pending", "cancelled"}


def coherence(release: Part) -> list[Finding]:
    """Return what contradicts itself in a release that the schema accepts.

    Args:
        release: a parsed release with its dates in UTC, as ``build.release`` writes them.
    """
    notes = Notes()
    tender = _part(release, "tender")
    for place, message in (
        *_periods(release, tender),
        *_tenderers(tender),
        *_awards(release, tender),
        *_contracts(release),
        *_milestones(release),
        *_parties(release),
    ):
        notes.remark("coherence", place, message)
    return notes.findings()


Said = Iterator[tuple[Place, str]]


def _periods(release: Part, tender: Part) -> Said:
    periods: list[tuple[Place, Part]] = [(("tender", "tenderPeriod"), _part(tender, "tenderPeriod"))]
    periods += [(("contracts", n, "period"), _part(one, "period")) for n, one in _many(release, "contracts")]
    for place, period in periods:
        if _before(period.get("endDate"), period.get("startDate")):
            yield place, "El periodo termina antes de empezar. Revise las dos fechas."


def _tenderers(tender: Part) -> Said:
    count, listed = tender.get("numberOfTenderers"), len(_many(tender, "tenderers"))
    if tender.get("procurementMethod") == "direct" and (count or listed) > 1:
        yield (
            ("tender", "procurementMethod"),
            "Es adjudicación directa y hubo más de un participante. Revise el procedimiento.",
        )
    if listed and count is not None and count != listed:
        yield (
            ("tender", "numberOfTenderers"),
            f"Se dice que participaron {count} y se nombra a {listed}. Complete la lista o corrija el número.",
        )


def _awards(release: Part, tender: Part) -> Said:
    status = tender.get("status")
    closes = _part(tender, "tenderPeriod").get("endDate")
    for n, award in _many(release, "awards"):
        place: Place = ("awards", n)
        if status in _NOT_YET and award.get("status") == "active":
            yield place, "Hay una adjudicación vigente y el procedimiento no está concluido. Revise su estado."
        if _before(_end_of_day(award.get("date")), closes):
            yield (*place, "date"), "Se adjudicó antes de que cerrara la recepción de ofertas."
        if _before(release.get("date"), award.get("date")):
            yield (*place, "date"), "La fecha de la adjudicación todavía no llega."
        yield from _amounts(award, place)


def _contracts(release: Part) -> Said:
    awards = {one.get("id"): one for _, one in _many(release, "awards")}
    for n, contract in _many(release, "contracts"):
        place: Place = ("contracts", n)
        award = awards.get(contract.get("awardID"))
        yield from _of_award(contract, award, place)
        if _before(release.get("date"), contract.get("dateSigned")):
            yield (*place, "dateSigned"), "La fecha de firma todavía no llega."
        yield from _amounts(contract, place)
        yield from _payments(contract, release, place)


def _of_award(contract: Part, award: Part | None, place: Place) -> Said:
    if award is None:
        yield (*place, "awardID"), "El contrato dice venir de una adjudicación que no está en la entrega."
        return
    if award.get("status") in _LOST and contract.get("status") not in _LOST:
        yield place, "El contrato viene de una adjudicación cancelada o desierta."
    if _before(contract.get("dateSigned"), award.get("date")):
        yield (*place, "dateSigned"), "El contrato se firmó antes de adjudicarse."
    awarded, agreed = _amount(award), _amount(contract)
    if awarded and agreed and not awarded / 2 <= agreed <= awarded * 3 / 2:
        yield (
            (*place, "value"),
            "El contrato vale menos de la mitad o más de vez y media de lo adjudicado. Revise los montos.",
        )


def _payments(contract: Part, release: Part, place: Place) -> Said:
    payments = _many(_part(contract, "implementation"), "transactions")
    place = (*place, "implementation", "transactions")
    if payments and contract.get("status") in _UNPAID:
        yield place, "Hay pagos de un contrato que no está vigente. Revise su estado."
    agreed = _amount(contract)
    paid = sum((_amount(one) or Decimal(0) for _, one in payments), Decimal(0))
    if agreed is not None and paid > agreed:
        yield place, "Los pagos suman más que el contrato. Revise los montos o registre el convenio."
    for n, one in payments:
        if _before(one.get("date"), contract.get("dateSigned")):
            yield (*place, n, "date"), "Se pagó antes de firmar el contrato."
        if _before(release.get("date"), one.get("date")):
            yield (*place, n, "date"), "La fecha del pago todavía no llega."


def _amounts(one: Part, place: Place) -> Said:
    value = _part(one, "value")
    net, gross = value.get("netAmount"), value.get("amount")
    if net is not None and gross is not None and net > gross:
        yield (*place, "value", "netAmount"), "El monto sin IVA es mayor que el monto con IVA."


def _milestones(release: Part) -> Said:
    sections: list[tuple[Place, Part]] = [((name,), _part(release, name)) for name in ("planning", "tender")]
    for n, one in _many(release, "contracts"):
        sections += [
            (("contracts", n), one),
            (("contracts", n, "implementation"), _part(one, "implementation")),
        ]
    for place, section in sections:
        for n, one in _many(section, "milestones"):
            if (one.get("status") == "met") != bool(one.get("dateMet")):
                yield (
                    (*place, "milestones", n),
                    "La etapa dice estar cumplida sin fecha, o tiene fecha sin estar cumplida.",
                )


def _parties(release: Part) -> Said:
    known = {one.get("id") for _, one in _many(release, "parties")}
    for place, one in _references(release):
        if one.get("id") is not None and one["id"] not in known:
            yield place, "Se nombra a una organización que no está en parties."


def _references(release: Part) -> Iterator[tuple[Place, Part]]:
    tender = _part(release, "tender")
    yield ("buyer",), _part(release, "buyer")
    yield ("tender", "procuringEntity"), _part(tender, "procuringEntity")
    for n, one in _many(tender, "tenderers"):
        yield ("tender", "tenderers", n), one
    for n, award in _many(release, "awards"):
        for m, one in _many(award, "suppliers"):
            yield ("awards", n, "suppliers", m), one
    for n, contract in _many(release, "contracts"):
        for m, one in _many(_part(contract, "implementation"), "transactions"):
            for side in ("payer", "payee"):
                yield ("contracts", n, "implementation", "transactions", m, side), _part(one, side)


def _part(one: Part, name: str) -> Part:
    found = one.get(name)
    return found if isinstance(found, Mapping) else {}


def _many(one: Part, name: str) -> list[tuple[int, Part]]:
    found = one.get(name)
    items = found if isinstance(found, list) else []
    return [(n, item) for n, item in enumerate(items) if isinstance(item, Mapping)]


def _amount(one: Part) -> Decimal | None:
    amount = _part(one, "value").get("amount")
    return None if amount is None else Decimal(str(amount))


def _before(one: Any, other: Any) -> bool:
    """Return whether an instant comes before another; both are written in UTC, so texts compare."""
    return isinstance(one, str) and isinstance(other, str) and one < other


def _end_of_day(moment: Any) -> Any:
    """A plain day is written as its first second: give it the whole day."""
    return f"{moment[:10]}T23:59:59Z" if isinstance(moment, str) else moment
