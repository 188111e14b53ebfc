"""Rules on how offers were called for and judged (docs/rules/redflags.md)."""

from datetime import date
from fractions import Fraction

from tequio.core.redflags.facts import ProcessFacts
from tequio.core.redflags.outcomes import Code, Outcome, Why, found, outside, unknown
from tequio.core.redflags.thresholds import Thresholds

_PRICE_ONLY = "priceOnly"


def short_period(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag fewer days to make an offer than the procedure asks for.

    Source: Cardinal R003; the minimum of each procedure is the law's, kept in the catalogue of procedures.
    """
    if not process.competitive:
        return outside(Code.SHORT_PERIOD)
    if process.tender_start is None or process.tender_end is None:
        return outside(Code.SHORT_PERIOD) if process.closed else unknown(Code.SHORT_PERIOD, Why.NO_DATES)
    minimum = process.min_days
    if minimum is None and process.method == "open":
        minimum = limits.submission_days
    if minimum is None:
        return unknown(Code.SHORT_PERIOD, Why.NO_MINIMUM)
    days = (process.tender_end - process.tender_start).days
    return found(
        Code.SHORT_PERIOD,
        raised=days < minimum,
        days=days,
        minimum=minimum,
        start_on=process.tender_start.isoformat(),
        end_on=process.tender_end.isoformat(),
    )


def single_bid(process: ProcessFacts, today: date) -> Outcome:
    """Flag one offer where several could compete. Source: Cardinal R018, the invitation counted by any name."""
    if not process.competitive or process.closed or _receiving(process, today):
        return outside(Code.SINGLE_BID)
    bidders = {bid.bidder for bid in process.submitted}
    count = len(bidders) if process.bids else process.tenderers
    if count is None:
        return unknown(Code.SINGLE_BID, Why.NO_BIDS)
    return found(Code.SINGLE_BID, raised=count == 1, bidders=count)


def late_bid(process: ProcessFacts) -> Outcome:
    """Flag an award to an offer that came after the last day. Source: Cardinal R030."""
    refusal = _not_judged(process, Code.LATE_BID)
    if refusal:
        return refusal
    won = [bid for bid in process.submitted if bid.status == "valid" and bid.bidder in _winners(process)]
    days = [bid.received_on for bid in won if bid.received_on]
    if process.tender_end is None or not days:
        return unknown(Code.LATE_BID, Why.NO_DATES)
    last = max(days)
    return found(
        Code.LATE_BID,
        raised=last > process.tender_end,
        end_on=process.tender_end.isoformat(),
        received_on=last.isoformat(),
    )


def identical_prices(process: ProcessFacts) -> Outcome:
    """Flag different bidders with the same price, to the centavo. Source: Cardinal R028."""
    if not process.competitive or process.closed:
        return outside(Code.IDENTICAL_PRICES)
    if not process.bids:
        return unknown(Code.IDENTICAL_PRICES, Why.NO_BIDS)
    by_price: dict[int, set[str]] = {}
    for bid in process.submitted:
        if bid.amount is not None:
            by_price.setdefault(bid.amount, set()).add(bid.bidder)
    equal = {price: bidders for price, bidders in by_price.items() if len(bidders) > 1}
    if equal:
        price = min(equal)
        names = sorted({bid.name for bid in process.submitted if bid.bidder in equal[price]})
        return found(
            Code.IDENTICAL_PRICES,
            raised=True,
            price_centavos=price,
            bidders=len(equal[price]),
            names=", ".join(names),
        )
    if any(bid.amount is None for bid in process.submitted):
        return unknown(Code.IDENTICAL_PRICES, Why.NO_PRICES)
    return found(Code.IDENTICAL_PRICES, raised=False, bidders=len({bid.bidder for bid in process.submitted}))


def others_disqualified(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag that everybody but the winner was disqualified. Source: Cardinal R035."""
    refusal = _not_judged(process, Code.OTHERS_DISQUALIFIED)
    if refusal:
        return refusal
    if any(bid.status == "pending" for bid in process.bids):
        return unknown(Code.OTHERS_DISQUALIFIED, Why.NO_VERDICTS)
    valid = {bid.bidder for bid in process.bids if bid.status == "valid"}
    out = {bid.bidder for bid in process.bids if bid.status == "disqualified"} - valid
    alone = len(valid) == 1 and valid <= _winners(process)
    raised = alone and len(out) >= max(1, limits.disqualified_bidders)
    return found(Code.OTHERS_DISQUALIFIED, raised=raised, disqualified=len(out), valid=len(valid))


def lowest_disqualified(process: ProcessFacts) -> Outcome:
    """Flag that the lowest offer was disqualified where only the price counts. Source: Cardinal R036."""
    refusal = _not_judged(process, Code.LOWEST_DISQUALIFIED)
    if refusal:
        return refusal
    if not process.criteria:
        return unknown(Code.LOWEST_DISQUALIFIED, Why.NO_CRITERIA)
    if process.criteria != _PRICE_ONLY:
        return outside(Code.LOWEST_DISQUALIFIED)
    priced = [(bid.amount, bid) for bid in process.submitted if bid.amount is not None]
    if not priced or len(priced) < len(process.submitted):
        return unknown(Code.LOWEST_DISQUALIFIED, Why.NO_PRICES)
    lowest = min(amount for amount, _bid in priced)
    who = [bid for amount, bid in priced if amount == lowest]
    return found(
        Code.LOWEST_DISQUALIFIED,
        raised=all(bid.status == "disqualified" for bid in who),
        price_centavos=lowest,
        names=", ".join(sorted(bid.name for bid in who)),
    )


def close_prices(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag a second price almost equal to the winner's.

    Source: Cardinal R024 with a fixed threshold: a city has too few comparable processes for its quartiles.
    """
    compared = _second(process, Code.CLOSE_PRICES)
    if isinstance(compared, Outcome):
        return compared
    gap, evidence = _gap(compared, limits.close_percent)
    return found(Code.CLOSE_PRICES, raised=gap <= limits.close_percent, **evidence)


def wide_gap(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag a winner far under the second price. Source: Cardinal R058 with a fixed threshold."""
    compared = _second(process, Code.WIDE_GAP)
    if isinstance(compared, Outcome):
        return compared
    gap, evidence = _gap(compared, limits.wide_percent)
    return found(Code.WIDE_GAP, raised=gap >= limits.wide_percent, **evidence)


def _gap(prices: tuple[int, int], limit: int) -> tuple[Fraction, dict[str, int]]:
    first, second = prices
    gap = Fraction(100 * (second - first), first)
    return gap, {
        "price_centavos": first,
        "second_centavos": second,
        "gap_percent": int(gap),
        "limit_percent": limit,
    }


def _second(process: ProcessFacts, code: Code) -> Outcome | tuple[int, int]:
    """Return the winner's price and the next valid one, or why they are not compared."""
    refusal = _not_judged(process, code)
    if refusal:
        return refusal
    if len(process.awards) > 1 or len(_winners(process)) > 1:
        return outside(code)
    valid = [bid for bid in process.bids if bid.status == "valid"]
    prices = [(bid.amount, bid) for bid in valid if bid.amount is not None]
    if len(prices) < len(valid):
        return unknown(code, Why.NO_PRICES)
    won = [amount for amount, bid in prices if bid.bidder in _winners(process)]
    rest = [amount for amount, bid in prices if bid.bidder not in _winners(process)]
    if not won or not rest or min(won) > min(rest) or min(won) == 0:
        return outside(code)  # alone, or not the lowest: something else than the price decided
    return min(won), min(rest)


def _not_judged(process: ProcessFacts, code: Code) -> Outcome | None:
    """Return why offers and award cannot be compared, or None."""
    if not process.competitive or process.closed or not process.awards:
        return outside(code)
    return None if process.bids else unknown(code, Why.NO_BIDS)


def _winners(process: ProcessFacts) -> set[str]:
    return {who for award in process.awards for who in award.winners}


def _receiving(process: ProcessFacts, today: date) -> bool:
    """Return whether offers may still come."""
    ends = process.tender_end
    return not process.awards and (ends is None or today <= ends)
