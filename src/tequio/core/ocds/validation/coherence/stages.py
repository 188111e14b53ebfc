"""What one stage of a process says against another: offers, awards, contracts, payments, milestones."""

from decimal import Decimal

from tequio.core.ocds.validation.coherence.fields import (
    Part,
    Said,
    amount,
    before,
    comparable,
    end_of_day,
    many,
    part,
    within_half,
)
from tequio.core.ocds.validation.findings import Place

_NOT_YET = {"planning", "planned", "cancelled", "unsuccessful", "withdrawn"}
_LOST = {"cancelled", "unsuccessful"}
_UNPAID = {"pending", "cancelled"}
_DONE = {"met", "partiallyMet"}


def tenderers(release: Part) -> Said:
    """COHERE-2: a direct award has one tenderer at most, and as many are named as are counted."""
    tender = part(release, "tender")
    count, listed = tender.get("numberOfTenderers"), len(many(tender, "tenderers"))
    if tender.get("procurementMethod") == "direct" and (count or listed) > 1:
        yield (
            "direct_tenderers",
            ("tender", "procurementMethod"),
            "Es adjudicación directa y hubo más de un participante. Revise el procedimiento.",
        )
    if listed and count is not None and count != listed:
        yield (
            "tenderers_count",
            ("tender", "numberOfTenderers"),
            f"Se dice que participaron {count} y se nombra a {listed}. Complete la lista o corrija el número.",
        )


def awards(release: Part) -> Said:
    """COHERE-3: nothing is awarded before offers close, nor while the procedure is planned or after it fell."""
    tender = part(release, "tender")
    closes = part(tender, "tenderPeriod").get("endDate")
    for n, award in many(release, "awards"):
        if tender.get("status") in _NOT_YET and award.get("status") == "active":
            yield (
                "award_open_procedure",
                ("awards", n),
                "Hay una adjudicación vigente y el procedimiento no está concluido. Revise su estado.",
            )
        if before(end_of_day(award.get("date")), closes):
            yield (
                "award_before_close",
                ("awards", n, "date"),
                "Se adjudicó antes de que cerrara la recepción de ofertas. Revise las fechas.",
            )


def contracts(release: Part) -> Said:
    """COHERE-4 to COHERE-6: contracts against their awards, and what is paid against them."""
    awarded = {one.get("id"): one for _, one in many(release, "awards")}
    for n, contract in many(release, "contracts"):
        place: Place = ("contracts", n)
        yield from _of_award(contract, awarded.get(contract.get("awardID")), place)
        yield from _payments(contract, place)
    yield from _worth(release, awarded)


def _of_award(contract: Part, award: Part | None, place: Place) -> Said:
    if award is None:
        yield (
            "contract_award_missing",
            (*place, "awardID"),
            "El contrato dice venir de una adjudicación que no está en la entrega. Registre el fallo.",
        )
        return
    if award.get("status") in _LOST and contract.get("status") not in _LOST:
        yield (
            "contract_lost_award",
            place,
            "El contrato viene de una adjudicación cancelada o desierta. Revise el estado de uno de los dos.",
        )
    if before(contract.get("dateSigned"), award.get("date")):
        yield (
            "contract_before_award",
            (*place, "dateSigned"),
            "El contrato se firmó antes de adjudicarse. Revise las dos fechas.",
        )


def _worth(release: Part, awarded: dict[object, Part]) -> Said:
    """COHERE-5: the contracts of an award are worth between half and one and a half times what was awarded."""
    found: dict[object, list[tuple[int, Part]]] = {}
    for n, contract in many(release, "contracts"):
        if contract.get("status") not in _LOST:
            found.setdefault(contract.get("awardID"), []).append((n, contract))
    for key, signed in found.items():
        award = awarded.get(key)
        if award is None or not all(comparable(one, award) for _, one in signed):
            continue
        agreed = sum((amount(one) or Decimal(0) for _, one in signed), Decimal(0))
        worth = amount(award)
        if worth and agreed and not within_half(agreed, worth):
            yield (
                "contract_value",
                ("contracts", signed[0][0], "value"),
                "Lo contratado es menos de la mitad o más de vez y media de lo adjudicado. Revise los montos.",
            )


def _payments(contract: Part, place: Place) -> Said:
    paid = many(part(contract, "implementation"), "transactions")
    place = (*place, "implementation", "transactions")
    if paid and contract.get("status") in _UNPAID:
        yield (
            "payment_not_in_force",
            place,
            "Hay pagos de un contrato que no está vigente. Revise su estado.",
        )
    agreed = amount(contract)
    total = sum((amount(one) or Decimal(0) for _, one in paid if comparable(one, contract)), Decimal(0))
    if agreed is not None and total > agreed:
        yield (
            "payments_over_contract",
            place,
            "Los pagos suman más que el contrato. Revise los montos o registre el convenio.",
        )
    for n, one in paid:
        if before(one.get("date"), contract.get("dateSigned")):
            yield (
                "payment_before_signature",
                (*place, n, "date"),
                "Se pagó antes de firmar el contrato. Revise las dos fechas.",
            )


def milestones(release: Part) -> Said:
    """COHERE-8: a stage is met exactly when it has the date on which it was met."""
    sections: list[tuple[Place, Part]] = [((name,), part(release, name)) for name in ("planning", "tender")]
    for n, one in many(release, "contracts"):
        sections += [
            (("contracts", n), one),
            (("contracts", n, "implementation"), part(one, "implementation")),
        ]
    for place, section in sections:
        for n, one in many(section, "milestones"):
            status, met = one.get("status"), one.get("dateMet")
            if (met and status not in _DONE and status is not None) or (status == "met" and not met):
                yield (
                    "milestone_met",
                    (*place, "milestones", n),
                    "La etapa dice estar cumplida sin fecha, o tiene fecha sin estar cumplida. Corrija una.",
                )
