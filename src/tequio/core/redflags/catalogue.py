"""All the rules, in the order in which they are shown."""

from collections.abc import Collection
from datetime import date

from tequio.core.redflags import awarding, bidding, carrying
from tequio.core.redflags.facts import NO_DAYS, ProcessFacts, ProjectFacts
from tequio.core.redflags.outcomes import Code, Outcome
from tequio.core.redflags.thresholds import Thresholds

PROCESS_CODES = (
    Code.SHORT_PERIOD,
    Code.SINGLE_BID,
    Code.LATE_BID,
    Code.IDENTICAL_PRICES,
    Code.OTHERS_DISQUALIFIED,
    Code.LOWEST_DISQUALIFIED,
    Code.CLOSE_PRICES,
    Code.WIDE_GAP,
    Code.REST_DAY,
    Code.CONCENTRATION,
    Code.REPEATED_DIRECT,
    Code.UNIDENTIFIED_SUPPLIER,
    Code.AMENDED,
    Code.LONG_CONTRACT,
)
PROJECT_CODES = (
    Code.PAID_OVER_BUILT,
    Code.OVERRUN,
    Code.DAYS_LATE,
    Code.LATE_UPDATE,
    Code.MISSING_EVIDENCE,
)


def check_process(
    process: ProcessFacts, *, limits: Thresholds, today: date, extra: Collection[date] = NO_DAYS
) -> list[Outcome]:
    """Return what each rule finds of a process, in the order of ``PROCESS_CODES``.

    Args:
        process: the facts.
        limits: the thresholds of the installation.
        today: the day on which it is asked, in the municipality's time zone.
        extra: days that are not worked besides those of the law.
    """
    return [
        bidding.short_period(process, limits),
        bidding.single_bid(process, today),
        bidding.late_bid(process),
        bidding.identical_prices(process),
        bidding.others_disqualified(process, limits),
        bidding.lowest_disqualified(process),
        bidding.close_prices(process, limits),
        bidding.wide_gap(process, limits),
        awarding.rest_day(process, extra),
        awarding.concentration(process, limits),
        awarding.repeated_direct(process, limits),
        awarding.unidentified_supplier(process),
        awarding.amended(process, limits),
        awarding.long_contract(process, limits),
    ]


def check_project(project: ProjectFacts, *, limits: Thresholds, today: date) -> list[Outcome]:
    """Return what each rule finds of a project, in the order of ``PROJECT_CODES``."""
    return [
        carrying.paid_over_built(project, limits),
        carrying.overrun(project, limits),
        carrying.days_late(project, limits, today),
        carrying.late_update(project, limits, today),
        carrying.missing_evidence(project),
    ]
