"""What comes before the award, as facts: budget keys, the market study, meetings, bids, earlier processes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import (
    Bid,
    BudgetLine,
    ClarificationMeeting,
    Process,
    QuoteRequest,
)
from tequio.accountability.contracting.queries.facts.addresses import process_address
from tequio.accountability.contracting.queries.facts.people import official, supplier
from tequio.accountability.contracting.types import CLOSED
from tequio.core.ocds.facts import (
    BidFacts,
    BudgetLineFacts,
    ComponentFacts,
    MeetingFacts,
    MilestoneFacts,
    PeriodFacts,
    QuoteFacts,
    QuoteRequestFacts,
    RelatedFacts,
)

# The accounting moments of CONAC, in their order.
_MOMENTS = ("approved", "modified", "committed", "accrued", "exercised", "paid")


def description(process: Process) -> str:
    """Return what is contracted, the office's own number of the file, and why it ended if it did."""
    number = _("Expediente %(number)s.") % {"number": process.file_number} if process.file_number else ""
    parts = (process.description, number, process.status_reason)
    return "\n\n".join(part for part in parts if part)


def budget_line(row: BudgetLine) -> BudgetLineFacts:
    """Return a budget key, with the accounting moments that are known."""
    amounts = ((moment, getattr(row, f"{moment}_centavos")) for moment in _MOMENTS)
    return BudgetLineFacts(
        id=row.code,
        source=row.source,
        components=tuple(
            ComponentFacts(
                name=one.get("name", ""),
                code=str(one.get("code", "")),
                level=str(one.get("level", "")),
                description=one.get("description", ""),
            )
            for one in row.components
        ),
        moments=tuple((moment, amount) for moment, amount in amounts if amount is not None),
        updated=row.updated_on,
    )


def quote_request(row: QuoteRequest) -> QuoteRequestFacts:
    """Return a request for quotes with its answers."""
    return QuoteRequestFacts(
        id=row.code,
        title=row.title,
        description=row.description,
        period=PeriodFacts(start=row.starts_on, end=row.ends_on),
        invited=tuple(supplier(one) for one in row.invited.all()),
        quotes=tuple(
            QuoteFacts(
                id=one.code,
                date=one.date,
                supplier=supplier(one.supplier),
                amount_centavos=one.amount_centavos,
                net_centavos=one.net_centavos,
                description=one.description,
            )
            for one in row.quotes.all()
        ),
    )


def meeting(row: ClarificationMeeting) -> MeetingFacts:
    """Return a clarification meeting with who was there."""
    return MeetingFacts(
        id=row.code,
        held=row.held_at,
        officials=tuple(official(one) for one in row.officials),
        attendees=tuple(supplier(one) for one in row.attendees.all()),
    )


def bid(row: Bid) -> BidFacts:
    """Return a proposal with what became of it."""
    return BidFacts(
        id=row.code,
        date=row.date,
        bidder=supplier(row.supplier),
        status=row.status,  # type: ignore[arg-type]
        amount_centavos=row.amount_centavos,
        net_centavos=row.net_centavos,
        reason=row.reason,
    )


def notice(process: Process) -> Iterator[MilestoneFacts]:
    """Yield the day on which the call was published, if it was."""
    if process.notice_on:
        yield MilestoneFacts(
            id="convocatoria",
            title=_("Convocatoria"),
            type="publicNotices",
            met=process.notice_on,
            status="met",
            section="tender",
        )


def related(process: Process) -> tuple[RelatedFacts, ...]:
    """Return the earlier processes of the same project; those that ended without an award are named so."""
    earlier = sorted(
        (one for one in process.project.processes.all() if one.number < process.number),
        key=lambda one: one.number,
    )
    return tuple(
        RelatedFacts(
            ocid=one.ocid,
            title=one.title,
            relationship="unsuccessfulProcess" if one.status in CLOSED else "prior",
            url=process_address(one.ocid),
        )
        for one in earlier
    )
