"""Reports with their evidence, the history of progress, and the tables of the open data."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.models import Activity
from tequio.config.demo.factories.files import picture_bytes
from tequio.config.demo.factories.projects import (
    make_activity,
    make_pause,
    make_planned,
    make_product,
    make_project,
    make_voted_project,
)
from tequio.core.geo import Point
from tequio.foundation.files.models import StoredFile
from tequio.publishing.opendata.types import dataset

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def report(project, **more):
    values = {"code": "execution", "title": "Se coló el firme", "happened_on": TODAY}
    return services.report(project_id=project.pk, report=services.Report(**(values | more)), at=NOW)


def photo():
    return ContentFile(picture_bytes(), name="obra.jpg")


def test_a_report_sent_twice_is_kept_once():
    """PROJ-15."""
    project, key = make_project(), uuid4()
    first = report(project, key=key, photos=[photo()])
    again = report(project, key=key, photos=[photo()])
    assert first == again
    assert (Activity.objects.count(), StoredFile.objects.count()) == (1, 1)
    with pytest.raises(services.ProjectError, match="otro proyecto"):
        report(make_project(), key=key)


def test_where_it_was_reported_from_is_coarse():
    """PROJ-17."""
    made = report(make_project(), place=Point(-100.412345, 25.654321))
    assert (made.lon, made.lat) == (-100.412, 25.654)


def test_evidence_is_public_or_of_the_office_alone():
    project = make_project()
    made = report(project, photos=[photo()], moment="before", internal=True).attachments.get()
    assert (made.moment, made.file.public, made.file.alt) == ("before", False, "Se coló el firme")
    changed = services.change_attachment(attachment_id=made.pk, public=True, moment="after", alt="Un firme")
    assert (changed.moment, changed.file.public, changed.file.alt) == ("after", True, "Un firme")
    with pytest.raises(services.PlanError):
        services.change_attachment(attachment_id=0, public=True, moment="", alt="")


def test_the_history_holds_each_day_on_which_the_works_moved():
    project = make_project()
    make_activity(project, happened_on=date(2026, 10, 1), physical_percent=20)
    make_activity(project, happened_on=date(2026, 10, 9), physical_percent=60)
    assert [(p.physical, p.financial) for p in queries.history(project)] == [(20, None), (60, None)]


def test_a_marked_place_finds_its_unit():
    project = make_voted_project()
    moved = services.place_project(project_id=project.pk, point=Point(-100.01, 25.01))
    assert (moved.lon, moved.lat) == (-100.01, 25.01)


def test_the_tables_of_the_dataset_have_a_column_for_each_value():
    project = make_project()
    make_product(project)
    make_planned(project)
    make_activity(project, happened_on=date(2026, 9, 1))
    for day in (date(2026, 12, 1), date(2026, 12, 15)):
        plan = services.StagePlan(name="Ejecución", planned_end=day)
        services.plan_stage(project_id=project.pk, code="execution", plan=plan, reason="Llovió.", at=NOW)
    make_pause(project)
    counted = {}
    for table in dataset("proyectos").tables:
        rows = list(table.rows())
        assert {len(row) for row in rows} == {len(table.fields)}, table.name
        counted[table.name] = len(rows)
    assert counted == {"proyectos": 1, "etapas": 5, "actividades": 2, "productos": 1, "cambios": 2}


def test_a_planned_activity_begins_when_it_is_reported():
    project = make_project()
    planned = make_planned(project)
    assert report(project, planned_id=planned.pk).planned == planned
    planned.refresh_from_db()
    assert planned.state == "in_progress"
