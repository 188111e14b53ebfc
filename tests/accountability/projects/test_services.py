from datetime import UTC, date, datetime

import pytest

from tequio.accountability.projects import services
from tequio.accountability.projects.models import Project, StageTemplate
from tequio.accountability.projects.types import FINISHED, StageState
from tequio.config.demo.factories.projects import (
    make_activity,
    make_project,
    make_stage_begun,
    make_stage_done,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def test_a_new_project_has_the_five_stages_all_pending():
    project = make_project()
    assert [(s.name, s.state) for s in project.stages.all()] == [
        ("Anexo técnico", "pending"),
        ("Cotización", "pending"),
        ("Contratación", "pending"),
        ("Ejecución", "pending"),
        ("Entrega", "pending"),
    ]
    assert project.stage == "annex"


def test_direct_projects_get_folios_in_order():
    assert [make_project().folio for _ in range(3)] == ["26-P001", "26-P002", "26-P003"]


def test_a_taken_folio_is_refused():
    make_project(folio="26-0041")
    with pytest.raises(services.ProjectError, match="Ya hay un proyecto con el folio 26-0041"):
        make_project(folio="26-0041")


def test_a_project_without_office_is_answered_by_the_government():
    project = make_project(office_id=None)
    assert project.office.name == "Gobierno municipal"


def test_an_installation_may_have_stages_of_its_own():
    StageTemplate.objects.exclude(code="delivery").delete()
    assert [s.code for s in make_project().stages.all()] == ["delivery"]


def test_stages_come_back_if_the_template_was_emptied():
    StageTemplate.objects.all().delete()
    assert make_project().stages.count() == 5


def test_the_present_stage_follows_what_the_office_says():
    """PROJ-5."""
    project = make_project()
    make_stage_done(project, "annex", on=date(2026, 8, 1))
    project.refresh_from_db()
    assert project.stage == "quotation"
    make_stage_begun(project, "execution", on=date(2026, 9, 7))
    project.refresh_from_db()
    assert project.stage == "execution"


def test_finishing_every_stage_finishes_the_project_at_100_percent():
    project = make_project()
    for code in ("annex", "quotation", "contracting", "execution", "delivery"):
        make_stage_done(project, code, on=date(2026, 10, 1))
    project.refresh_from_db()
    assert (project.stage, project.physical_percent) == (FINISHED, 100)


def test_a_stage_may_be_reopened():
    project = make_project()
    make_stage_done(project, "annex", on=date(2026, 8, 1))
    services.change_stage(
        project_id=project.pk, code="annex", state=StageState.PENDING, on=date(2026, 8, 2), at=NOW
    )
    project.refresh_from_db()
    assert project.stage == "annex"


def test_delivery_waits_for_the_other_stages():
    """PROJ-4."""
    project = make_project()
    with pytest.raises(services.StageOrderError, match="falta terminar: Anexo técnico, Cotización"):
        make_stage_done(project, "delivery", on=date(2026, 10, 1))


def test_a_stage_does_not_end_before_it_began():
    """PROJ-4."""
    project = make_project()
    make_stage_begun(project, "execution", on=date(2026, 9, 7))
    with pytest.raises(services.StageOrderError, match="empezó el 07/09/2026"):
        make_stage_done(project, "execution", on=date(2026, 9, 1))


def test_what_has_not_happened_is_not_reported():
    """PROJ-3."""
    project = make_project()
    with pytest.raises(services.FutureDateError):
        services.change_stage(
            project_id=project.pk, code="annex", state=StageState.DONE, on=date(2026, 11, 21), at=NOW
        )
    with pytest.raises(services.FutureDateError):
        make_activity(project, happened_on=date(2026, 11, 21), at=NOW)


def test_an_unknown_stage_is_refused():
    with pytest.raises(services.UnknownStageError):
        make_stage_done(make_project(), "party", on=date(2026, 10, 1))


def test_an_activity_begins_its_stage_and_moves_the_percent():
    project = make_project()
    activity = make_activity(project, physical_percent=62)
    project.refresh_from_db()
    assert (project.stage, project.physical_percent) == ("execution", 62)
    assert project.stages.get(code="execution").started_on == activity.happened_on


def test_an_older_report_recorded_late_does_not_move_the_percent():
    project = make_project()
    make_activity(project, happened_on=date(2026, 10, 30), physical_percent=62)
    make_activity(project, happened_on=date(2026, 10, 1), physical_percent=20, description="Se registró tarde.")
    project.refresh_from_db()
    assert project.physical_percent == 62


def test_progress_that_falls_needs_an_explanation():
    """PROJ-6."""
    project = make_project()
    make_activity(project, physical_percent=62)
    with pytest.raises(services.ProgressError, match="ya iba en 62 %"):
        make_activity(project, happened_on=date(2026, 11, 1), physical_percent=50, description="")
    make_activity(
        project, happened_on=date(2026, 11, 1), physical_percent=50, description="Se demolió un muro."
    )
    project.refresh_from_db()
    assert project.physical_percent == 50


def test_progress_stays_between_0_and_100():
    """PROJ-6."""
    with pytest.raises(services.ProgressError, match="de 0 a 100"):
        make_activity(make_project(), physical_percent=101)


def test_the_office_that_answers_can_change():
    project = make_project()
    other = services.default_office()
    services.assign_office(project_id=project.pk, office_id=other.pk)
    assert Project.objects.get(pk=project.pk).office == other
