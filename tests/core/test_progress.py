"""How far a plan is, what a pause does to dates, who comes next in reserve."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.progress import (
    PlannedStage,
    ReserveOption,
    financial_percent,
    moved,
    next_in_reserve,
    plan_percent,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def stages(*pairs):
    return [PlannedStage(weight=weight, done=done) for weight, done in pairs]


@pytest.mark.parametrize(
    ("plan", "percent"),
    [
        ([], 0),
        (stages((1, True), (1, False), (1, False)), 33),
        (stages((1, True), (1, True), (6, False)), 25),
        (stages((0, True), (0, False)), 50),
        (stages((3, True), (5, True)), 100),
    ],
)
def test_a_plan_is_as_far_as_its_finished_stages_weigh(plan, percent):
    """PROJ-7."""
    assert plan_percent(plan) == percent


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=12))
def test_a_plan_is_whole_exactly_when_all_that_weighs_is_done(pairs):
    """PROJ-7."""
    percent = plan_percent(stages(*pairs))
    assert 0 <= percent <= 100
    counted = [done for weight, done in pairs if weight] or [done for _, done in pairs]
    assert (percent == 100) == (bool(counted) and all(counted))


@pytest.mark.parametrize(
    ("paid", "contracted", "percent"), [(0, 0, None), (0, 300, 0), (199, 300, 66), (300, 300, 100)]
)
def test_paid_is_compared_with_what_was_contracted(paid, contracted, percent):
    """PROJ-8."""
    assert financial_percent(paid, contracted) == percent


def test_a_pause_moves_a_date_as_many_days_as_it_lasted():
    """PROJ-11."""
    assert moved(date(2026, 5, 1), date(2026, 4, 1), date(2026, 4, 11)) == date(2026, 5, 11)
    assert moved(date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 11)) == date(2026, 3, 31)


@settings(max_examples=60)
@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_two_pauses_in_a_row_are_as_one(planned, paused, first, second):
    """PROJ-11."""
    middle, end = paused + timedelta(first), paused + timedelta(first + second)
    once = moved(planned, paused, end)
    assert moved(moved(planned, paused, middle), middle, end) == once
    assert once >= planned


def option(number, rank, cost, *, taken=False):
    return ReserveOption(option=number, rank=rank, cost=cost, taken=taken)


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ([], None),
        ([option(1, 3, 90), option(2, 2, 90)], 2),
        ([option(1, 2, 101), option(2, 3, 100)], 2),
        ([option(1, 2, 50, taken=True), option(2, 3, 50)], 2),
        ([option(1, 2, 101), option(2, 3, 50, taken=True)], None),
        ([option(9, 2, 50), option(4, 2, 60)], 4),
    ],
)
def test_the_best_placed_that_is_free_and_fits_takes_the_place(options, chosen):
    """PROJ-13."""
    found = next_in_reserve(options, 100)
    assert (found.option if found else None) == chosen
