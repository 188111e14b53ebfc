"""Whatever people write is shown as text: every free text carries markup, and no page runs it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import Model, TextField, Value
from django.db.models.functions import Concat
from tests.journeys.test_crawl import HALVES, Crawl, Visit, crawl
from tests.routes import ANONYMOUS, COORDINATOR, LIAISON
from tests.stage import Stage

MARKUP = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"
MARKS = ("<img src=x", "<script>alert(1)", "onerror=alert(1)>\"'>")
FREE = {
    "title", "name", "short_name", "description", "summary", "problem", "solution", "text", "reason", "notes",
    "detail", "place", "place_note", "address", "label", "body", "comment", "caption", "beneficiaries",
}  # fmt: skip


def free_texts() -> list[tuple[type[Model], str]]:
    """Return every column of ours where a person writes what they want."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("tequio.")
        for field in model._meta.get_fields()
        if isinstance(field, TextField) and not field.choices and field.name in FREE
    ]


def poison() -> int:
    """Put markup at the head of every free text that the database lets one change; return how many columns."""
    changed = 0
    for model, name in free_texts():
        try:
            with transaction.atomic():
                rows = model._base_manager.all()
                changed += bool(rows.update(**{name: Concat(Value(MARKUP), name)}))
        except DatabaseError:
            continue  # locked by a trigger, or bound by a constraint
    return changed


class Reading(Crawl):
    """A crawl that only asks whether markup came out as markup."""

    def complaints(self, done: Visit) -> list[str]:
        """Return the marks that stand in the page unescaped."""
        return [f"{done.path} shows {mark}" for mark in MARKS if mark in done.page]


@pytest.mark.untraced
@pytest.mark.parametrize("half", HALVES)
def test_no_page_runs_what_people_wrote(half: int, stage: Stage) -> None:
    roles = (ANONYMOUS, LIAISON, COORDINATOR)
    columns: list[int] = []
    wrong = crawl(
        stage,
        [Reading(stage.client(role), role, "es-mx") for role in roles],
        half,
        prepare=lambda: columns.append(poison()),
    )
    assert max(columns) > 4
    assert not wrong, "\n".join(wrong)
