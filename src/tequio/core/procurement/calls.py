"""The procedure and its call for offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tequio.core.procurement.remarks import SILENT, Clock, Remark, block, day, in_order, warn


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What the catalogue says of a kind of procedure; ``min_days`` are those to make an offer."""

    method: str = "open"
    name: str = ""
    requires_article: bool = False
    requires_quotes: bool = False
    own_work: bool = False
    min_days: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The days of a call for offers; those that are not known are None."""

    notice: date | None = None
    enquiry_start: date | None = None
    enquiry_end: date | None = None
    tender_start: date | None = None
    tender_end: date | None = None
    award_start: date | None = None
    award_end: date | None = None
    awarded: date | None = None  # the first award that stands


def in_force(procedure: Procedure, on: date) -> bool:
    """CON-13: return whether a kind of procedure may be chosen on a day, both ends included."""
    begun = procedure.valid_from is None or procedure.valid_from <= on
    return begun and (procedure.valid_to is None or on <= procedure.valid_to)


def opening(procedure: Procedure, rationale: str, on: date | None) -> Iterator[Remark]:
    """CON-13: the procedure is in force; CON-10: it says its article where the law asks for it."""
    if on and not in_force(procedure, on):
        yield block("not_in_force", "procedure", procedure=procedure.name, day=on)
    if (procedure.requires_article or procedure.method == "direct") and not rationale.strip():
        yield block("no_article", "method_rationale")


def call(procedure: Procedure, said: Call, *, clock: Clock = SILENT) -> Iterator[Remark]:
    """CON-2, CON-3, CON-14 and CON-15: the days of a call follow each other and leave time to make an offer."""
    yield from in_order("tender_dates", said.tender_start, said.tender_end, about="tender_end")
    yield from in_order("enquiry_dates", said.enquiry_start, said.enquiry_end, about="enquiry_end")
    yield from in_order("award_dates", said.award_start, said.award_end, about="award_end")
    yield from in_order("notice_after_offers", said.notice, said.tender_end, about="notice_on")
    if said.tender_end and said.awarded and said.awarded < said.tender_end:
        yield block("award_before_offers", "tender_end", award=said.awarded, end=said.tender_end)
    if said.enquiry_end and said.tender_end and said.enquiry_end > said.tender_end:
        yield warn("enquiry_after_offers", "enquiry_end", enquiry=said.enquiry_end, end=said.tender_end)
    yield from _time_to_offer(procedure, said)
    yield from day(said.tender_end, about="tender_end", clock=clock.calendar)


def _time_to_offer(procedure: Procedure, said: Call) -> Iterator[Remark]:
    since = said.notice or said.tender_start
    if not since or not said.tender_end or procedure.min_days is None or said.tender_end < since:
        return
    days = (said.tender_end - since).days
    if days < procedure.min_days:
        yield warn("short_period", "tender_end", days=days, least=procedure.min_days)
