"""The duty to answer (docs/rules/analysis.md)."""

from datetime import date

import pytest

from tequio.core.duties import Duty, Standing, score, standing

GIVEN, DUE = date(2026, 3, 2), date(2026, 3, 12)


def duty(**more: object) -> Duty:
    return Duty(given=GIVEN, due=DUE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "today", "expected"),
    [
        pytest.param(duty(), DUE, Standing.WAITING, id="DUTY-3 the last day is still in time"),
        pytest.param(duty(), date(2026, 3, 13), Standing.OVERDUE, id="DUTY-3 the day after is late"),
        pytest.param(
            duty(answered=DUE), date(2026, 5, 1), Standing.IN_TIME, id="DUTY-4 answered on the last day"
        ),
        pytest.param(duty(answered=date(2026, 3, 13)), DUE, Standing.LATE, id="DUTY-4 answered after it"),
        pytest.param(duty(ended=True), date(2026, 5, 1), Standing.PASSED, id="DUTY-6 sent on before answering"),
        pytest.param(
            duty(ended=True, answered=DUE), DUE, Standing.IN_TIME, id="DUTY-6 what was answered stays"
        ),
    ],
)
def test_where_a_duty_stands(one: Duty, today: date, expected: Standing) -> None:
    assert standing(one, today) is expected


def test_how_an_office_answers_is_told_in_working_days() -> None:
    """DUTY-9."""
    found = score(
        [
            duty(answered=date(2026, 3, 4)),
            duty(answered=date(2026, 3, 17)),  # the 16th is a day of rest
            duty(answered=date(2026, 3, 9)),
            duty(answered=date(2026, 3, 10)),
            duty(),
            duty(ended=True),
        ],
        date(2026, 3, 20),
    )
    assert (found.assigned, found.in_time, found.late, found.waiting, found.overdue, found.passed) == (
        (5, 3, 1, 0, 1, 1)
    )
    assert found.median_days == 6


def test_an_office_that_answered_nothing_has_no_median() -> None:
    """DUTY-9."""
    assert score([duty()], GIVEN).median_days is None
