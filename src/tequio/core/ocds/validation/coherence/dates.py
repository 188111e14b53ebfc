"""Periods that end before they start or last otherwise than they say; dates that have not come yet."""

from collections.abc import Iterator

from tequio.core.ocds.validation.coherence.fields import Part, Said, before, instant, many, part
from tequio.core.ocds.validation.findings import Place

_OF_TENDER = ("tenderPeriod", "enquiryPeriod", "awardPeriod", "contractPeriod")
_DAY = 86_400  # seconds


def periods(release: Part) -> Said:
    """COHERE-1: no period ends before it starts; COHERE-11: it lasts as many days as it says."""
    for place, period in _periods(release):
        start, end = period.get("startDate"), period.get("endDate")
        if before(end, start):
            yield "period_order", place, "El periodo termina antes de empezar. Revise las dos fechas."
            continue
        days, first, last = period.get("durationInDays"), instant(start), instant(end)
        if isinstance(days, int) and first and last:
            lasts = (last - first).total_seconds()
            if abs(lasts - days * _DAY) > _DAY:
                yield (
                    "period_duration",
                    place,
                    f"El periodo dice durar {days} días y sus fechas dan {round(lasts / _DAY)}. Corrija uno.",
                )


def _periods(release: Part) -> Iterator[tuple[Place, Part]]:
    tender = part(release, "tender")
    for name in _OF_TENDER:
        yield ("tender", name), part(tender, name)
    for section in ("awards", "contracts"):
        name = "contractPeriod" if section == "awards" else "period"
        for n, one in many(release, section):
            yield (section, n, name), part(one, name)


def happened(release: Part) -> Said:
    """COHERE-9: what is dated has already happened when the release is made."""
    made = release.get("date")
    for n, award in many(release, "awards"):
        if before(made, award.get("date")):
            yield "date_future", ("awards", n, "date"), "La fecha de la adjudicación todavía no llega."
    for n, contract in many(release, "contracts"):
        if before(made, contract.get("dateSigned")):
            yield "date_future", ("contracts", n, "dateSigned"), "La fecha de firma todavía no llega."
        for m, payment in many(part(contract, "implementation"), "transactions"):
            if before(made, payment.get("date")):
                place: Place = ("contracts", n, "implementation", "transactions", m, "date")
                yield "date_future", place, "La fecha del pago todavía no llega."
