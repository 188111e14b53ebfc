"""The tender stage and the bids: how it is contracted, who asked, who offered what."""

from collections.abc import Iterator, Sequence

from tequio.core.geo import Point
from tequio.core.ocds.build.attachments import documents, milestones
from tequio.core.ocds.facts import BidFacts, MeetingFacts, ProcessFacts
from tequio.core.ocds.parties import bidders, party_id, reference, references
from tequio.core.ocds.profile.parts import Geometry, Item, Location
from tequio.core.ocds.profile.stages import Bid, Bids, ClarificationMeeting, Statistic, Tender
from tequio.core.ocds.values import amount, first_instant, period, stamp, value

_OFFERED = {"pending", "valid", "disqualified", "withdrawn"}


def tender(facts: ProcessFacts) -> Tender:
    """Return the tender stage of a process."""
    estimated = facts.project.budget_centavos if facts.estimated_centavos is None else facts.estimated_centavos
    named = references(bidders(facts))
    return Tender(
        id=facts.ocid,
        title=facts.title,
        description=facts.description or None,
        status=facts.status,
        procuring_entity=reference(facts.contracting_office or facts.buyer),
        items=_items(facts),
        value=value(facts.currency, estimated),
        procurement_method=facts.procedure.method,
        procurement_method_details=facts.procedure.details or None,
        procurement_method_rationale=facts.procedure.rationale or None,
        main_procurement_category=facts.category,
        additional_procurement_categories=(facts.additional_category,) if facts.additional_category else (),
        award_criteria=facts.award_criteria or None,
        tender_period=period(facts.tender_period),
        enquiry_period=period(facts.enquiry_period),
        has_enquiries=True if facts.meetings else None,
        award_period=period(facts.award_period),
        number_of_tenderers=len(named) if named else facts.number_of_tenderers,
        tenderers=named,
        documents=documents(facts, "tender"),
        milestones=milestones(facts, "tender"),
        clarification_meetings=tuple(_meeting(one) for one in facts.meetings),
    )


def _items(facts: ProcessFacts) -> tuple[Item, ...]:
    """Return the work itself as the one item, where it is known where it stands."""
    if facts.location is None:
        return ()
    return (Item(id="1", description=facts.title, delivery_locations=(_location(facts.location),)),)


def _location(point: Point) -> Location:
    return Location(geometry=Geometry(type="Point", coordinates=(point.lon, point.lat)))


def _meeting(facts: MeetingFacts) -> ClarificationMeeting:
    return ClarificationMeeting(
        id=facts.id,
        date=stamp(facts.held),
        attendees=references(facts.attendees),
        officials=references(facts.officials),
    )


def bids(facts: ProcessFacts) -> Bids | None:
    """Return the bids one by one and in figures (bids extension); None where none is known."""
    if not facts.bids:
        return None
    return Bids(
        statistics=tuple(_statistics(facts)), details=tuple(_bid(facts.currency, one) for one in facts.bids)
    )


def _bid(currency: str, bid: BidFacts) -> Bid:
    return Bid(
        id=bid.id,
        date=first_instant(bid.date),
        description=bid.reason or None,
        status=bid.status,
        tenderers=(reference(bid.bidder),),
        value=None if bid.amount_centavos is None else value(currency, bid.amount_centavos, bid.net_centavos),
    )


def _statistics(facts: ProcessFacts) -> Iterator[Statistic]:
    offered = [one for one in facts.bids if one.status in _OFFERED]
    valid = [one for one in offered if one.status == "valid"]
    yield _count("bids", len(offered))
    yield _count("validBids", len(valid))
    yield _count("bidders", len({party_id(one.bidder) for one in offered}))
    priced = [one.amount_centavos for one in valid if one.amount_centavos is not None]
    if priced and len(priced) == len(valid):
        yield from _prices(facts.currency, priced)


def _count(measure: str, count: int) -> Statistic:
    return Statistic(id=measure, measure=measure, value=count)


def _prices(currency: str, priced: Sequence[int]) -> Iterator[Statistic]:
    """Yield the lowest and highest valid bid, with taxes, as bids are valued here."""
    for measure, centavos in (("lowestValidBidValue", min(priced)), ("highestValidBidValue", max(priced))):
        yield Statistic(id=measure, measure=measure, value=amount(centavos) or 0, currency=currency)
