"""Rules on who won and what became of the contract (docs/rules/redflags.md)."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from fractions import Fraction

from tequio.core.redflags.facts import ContractFacts, ProcessFacts
from tequio.core.redflags.outcomes import Code, Outcome, Why, found, outside, unknown
from tequio.core.redflags.thresholds import Thresholds
from tequio.core.workdays import is_business_day


def rest_day(process: ProcessFacts, extra: Collection[date]) -> Outcome:
    """Flag an award or a signature on a day that is not worked. Source: flagsMX, suspicious holiday dates.

    Args:
        process: the facts.
        extra: days not worked besides those of the law.
    """
    decided = [award.decided_on for award in process.awards]
    signed = [contract.signed_on for contract in process.contracts]
    if process.closed or not decided + signed:
        return outside(Code.REST_DAY)
    rested = sorted(day for day in decided + signed if not is_business_day(day, extra=extra))
    if not rested:
        return found(Code.REST_DAY, raised=False, dates=len(decided + signed))
    what = "award" if rested[0] in decided else "contract"
    return found(Code.REST_DAY, raised=True, day_on=rested[0].isoformat(), what=what)


def concentration(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag a winner who holds most of what the office awarded in the year.

    Source: the OCP guide's concentration of suppliers; the index is Herfindahl and Hirschman's, 0 to 10,000.
    """
    market = process.market
    if process.closed or not process.awards:
        return outside(Code.CONCENTRATION)
    total = sum(one.amount for one in market.won) if market else 0
    if market is None or len(market.won) < limits.concentration_awards or not total:
        return unknown(Code.CONCENTRATION, Why.FEW_AWARDS)
    by: Counter[str] = Counter()
    for one in market.won:
        by[one.supplier] += one.amount
    winner, name = max(
        ((award.winners[0], award.names[0]) for award in process.awards), key=lambda pair: by[pair[0]]
    )
    share = Fraction(100 * by[winner], total)
    return found(
        Code.CONCENTRATION,
        raised=share > limits.concentration_percent,
        name=name,
        office=market.office,
        year=market.year,
        share_percent=int(share),
        limit_percent=limits.concentration_percent,
        total_centavos=total,
        awards=len(market.won),
        index=int(sum(Fraction(100 * amount, total) ** 2 for amount in by.values())),
    )


def repeated_direct(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag repeated direct awards to one supplier just under what may be awarded directly.

    Source: the OCP guide's splitting of purchases to avoid procurement thresholds.
    """
    if process.method != "direct" or process.own_work or process.closed or not process.awards:
        return outside(Code.REPEATED_DIRECT)
    ceiling = limits.direct_ceiling_centavos
    if not ceiling:
        return unknown(Code.REPEATED_DIRECT, Why.NO_CEILING)
    floor = Fraction(ceiling * (100 - limits.direct_band_percent), 100)
    first = process.awards[0]
    own = floor <= first.amount <= ceiling
    market = process.market.won if process.market else ()
    near = [one for one in market if one.direct and floor <= one.amount <= ceiling]
    alike = sum(1 for one in near if one.supplier == first.winners[0])
    return found(
        Code.REPEATED_DIRECT,
        raised=own and alike >= limits.direct_awards,
        awards=alike,
        name=first.names[0],
        ceiling_centavos=ceiling,
        band_percent=limits.direct_band_percent,
    )


def unidentified_supplier(process: ProcessFacts) -> Outcome:
    """Flag a winner without a sound RFC. Source: flagsMX, ghost supplier."""
    if process.closed or not process.awards:
        return outside(Code.UNIDENTIFIED_SUPPLIER)
    ghosts = [award.names[0] for award in process.awards if not award.identified]
    evidence = {"name": ghosts[0]} if ghosts else {}
    return found(Code.UNIDENTIFIED_SUPPLIER, raised=bool(ghosts), awards=len(process.awards), **evidence)


def amended(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag a contract that its amendments made grow too much, in amount or in term.

    Source: the federal law of public works lets agreements change a contract up to 25 % of amount or term. What
    counts is the most that it ever grew: a later cut does not hide it.
    """
    if not process.contracts:
        return outside(Code.AMENDED)
    changed = [contract for contract in process.contracts if contract.amendments]
    grown = [(growth, contract) for contract in changed if (growth := _growth(contract)) is not None]
    worst = max(grown, key=lambda pair: max(pair[0]), default=None)
    if worst and max(worst[0]) > limits.amended_percent:
        return _amended(worst[1], worst[0], limits, raised=True)
    if len(grown) < len(changed):
        return unknown(Code.AMENDED, Why.NO_ORIGINAL)
    if worst is None:
        return found(Code.AMENDED, raised=False, amendments=0)
    return _amended(worst[1], worst[0], limits, raised=False)


def _amended(
    contract: ContractFacts, growth: tuple[Fraction, Fraction], limits: Thresholds, *, raised: bool
) -> Outcome:
    return found(
        Code.AMENDED,
        raised=raised,
        contract=contract.number,
        amendments=len(contract.amendments),
        amount_percent=int(growth[0]),
        term_percent=int(growth[1]),
        limit_percent=limits.amended_percent,
        amount_centavos=contract.amount,
    )


def _growth(contract: ContractFacts) -> tuple[Fraction, Fraction] | None:
    """Return by how much per cent amount and term ever grew over what was signed; None if that is not known."""
    first = contract.amendments[0]
    if not first.before_amount or first.before_ends_on is None:
        return None
    most = max(one.amount for one in contract.amendments)
    last = max(one.ends_on for one in contract.amendments)
    term = (first.before_ends_on - contract.starts_on).days + 1
    return (
        Fraction(100 * (most - first.before_amount), first.before_amount),
        Fraction(100 * (last - first.before_ends_on).days, max(term, 1)),
    )


def long_contract(process: ProcessFacts, limits: Thresholds) -> Outcome:
    """Flag a contract of many days. Source: flagsMX, contracts of more than 1,000 days."""
    if not process.contracts:
        return outside(Code.LONG_CONTRACT)
    longest = max(process.contracts, key=lambda one: one.ends_on - one.starts_on)
    days = (longest.ends_on - longest.starts_on).days
    return found(
        Code.LONG_CONTRACT,
        raised=days > limits.long_days,
        contract=longest.number,
        days=days,
        limit=limits.long_days,
    )
