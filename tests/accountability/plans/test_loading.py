"""The tree of a plan from a spreadsheet."""

from datetime import UTC, datetime

import pytest

from tequio.accountability.plans import queries
from tequio.accountability.plans.services import loading
from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.accounts import make_caro, make_office
from tequio.config.demo.factories.plans import make_indicator, make_plan
from tequio.foundation.loads.types import RowSaid, RowState, Setting, Written

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 18, tzinfo=UTC)
ROWS = (
    ("Eje", "1", "Bienestar", "", None),
    ("Objetivo", "1.1", "Salud", "", None),
    ("línea de acción", "1.1.1", "Médicos por la tarde", "INF", 12),
    ("EJE", "2", "Servicios", "", None),
    ("Acción", "2.1", "Árboles", "", None),
)


@pytest.fixture
def plan():
    make_office()
    return make_plan(forum_factory.forum(), rows=False)


def setting(plan) -> Setting:
    return Setting(actor=make_caro(), at=NOW, scope=str(plan.pk) if plan else "")


def said(*rows) -> list[RowSaid]:
    names = ("level", "code", "title", "office", "page")
    return [
        RowSaid(number=n, values=dict(zip(names, row, strict=True)) | {"text": None, "parent": None})
        for n, row in enumerate(rows, 2)
    ]


def load(plan, *rows) -> list[RowSaid]:
    writer = loading.PLAN.begin(setting(plan))
    found = said(*rows)
    for one in found:  # in portions
        writer.write([one])
    writer.finish()
    return found


def outline(plan) -> list[tuple[str, str]]:
    rows = queries.elements(plan.pk)
    codes = {row.pk: row.code for row in rows}
    return [(row.code, codes.get(row.parent_id, "")) for row in rows]


def test_each_row_hangs_on_the_last_one_of_a_level_above(plan):
    assert {row.state for row in load(plan, *ROWS)} == {RowState.NEW}
    assert outline(plan) == [("1", ""), ("1.1", "1"), ("1.1.1", "1.1"), ("2", ""), ("2.1", "2")]
    assert queries.actions(plan.pk)[0].page == 12


def test_the_same_file_changes_nothing_and_another_changes_what_differs(plan):
    load(plan, *ROWS)
    assert {row.state for row in load(plan, *ROWS)} == {RowState.UNCHANGED}
    changed = load(plan, *ROWS[:-1], ("Acción", "2.1", "Árboles y sombra", "", None))
    assert [row.state for row in changed][-1] is RowState.CHANGED
    written = [Written(number=6, label="", state="changed", written=changed[-1].written, at=NOW)]
    loading.undo(written, setting(plan))
    assert queries.actions(plan.pk)[-1].title == "Árboles"


def test_what_is_wrong_is_said_in_its_column(plan):
    found = load(
        plan,
        ("Línea de acción", "9", "Suelta", "", None),
        ("Meta", "1", "Otra", "", None),
        ("Eje", "1", "Bien", "Nadie", None),
    )
    assert [row.problems[0].column for row in found] == ["level", "level", "office"]
    assert load(None, ROWS[0])[0].problems


def test_new_rows_are_taken_back_unless_something_hangs_on_them(plan):
    rows = load(plan, *ROWS)
    written = [
        Written(number=row.number, label=row.label, state="new", written=row.written, at=NOW)
        for row in reversed(rows)
    ]
    assert loading.PLAN.blocked(written) == {}
    make_indicator(plan, code="2.1")
    assert list(loading.PLAN.blocked(written)) == [6]
    loading.PLAN.undo([one for one in written if one.number in (2, 3, 4)], setting(plan))
    assert outline(plan) == [("2", ""), ("2.1", "2")]


def test_what_there_is_can_be_edited_and_loaded(plan):
    load(plan, *ROWS)
    rows = list(loading.PLAN.current(make_caro()))
    assert [row["code"] for row in rows] == ["1", "1.1", "1.1.1", "2", "2.1"]
    assert rows[2]["parent"] == "1.1"
