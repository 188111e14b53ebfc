"""Contracts, what changes and secures them, their milestones and payments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.core.procurement.remarks import SILENT, Clock, Remark, block, day, in_order, money, warn

HALF, AND_A_HALF = Fraction(1, 2), Fraction(3, 2)  # of the award: what Pelican takes for consistent
QUARTER = Fraction(1, 4)  # beyond it, an amendment must be justified (LOPSRM, article 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a contract: ``original`` is the amount it was signed for, ``paid`` what has left."""

    signed: date
    starts: date
    ends: date
    amount: int
    original: int
    original_ends: date
    paid: int = 0
    advance_secured: bool = False
    settled: bool = False


def contract(
    *,
    awarded: date,
    award_amount: int,
    signed: date | None,
    starts: date | None,
    ends: date | None,
    gross: int | None,
    net: int | None,
    percent: int | None = None,
    clock: Clock = SILENT,
) -> Iterator[Remark]:
    """CON-4 to CON-7 block; CON-19, CON-20 and CON-26 warn."""
    yield from money(gross, net, percent=percent)
    if signed and signed < awarded:
        yield block("signed_before_award", "signed_on", signed=signed, award=awarded)
    yield from in_order("contract_dates", starts, ends, about="ends_on")
    yield from day(signed, about="signed_on", clock=clock)
    if signed and starts and starts < signed:
        yield warn("starts_before_signed", "starts_on", starts=starts, signed=signed)
    if gross and not HALF * award_amount <= gross <= AND_A_HALF * award_amount:
        yield warn("far_from_award", "amount_centavos", award_centavos=award_amount, gross_centavos=gross)


def accumulated(original: int, now: int) -> Fraction:
    """Return by which part of the original amount a contract has grown (negative where it shrank)."""
    return Fraction(now - original, original) if original else Fraction(0)


def percent(part: Fraction) -> int:
    """Return a part as a whole percentage, as people say it; half is rounded away from zero."""
    whole = (abs(part) * 200 + 1) // 2
    return int(whole) if part >= 0 else -int(whole)


def amendment(
    known: Known,
    *,
    signed: date | None,
    rationale: str | None,
    amount: int | None,
    ends: date | None,
    clock: Clock = SILENT,
) -> Iterator[Remark]:
    """CON-12 blocks: its reason, its days and not under what was paid; CON-27 warns beyond 25 % in all."""
    yield from money(amount, None)
    if rationale is not None and not rationale.strip():
        yield block("no_rationale", "rationale")
    if signed and signed < known.signed:
        yield block("amended_before_signed", "signed_on", amended=signed, signed=known.signed)
    yield from in_order("contract_dates", known.starts, ends, about="ends_on")
    if amount is not None and 0 < amount < known.paid:
        yield block("under_what_was_paid", "amount_centavos", paid_centavos=known.paid)
    yield from day(signed, about="signed_on", clock=clock)
    if amount == known.amount and ends == known.ends:
        yield warn("nothing_changes", "amount_centavos")
    if amount and abs(accumulated(known.original, amount)) > QUARTER:
        grown = percent(accumulated(known.original, amount))
        yield warn("over_a_quarter", "amount_centavos", percent=grown, original_centavos=known.original)
    if ends and _stretched(known, ends) > QUARTER:
        stretched = percent(_stretched(known, ends))
        yield warn("longer_by_a_quarter", "ends_on", percent=stretched, end=known.original_ends)


def _stretched(known: Known, ends: date) -> Fraction:
    days = (known.original_ends - known.starts).days + 1
    return Fraction((ends - known.original_ends).days, days) if days > 0 else Fraction(0)


def guarantee(
    known: Known,
    *,
    amount: int | None,
    issued: date | None,
    starts: date | None,
    ends: date | None,
    fulfilment: bool,
) -> Iterator[Remark]:
    """CON-28: worth something, and its days in order; warns where it does not cover the contract."""
    yield from money(amount, None)
    yield from in_order("guarantee_dates", starts or issued, ends, about="ends_on")
    if amount and amount > known.amount:
        yield warn("guarantee_over_contract", "amount_centavos", contract_centavos=known.amount)
    if fulfilment and ends and ends < known.ends:
        yield warn("guarantee_too_short", "ends_on", end=ends, contract=known.ends)


def milestone(
    known: Known, *, due: date | None, met: date | None, done: bool, clock: Clock = SILENT
) -> Iterator[Remark]:
    """CON-29: what was met says when, on a day that has come; what was not met has no such day."""
    if done and met is None:
        yield block("met_without_day", "met_on")
    if met and not done:
        yield block("day_without_met", "met_on")
    if met and clock.before(met):
        yield block("met_in_the_future", "met_on", day=met)
    if due and not known.signed <= due <= known.ends:
        yield warn("due_outside", "due_on", signed=known.signed, ends=known.ends)


def payment(
    known: Known,
    *,
    on: date | None,
    gross: int | None,
    net: int | None = None,
    advance: bool = False,
    percent: int | None = None,
    clock: Clock = SILENT,
) -> Iterator[Remark]:
    """CON-6 to CON-9 block; CON-19, CON-20 and CON-30 warn."""
    yield from money(gross, net, percent=percent)
    if on and on < known.signed:
        yield block("paid_before_signed", "paid_on", paid=on, signed=known.signed)
    if gross and known.paid + gross > known.amount:
        left = known.amount - known.paid
        total = known.paid + gross
        yield block(
            "over_the_contract",
            "amount_centavos",
            total_centavos=total,
            contract_centavos=known.amount,
            left_centavos=left,
        )
    yield from day(on, about="paid_on", clock=clock)
    if advance and not known.advance_secured:
        yield warn("advance_unsecured", "kind")


def conclusion(known: Known, *, on: date | None, clock: Clock = SILENT) -> Iterator[Remark]:
    """CON-31: concluded on a day that has come; warns where money or its settlement is missing."""
    if on and clock.before(on):
        yield block("concluded_in_the_future", "ended_on", day=on)
    if on and on < known.signed:
        yield block("concluded_before_signed", "ended_on", day=on, signed=known.signed)
    if known.paid < known.amount:
        yield warn("money_left", "ended_on", left_centavos=known.amount - known.paid)
    if not known.settled:
        yield warn("no_settlement", "ended_on")
