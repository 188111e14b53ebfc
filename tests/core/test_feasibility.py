"""The cases of docs/rules/feasibility.md that need no database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core import feasibility as rules
from tequio.core.feasibility import Duty, Opinion, Outcome, Side
from tequio.core.workdays import Window

DAY = timedelta(days=1)
TODAY = date(2026, 8, 3)
NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
YES, NO = True, False
FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("sides", "category", "default", "asked"),
    [
        pytest.param([], [1, 2], 9, [(None, 1), (None, 2)], id="FEAS-1"),
        pytest.param([], [], 9, [(None, 9)], id="FEAS-2"),
        pytest.param([], [], None, [], id="FEAS-2-nobody"),
        pytest.param([Side("t"), Side("j", (5,))], [1], 9, [("t", 1), ("j", 5)], id="FEAS-16"),
        pytest.param([Side("t"), Side("j", (5,))], [], 9, [("t", 9), ("j", 5)], id="FEAS-16-edition"),
        pytest.param([Side("t", (5,)), Side("j", (5,))], [1], 9, [("t", 5), ("j", 5)], id="FEAS-17"),
    ],
)
def test_what_the_rules_ask_for(sides, category, default, asked):
    found = rules.required(sides, category_offices=category, default_office=default)
    assert found == tuple(Duty(*duty) for duty in asked)


@pytest.mark.parametrize(
    ("opinions", "criteria", "decided"),
    [
        pytest.param([], [], False, id="FEAS-11-nobody-asked"),
        pytest.param([Opinion(None, YES)], [], True, id="FEAS-11"),
        pytest.param([Opinion("t", YES), Opinion("j", None)], ["t", "j"], False, id="FEAS-18-missing"),
        pytest.param([Opinion("t", YES)], ["t", "j"], False, id="FEAS-18-never-asked"),
        pytest.param([Opinion("t", YES), Opinion("j", NO)], ["t", "j"], True, id="FEAS-18"),
    ],
)
def test_when_all_has_been_said(opinions, criteria, decided):
    assert rules.is_decided(opinions, criteria=criteria) is decided


@pytest.mark.parametrize(
    ("opinions", "outcome"),
    [
        pytest.param(
            [Opinion("t", YES, 5), Opinion("p", YES, 7)], Outcome(feasible=True, cost=7), id="FEAS-10"
        ),
        pytest.param([Opinion("t", YES, 5), Opinion("j", NO)], Outcome(feasible=False, cost=None), id="FEAS-9"),
        pytest.param([Opinion("j", YES), Opinion("s", YES)], Outcome(feasible=True, cost=3), id="FEAS-20"),
    ],
)
def test_what_the_opinions_add_up_to(opinions, outcome):
    assert rules.outcome(opinions, estimated=3) == outcome


@pytest.mark.parametrize(
    ("due", "took", "last", "moved"),
    [
        pytest.param(10, 4, None, 14, id="FEAS-22"),
        pytest.param(10, 4, 12, 12, id="FEAS-22-end-of-the-phase"),
        pytest.param(10, 4, 8, 10, id="FEAS-22-never-sooner"),
    ],
)
def test_the_clock_of_an_office_stands(due, took, last, moved):
    found = rules.due_after_pause(
        TODAY + due * DAY,
        began=TODAY,
        ended=TODAY + took * DAY,
        last=None if last is None else TODAY + last * DAY,
    )
    assert found == TODAY + moved * DAY


@FEW
@given(due=st.integers(0, 60), took=st.integers(0, 30), last=st.integers(0, 60))
def test_a_pause_never_takes_days_away(due, took, last):
    day = TODAY + due * DAY
    assert rules.due_after_pause(day, began=TODAY, ended=TODAY + took * DAY, last=TODAY + last * DAY) >= day


def test_feas_27_what_closes_first_ends_the_window():
    whole = Window(NOW, NOW + 5 * DAY)
    assert rules.appeal_window(whole, closes=[]) == whole
    assert rules.appeal_window(whole, closes=[NOW + 9 * DAY]) == whole
    assert rules.appeal_window(whole, closes=[NOW + 2 * DAY]).closes == NOW + 2 * DAY
    assert not rules.appeal_window(whole, closes=[NOW - DAY]).is_open(NOW)
