"""Quotes, proposals and awards."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tequio.core.procurement.calls import Procedure
from tequio.core.procurement.remarks import SILENT, Clock, Remark, block, day, in_order, money, warn

_THREE = 3  # an invitation asks at least so many
_INVITED = ("selective", "limited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What is known of the proposals: the amount of each supplier's, and who was turned down."""

    tender_end: date | None = None
    quotes: int = 0
    valid: Mapping[str, int | None] = field(default_factory=dict)
    turned_down: Collection[str] = ()


def quote_request(start: date | None, end: date | None) -> Iterator[Remark]:
    """CON-21: a request for quotes does not end before it starts."""
    yield from in_order("quote_dates", start, end, about="ends_on")


def quote(
    on: date | None, gross: int | None, net: int | None, *, start: date, end: date, percent: int | None = None
) -> Iterator[Remark]:
    """CON-6, CON-7 and CON-21: a quote is worth something, and comes within its request's days."""
    yield from money(gross, net, percent=percent)
    if on and not start <= on <= end:
        yield warn("quote_outside", "date", start=start, end=end)


def bid(
    procedure: Procedure,
    *,
    others: int,
    on: date | None,
    tender_end: date | None,
    gross: int | None,
    net: int | None,
    turned_down: bool,
    reason: str,
    percent: int | None = None,
) -> Iterator[Remark]:
    """CON-16, CON-22 and CON-23: what can be said of a proposal; ``others`` are those of other suppliers."""
    yield from money(gross, net, percent=percent)
    if turned_down and not reason.strip():
        yield block("no_reason_to_turn_down", "reason")
    if procedure.own_work:
        yield block("own_work", "supplier_rfc")
    if procedure.method == "direct" and others:
        yield warn("direct_with_many", "supplier_rfc", n=others + 1)
    if on and tender_end and on > tender_end:
        yield warn("late_bid", "date", day=on, end=tender_end)


def award(
    procedure: Procedure,
    known: Offers,
    *,
    on: date | None,
    gross: int | None,
    net: int | None,
    winners: Collection[str] = (),
    percent: int | None = None,
    clock: Clock = SILENT,
) -> Iterator[Remark]:
    """Give what can be said of an award to these suppliers, by their key.

    CON-3, CON-6, CON-7, CON-16 and CON-17 block; CON-18, CON-19, CON-20, CON-24 and CON-25 warn.
    """
    yield from money(gross, net, percent=percent)
    if procedure.own_work:
        yield block("own_work", "supplier_rfc")
    if known.tender_end and on and on < known.tender_end:
        yield block("award_before_offers", "date", award=on, end=known.tender_end)
    if len(set(winners)) < len(winners):
        yield block("winner_twice", "partners")
    yield from day(on, about="date", clock=clock)
    yield from _enough(procedure, known)
    yield from _from_the_bids(known, winners, gross)


def _enough(procedure: Procedure, known: Offers) -> Iterator[Remark]:
    offers = len(known.valid) + len(known.turned_down)
    if procedure.requires_quotes and not known.quotes:
        yield warn("no_quotes", "supplier_rfc")
    if procedure.method == "open" and offers == 1:
        yield warn("single_bid", "supplier_rfc")
    if procedure.method in _INVITED and 0 < offers < _THREE:
        yield warn("fewer_than_three", "supplier_rfc", n=offers)


def _from_the_bids(known: Offers, winners: Collection[str], gross: int | None) -> Iterator[Remark]:
    """CON-17: who was turned down does not win; CON-24: who wins made a proposal, and for that amount."""
    for key in winners:
        if key in known.turned_down:
            yield block("winner_turned_down", "supplier_rfc")
        elif known.valid and key not in known.valid:
            yield warn("winner_without_bid", "supplier_rfc")
    offered = [known.valid[key] for key in winners if known.valid.get(key) is not None]
    if gross and len(winners) == 1 and offered and offered[0] is not None and offered[0] != gross:
        yield warn("award_not_as_offered", "amount_centavos", offered_centavos=offered[0], award_centavos=gross)
