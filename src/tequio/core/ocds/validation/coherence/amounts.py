"""Amounts without VAT over those with it, budgets far from what is tendered, and figures nobody pays."""

from collections.abc import Iterator
from decimal import Decimal

from tequio.core.ocds.validation.coherence.fields import Part, Said, amount, many, number, part, within_half
from tequio.core.ocds.validation.findings import Place

LARGEST = Decimal(100_000_000_000)  # about the five thousand million dollars that Pelican takes for real


def amounts(release: Part) -> Said:
    """COHERE-7: net within gross; COHERE-15: budget and tender go together; COHERE-16: amounts are real."""
    for place, value in _values(release):
        net, gross = number(value, "netAmount"), number(value, "amount")
        if net is not None and gross is not None and net > gross:
            yield "net_over_gross", (*place, "netAmount"), "El monto sin IVA es mayor que el monto con IVA."
        if gross is not None and not 0 <= gross <= LARGEST:
            yield (
                "value_unreal",
                (*place, "amount"),
                "El monto es negativo o desmedido. Revise que no le sobren cifras ni le falte el punto.",
            )
    tender = part(release, "tender")
    budget, estimated = amount(part(part(release, "planning"), "budget"), "amount"), amount(tender)
    if budget and estimated and not within_half(budget, estimated):
        yield (
            "budget_value",
            ("planning", "budget", "amount"),
            "El presupuesto es menos de la mitad o más de vez y media de lo que se convoca. Revise los montos.",
        )


def _values(release: Part) -> Iterator[tuple[Place, Part]]:
    yield ("planning", "budget", "amount"), part(part(part(release, "planning"), "budget"), "amount")
    for name in ("value", "minValue"):
        yield ("tender", name), part(part(release, "tender"), name)
    for section in ("awards", "contracts"):
        for n, one in many(release, section):
            yield (section, n, "value"), part(one, "value")
    for n, contract in many(release, "contracts"):
        for m, payment in many(part(contract, "implementation"), "transactions"):
            yield ("contracts", n, "implementation", "transactions", m, "value"), part(payment, "value")
