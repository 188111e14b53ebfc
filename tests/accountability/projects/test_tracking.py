"""Plans, pauses, cancellations, substitutes and handovers, through the services."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.models import DateChange, Handover, Project, StageTemplate
from tequio.accountability.projects.types import HandoverResult, StageState, Standing
from tequio.config.demo.factories.accounts import make_ana, make_beto, make_office
from tequio.config.demo.factories.files import make_document
from tequio.config.demo.factories.projects import (
    make_activity,
    make_built,
    make_cancellation,
    make_pause,
    make_planned,
    make_product,
    make_project,
    make_stage_begun,
    make_stage_done,
    make_voted_project,
)
from tequio.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def promise(project, code, day, reason=""):
    stage = project.stages.get(code=code)
    plan = services.StagePlan(name=stage.name, planned_end=day)
    return services.plan_stage(project_id=project.pk, code=code, plan=plan, reason=reason, at=NOW)


def act(on=TODAY):
    return services.Act(number="7/2026", on=on, file=make_document(public=True).pk)


# The plan


def test_the_first_promise_is_free_and_a_changed_one_says_why():
    """PROJ-9."""
    project = make_project()
    promise(project, "execution", date(2026, 12, 1))
    assert not DateChange.objects.exists()
    with pytest.raises(services.ReasonMissingError):
        promise(project, "execution", date(2026, 12, 15))
    promise(project, "execution", date(2026, 12, 15), reason="Llovió dos semanas.")
    change = project.date_changes.get()
    assert (change.before, change.after, change.days) == (date(2026, 12, 1), date(2026, 12, 15), 14)


def test_the_promise_of_the_last_stage_is_the_projects():
    """PROJ-9: the project was promised for a day already, so another day needs its reason."""
    project = make_project(promised_end=date(2026, 12, 20))
    with pytest.raises(services.ReasonMissingError):
        promise(project, "delivery", date(2027, 1, 20))
    promise(project, "delivery", date(2027, 1, 20), reason="Faltó material.")
    project.refresh_from_db()
    assert project.promised_end == date(2027, 1, 20)


def test_a_promise_is_not_taken_away():
    """PROJ-9."""
    project = make_project()
    promise(project, "execution", date(2026, 12, 1))
    with pytest.raises(services.PlanError, match="no se quita"):
        promise(project, "execution", None)


def test_a_stage_begun_without_a_promise_gets_one_from_its_usual_working_days():
    """PROJ-16: five working days after Thursday the 10th; Wednesday the 16th of September is a rest day."""
    StageTemplate.objects.filter(code="annex").update(expected_days=5)
    project = make_project()
    stage = make_stage_begun(project, "annex", on=date(2026, 9, 10))
    assert stage.planned_end == date(2026, 9, 18)


def test_a_project_has_stages_of_its_own():
    project = make_project()
    plan = services.StagePlan(name="Consulta vecinal", planned_end=date(2026, 12, 1), weight=2)
    services.add_stage(project_id=project.pk, plan=plan, after="annex")
    services.add_stage(project_id=project.pk, plan=services.StagePlan(name="Entrega"))
    assert [s.code for s in project.stages.all()] == [
        "annex", "consulta-vecinal", "quotation", "contracting", "execution", "entrega", "delivery",
    ]  # fmt: skip
    services.remove_stage(project_id=project.pk, code="consulta-vecinal")
    assert project.stages.count() == 6
    make_activity(project, stage="annex")
    for code, words in (("annex", "ya empezó"), ("feria", "no tiene esa etapa")):
        with pytest.raises(services.ProjectError, match=words):
            services.remove_stage(project_id=project.pk, code=code)
    with pytest.raises(services.StageOrderError, match="La última etapa"):
        services.add_stage(project_id=project.pk, plan=services.StagePlan(name="Fiesta"), after="delivery")


def test_the_present_stage_is_called_as_the_project_calls_it():
    project = make_project()
    services.plan_stage(
        project_id=project.pk, code="annex", plan=services.StagePlan(name="Proyecto ejecutivo"), at=NOW
    )
    project.refresh_from_db()
    assert project.stage_name == "Proyecto ejecutivo"


def test_real_days_are_mended_but_never_reversed():
    """PROJ-4."""
    project = make_project()
    make_stage_done(project, "annex", on=date(2026, 8, 10))
    good = services.StagePlan(name="Anexo", started_on=date(2026, 8, 1), ended_on=date(2026, 8, 9))
    stage = services.plan_stage(project_id=project.pk, code="annex", plan=good, at=NOW)
    assert (stage.started_on, stage.ended_on) == (date(2026, 8, 1), date(2026, 8, 9))
    bad = services.StagePlan(name="Anexo", started_on=date(2026, 8, 12))
    with pytest.raises(services.StageOrderError):
        services.plan_stage(project_id=project.pk, code="annex", plan=bad, at=NOW)


def test_the_template_changes_and_projects_keep_their_stages():
    """PROJ-18."""
    before = make_project()
    made = services.add_template_stage(name="Consulta", expected_days=10, weight=2)
    first = StageTemplate.objects.get(code="annex")
    services.change_template_stage(stage_id=first.pk, name="Proyecto", expected_days=20, weight=3)
    services.move_template_stage(stage_id=made.pk, steps=-1)
    retired = StageTemplate.objects.get(code="quotation")
    services.retire_template_stage(stage_id=retired.pk, at=NOW)
    after = make_project()
    assert [s.name for s in after.stages.all()] == [
        "Proyecto", "Contratación", "Consulta", "Ejecución", "Entrega",
    ]  # fmt: skip
    assert (after.stages.first().expected_days, after.stages.first().weight) == (20, 3)
    assert [s.name for s in before.stages.all()][:2] == ["Anexo técnico", "Cotización"]
    services.restore_template_stage(stage_id=retired.pk)
    assert [t.code for t in StageTemplate.objects.offered()][-2:] == ["quotation", "delivery"]


def test_one_stage_is_always_left_for_new_projects():
    """PROJ-18."""
    ids = list(StageTemplate.objects.values_list("pk", flat=True))
    for pk in ids[1:]:
        services.retire_template_stage(stage_id=pk, at=NOW)
    with pytest.raises(services.PlanError, match="al menos una"):
        services.retire_template_stage(stage_id=ids[0], at=NOW)


def test_activities_are_planned_moved_and_dropped():
    project = make_project()
    planned = make_planned(project)
    moved = services.move_activity(
        project_id=project.pk, planned_id=planned.pk, state=StageState.DONE, on=TODAY, at=NOW
    )
    assert (moved.state, moved.done_on) == ("done", TODAY)
    services.drop_activity(project_id=project.pk, planned_id=planned.pk)
    with pytest.raises(services.PlanError):
        services.drop_activity(project_id=project.pk, planned_id=planned.pk)
    with pytest.raises(services.PlanError, match="antes del día"):
        make_planned(project, planned_start=date(2026, 12, 2))


def test_products_are_counted_as_they_are_delivered():
    product = make_product(make_project())
    changed = services.keep_product(
        project_id=product.project_id,
        product_id=product.pk,
        name="Árboles",
        quantity=Decimal(40),
        unit="piezas",
        delivered=Decimal("25.5"),
    )
    assert changed.percent == 63
    with pytest.raises(services.PlanError, match="ya se entregó una parte"):
        services.remove_product(project_id=product.project_id, product_id=product.pk)
    with pytest.raises(services.PlanError, match="ya está en la lista"):
        make_product(product.project)
    with pytest.raises(services.PlanError, match="más que cero"):
        make_product(product.project, name="Bancas", quantity=Decimal(0))


def test_who_answers_is_of_the_office_that_answers():
    project, beto = make_project(), make_beto()
    services.name_responsible(project_id=project.pk, user_id=beto.pk)
    with pytest.raises(services.ProjectError):
        services.name_responsible(project_id=project.pk, user_id=make_ana().pk)
    moved = services.assign_office(project_id=project.pk, office_id=make_office("SPM").pk)
    assert moved.responsible is None


# Pauses


def test_while_paused_nothing_moves_but_papers_are_still_filed():
    """PROJ-10."""
    project = make_project()
    make_activity(project, happened_on=date(2026, 9, 1), physical_percent=20)
    make_pause(project)
    with pytest.raises(services.PausedError):
        make_stage_done(project, "execution", on=date(2026, 10, 2))
    with pytest.raises(services.PausedError):
        make_activity(project, happened_on=date(2026, 10, 2), physical_percent=30)
    make_activity(project, happened_on=date(2026, 10, 2), physical_percent=None)
    with pytest.raises(services.PausedError):
        make_pause(project)


def test_when_it_goes_on_what_was_not_met_moves_and_the_log_says_so():
    """PROJ-11."""
    project = make_project(promised_end=date(2026, 12, 20))
    make_stage_done(project, "annex", on=date(2026, 9, 1))
    make_stage_begun(project, "quotation", on=date(2026, 9, 2), planned_end=date(2026, 9, 30))
    make_stage_begun(project, "execution", on=date(2026, 9, 2), planned_end=date(2026, 11, 1))
    make_pause(project, on=date(2026, 10, 1))
    services.resume(project_id=project.pk, on=date(2026, 10, 11), at=NOW)
    project.refresh_from_db()
    ends = dict(project.stages.values_list("code", "planned_end"))
    assert ends["quotation"] == date(2026, 9, 30)  # it was late before the pause
    assert (ends["execution"], project.promised_end) == (date(2026, 11, 11), date(2026, 12, 30))
    assert {change.reason for change in project.date_changes.all()} == {"Falta un permiso."}
    assert project.standing == Standing.ACTIVE
    with pytest.raises(services.PausedError):
        services.resume(project_id=project.pk, on=date(2026, 10, 12), at=NOW)


def test_a_pause_has_a_reason_and_does_not_end_before_it_starts():
    """PROJ-10."""
    project = make_project()
    with pytest.raises(services.ReasonMissingError):
        make_pause(project, reason=" ")
    make_pause(project)
    with pytest.raises(services.StageOrderError):
        services.resume(project_id=project.pk, on=date(2026, 9, 1), at=NOW)


# Cancellation and substitute


def test_a_cancelled_project_changes_no_more_and_is_promised_no_more():
    """PROJ-12."""
    project, other = make_project(), make_project()
    make_pause(project, on=date(2026, 9, 1))
    make_cancellation(project)
    for again in (
        lambda: make_activity(project),
        lambda: make_pause(project),
        lambda: make_cancellation(project),
        lambda: make_product(project),
    ):
        with pytest.raises(services.CancelledError):
            again()
    assert project.pauses.get().ended_on == date(2026, 10, 1)
    assert queries.figures().promised == other.budget_centavos


def test_a_cancellation_has_number_and_reason():
    """PROJ-12."""
    project = make_project()
    blank = services.Act(number=" ", on=TODAY, file=make_document().pk)
    with pytest.raises(services.ReasonMissingError):
        services.cancel(project_id=project.pk, act=blank, reason="Porque sí.", at=NOW)
    with pytest.raises(services.ReasonMissingError):
        services.cancel(project_id=project.pk, act=act(), reason="", at=NOW)


def test_the_next_in_reserve_takes_the_place_and_both_say_so():
    """PROJ-13: the second costs less than the winner, so it is its turn; then it is taken."""
    project = make_voted_project()
    make_cancellation(project)
    reserve = queries.reserve(project)
    assert [r.rank for r in reserve.results] == [2, 3, 4]
    assert reserve.offered.rank == 2
    made = services.substitute(project_id=project.pk, option_id=reserve.offered.option_id, act=act(), at=NOW)
    assert (made.proposal, made.budget_centavos) == (reserve.offered.option.proposal, 500_000_00)
    assert (made.takes_the_place.project, made.office) == (project, project.office)
    with pytest.raises(services.SubstituteError):
        services.substitute(project_id=project.pk, option_id=reserve.offered.option_id, act=act(), at=NOW)
    make_cancellation(made, on=TODAY)
    assert queries.reserve(made).offered.rank == 3


def test_only_the_one_whose_turn_it_is_can_be_confirmed():
    """PROJ-13."""
    project = make_voted_project()
    last = queries.reserve(project).results[-1]
    with pytest.raises(services.SubstituteError, match="no espera"):
        services.substitute(project_id=project.pk, option_id=last.option_id, act=act(), at=NOW)
    make_cancellation(project)
    with pytest.raises(services.SubstituteError, match="lista de reserva cambió"):
        services.substitute(project_id=project.pk, option_id=last.option_id, act=act(), at=NOW)


def test_who_costs_more_than_there_is_waits():
    """PROJ-13."""
    project = make_voted_project()
    Project.objects.filter(pk=project.pk).update(budget_centavos=450_000_00)
    project.refresh_from_db()
    assert queries.reserve(project).offered.rank == 3


def test_a_project_of_no_vote_has_no_reserve():
    """PROJ-13."""
    assert queries.reserve(make_project()).offered is None


# Handover


def sign(project, person, result=HandoverResult.RECEIVED, text=""):
    return services.sign_as_author(project_id=project.pk, person_id=person.pk, result=result, text=text, at=NOW)


def deliver(project, **more):
    return services.change_stage(
        project_id=project.pk, code="delivery", state=StageState.DONE, on=TODAY, at=NOW, **more
    )


def test_the_work_is_delivered_once_somebody_received_it():
    """PROJ-14."""
    ana = make_ana()
    project = make_built(make_voted_project(author=ana))
    with pytest.raises(services.HandoverError, match="Falta quién reciba"):
        deliver(project)
    with pytest.raises(services.HandoverError, match="observaciones"):
        sign(project, ana, HandoverResult.OBSERVATIONS)
    sign(project, ana, HandoverResult.OBSERVATIONS, "Falta una banca.")
    with pytest.raises(services.HandoverError, match="ya quedó"):
        sign(project, ana)
    deliver(project)
    project.refresh_from_db()
    assert project.finished


def test_nobody_receives_what_is_not_built():
    """PROJ-14."""
    ana = make_ana()
    with pytest.raises(services.HandoverError, match="falta terminar Anexo técnico"):
        sign(make_voted_project(author=ana), ana)


def test_the_committee_signs_on_paper_that_stays_in_the_office():
    """PROJ-14."""
    project = make_built(make_project())
    file = make_document()
    services.record_committee(
        project_id=project.pk, result=HandoverResult.RECEIVED, text="", signed_on=TODAY, act=file.pk, at=NOW
    )
    assert not StoredFile.objects.get(pk=file.pk).public
    deliver(project)


def test_without_a_signature_the_reason_is_public():
    """PROJ-14."""
    project = make_built(make_project())
    deliver(project, without_signature="El comité ya no existe.")
    assert Handover.objects.get().text == "El comité ya no existe."


def test_a_signature_stays_when_its_person_is_erased():
    ana = make_ana()
    project = make_built(make_voted_project(author=ana))
    sign(project, ana)
    services.forget_person(user_id=ana.pk)
    assert Handover.objects.get().person is None
