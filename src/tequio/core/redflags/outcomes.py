"""What a rule answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Plain = int | str


class Code(StrEnum):
    """The stable name of each flag; it stands in addresses and data."""

    SHORT_PERIOD = "short_period"
    SINGLE_BID = "single_bid"
    LATE_BID = "late_bid"
    IDENTICAL_PRICES = "identical_prices"
    OTHERS_DISQUALIFIED = "others_disqualified"
    LOWEST_DISQUALIFIED = "lowest_disqualified"
    CLOSE_PRICES = "close_prices"
    WIDE_GAP = "wide_gap"
    REST_DAY = "rest_day"
    CONCENTRATION = "concentration"
    REPEATED_DIRECT = "repeated_direct"
    UNIDENTIFIED_SUPPLIER = "unidentified_supplier"
    AMENDED = "amended"
    LONG_CONTRACT = "long_contract"
    PAID_OVER_BUILT = "paid_over_built"
    OVERRUN = "overrun"
    DAYS_LATE = "days_late"
    LATE_UPDATE = "late_update"
    MISSING_EVIDENCE = "missing_evidence"


class State(StrEnum):
    """What a rule found."""

    RAISED = "raised"
    CLEAR = "clear"
    UNKNOWN = "unknown"  # it applies, and the data that it needs is not there
    OUTSIDE = "outside"  # it does not apply: not of its kind, or not that far yet


class Why(StrEnum):
    """What is missing where a rule cannot be computed."""

    NO_DATES = "no_dates"
    NO_MINIMUM = "no_minimum"
    NO_BIDS = "no_bids"
    NO_PRICES = "no_prices"
    NO_VERDICTS = "no_verdicts"
    NO_CRITERIA = "no_criteria"
    NO_CEILING = "no_ceiling"
    NO_ORIGINAL = "no_original"
    NO_PROGRESS = "no_progress"
    NO_PROMISE = "no_promise"
    FEW_AWARDS = "few_awards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rule answers of one process or project.

    Attributes:
        code: which rule.
        state: what it found.
        why: what is missing, where it could not be computed.
        evidence: the figures it rests on, by name. Names that end in ``_centavos`` are money in centavos, in
            ``_on`` ISO dates, in ``_percent`` whole percents; the rest are counts or texts.
    """

    code: Code
    state: State
    why: Why | None = None
    evidence: Mapping[str, Plain] = field(default_factory=dict)


def found(code: Code, *, raised: bool, **evidence: Plain) -> Outcome:
    """Return a computed outcome with its evidence."""
    return Outcome(code=code, state=State.RAISED if raised else State.CLEAR, evidence=evidence)


def unknown(code: Code, why: Why) -> Outcome:
    """Return that the data for the rule is not there."""
    return Outcome(code=code, state=State.UNKNOWN, why=why)


def outside(code: Code) -> Outcome:
    """Return that the rule does not apply."""
    return Outcome(code=code, state=State.OUTSIDE)
