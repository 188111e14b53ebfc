"""Computing, telling and answering: FLAG-50 to FLAG-54 of docs/rules/redflags.md, on the real database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.accountability.alerts import handlers, queries, services, tasks
from tequio.accountability.alerts.events import FlagsRaised
from tequio.accountability.alerts.models import Answer, Flag
from tequio.accountability.alerts.types import WORDS, Filters, explain
from tequio.accountability.contracting.models import Amendment, Bid, Process, Supplier
from tequio.accountability.projects.events import ActivityReported
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_office
from tequio.config.demo.factories.alerts import LOOKED, make_flag
from tequio.config.demo.factories.contracting import make_award, make_contract, make_process, make_rfc
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.files import make_document
from tequio.config.demo.factories.projects import make_activity, make_project, make_stage_done
from tequio.core.redflags import Code, State
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.messaging.models import Message
from tequio.publishing.opendata import services as opendata

pytestmark = pytest.mark.django_db


def states(**of) -> dict[str, str]:
    return dict(Flag.objects.filter(**of).values_list("code", "state"))


def look(project, *, at: datetime = LOOKED) -> int:
    return services.refresh(project_ids=[project.pk], at=at)


def test_a_project_gets_each_flag_once_and_looking_again_changes_nothing() -> None:
    contract = make_contract()
    project = contract.process.project
    look(project)
    assert len(states(process=None)) == 5
    assert len(states(process=contract.process)) == 14
    before = list(Flag.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as asked:
        assert look(project) == 0
    assert not [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert list(Flag.objects.order_by("pk").values()) == before


def test_the_facts_come_from_what_was_recorded() -> None:
    project = make_project(budget_centavos=100_000_00, promised_end=date(2026, 9, 1))
    process = make_process(project, tenderers=None)
    ana, beto = (Supplier.objects.create(rfc=make_rfc(n), name=f"Obras {n}") for n in (7, 8))
    Bid.objects.create(process=process, code="1", supplier=ana, date=process.tender_end, amount_centavos=90)
    Bid.objects.create(process=process, code="2", supplier=beto, date=process.tender_end, amount_centavos=90)
    award = make_award(process, supplier_rfc=ana.rfc, date=date(2026, 8, 29), amount_centavos=120_000_00)
    contract = make_contract(award, ends_on=date(2029, 12, 1))
    Amendment.objects.create(
        contract=contract, code="C1", signed_on=date(2026, 10, 1), rationale="x", before_centavos=90_000_00,
        before_ends_on=contract.ends_on, amount_centavos=contract.amount_centavos, ends_on=contract.ends_on,
    )  # fmt: skip
    make_stage_done(project, "annex", on=date(2026, 7, 20))
    look(project)
    found = states()
    raised = {code for code, state in found.items() if state == State.RAISED}
    assert raised == {
        Code.IDENTICAL_PRICES, Code.CLOSE_PRICES, Code.REST_DAY, Code.AMENDED, Code.LONG_CONTRACT, Code.OVERRUN,
        Code.DAYS_LATE, Code.LATE_UPDATE, Code.MISSING_EVIDENCE,
    }  # fmt: skip
    assert found[Code.SINGLE_BID] == State.CLEAR
    assert found[Code.CONCENTRATION] == State.UNKNOWN
    assert {why for why, _count in queries.missing(Code.CONCENTRATION, Filters())} == {"few_awards"}
    assert "Obra" in explain(Code.IDENTICAL_PRICES, Flag.objects.get(code=Code.IDENTICAL_PRICES).evidence)


def test_every_flag_can_be_said_with_its_own_evidence() -> None:
    for flag in (make_flag(), *Flag.objects.filter(state=State.RAISED)):
        assert explain(Code(flag.code), flag.evidence)
    assert set(WORDS) == set(Code)


def test_evidence_clears_what_lacked_it() -> None:
    project = make_project()
    make_stage_done(project, "annex", on=date(2026, 7, 20))
    look(project)
    assert states(process=None)[Code.MISSING_EVIDENCE] == State.RAISED
    make_activity(project, stage="annex", files=[make_document(public=True).pk], happened_on=date(2026, 11, 20))
    look(project)
    flag = Flag.objects.get(code=Code.MISSING_EVIDENCE)
    assert (flag.state, flag.raised_at, flag.cleared_at) == (State.CLEAR, None, LOOKED)
    assert states(process=None)[Code.LATE_UPDATE] == State.CLEAR


def test_flag_50_a_report_has_the_project_looked_at_again() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    project = make_project()
    activity = make_activity(project)
    for _ in range(2):
        handlers.look_after_a_change(ActivityReported(project_id=project.pk, activity_id=activity.pk))
    waiting = ProcrastinateJob.objects.filter(task_name=services.REFRESH, args__project_id=project.pk)
    assert waiting.count() == 1
    tasks.refresh(project_id=project.pk)
    assert Flag.objects.filter(project=project).exists()


def test_flag_51_a_new_flag_is_told_once_to_the_office_and_the_coordination() -> None:
    beto, caro = make_beto(), make_caro()
    flag = make_flag(make_project(office_id=beto.memberships.get().office_id))
    event = AuditEvent.objects.filter(kind="alerts.FlagsRaised").get()
    assert str(flag.pk) in event.payload["flags"].split(",")
    for _ in range(2):
        handlers.tell_of_the_flags(FlagsRaised(**event.payload))
    told = Message.objects.filter(kind="alerts.raised", subject__startswith="Una sola oferta")
    assert set(told.values_list("recipient_id", flat=True)) == {beto.pk, caro.pk}
    assert told.count() == 2
    look(flag.project, at=LOOKED + timedelta(days=1))
    assert AuditEvent.objects.filter(kind="alerts.FlagsRaised").count() == 1


def test_flag_52_what_clears_keeps_its_answers_and_is_new_when_raised_again() -> None:
    flag = make_flag()
    services.answer_flag(flag_id=flag.pk, text="Se invitó a tres.", at=LOOKED)
    Process.objects.update(tenderers=2)
    look(flag.project)
    with pytest.raises(services.AnswerRefused):
        services.answer_flag(flag_id=flag.pk, text="Otra vez", at=LOOKED)
    Process.objects.update(tenderers=1)
    later = LOOKED + timedelta(days=3)
    assert look(flag.project, at=later) == 1
    flag.refresh_from_db()
    assert flag.raised_at == later
    assert flag.answers.count() == 1
    assert queries.unanswered_count({flag.office_id}) >= 1


def test_flag_53_an_answer_stays_and_a_later_one_stands_before_it() -> None:
    flag = make_flag()
    services.answer_flag(flag_id=flag.pk, text="  Primera.  ", at=LOOKED)
    services.answer_flag(flag_id=flag.pk, text="Segunda.", at=LOOKED + timedelta(hours=1))
    assert [answer.text for answer in Answer.objects.all()] == ["Segunda.", "Primera."]
    assert AuditEvent.objects.filter(kind="alerts.FlagAnswered").count() == 2
    for empty in ("   ", "x" * 2_001):
        with pytest.raises(services.AnswerRefused):
            services.answer_flag(flag_id=flag.pk, text=empty, at=LOOKED)


def test_flag_54_a_limit_is_recorded_and_everything_looked_at_again() -> None:
    project = make_project(promised_end=date(2026, 11, 20))
    look(project)
    assert states(process=None)[Code.DAYS_LATE] == State.CLEAR
    caro = make_caro()
    assert services.change_limits(values={"late_days": 5, "long_days": 1000}, actor=caro.pk) == 1
    event = AuditEvent.objects.get(kind="alerts.LimitsChanged")
    assert (event.payload, event.actor) == ({"changes": "late_days:15:5"}, caro.pk)
    assert services.refresh_all(at=LOOKED) == 1
    assert states(process=None)[Code.DAYS_LATE] == State.RAISED
    for wrong in ({"late_days": -1}, {"late_days": 10**6}, {"other": 1}):
        with pytest.raises(services.LimitRefused):
            services.change_limits(values=wrong)


def test_the_shares_tell_what_could_not_be_computed() -> None:
    edition = make_edition()
    make_flag(make_project(edition=edition))
    make_flag(make_project(), tenderers=None)
    share = queries.shares()[Code.SINGLE_BID]
    assert (share.raised, share.unknown, share.percent) == (1, 1, 50)
    assert queries.shares(Filters(edition=edition.slug))[Code.SINGLE_BID].percent == 100
    assert queries.shares(Filters(office=make_office("OTR").pk))[Code.SINGLE_BID].percent is None


def test_the_market_of_the_office_tells_of_concentration() -> None:
    made = [make_award(make_process(make_project()), supplier_rfc=make_rfc(3)) for _ in range(4)]
    services.refresh_all(at=LOOKED)
    flag = Flag.objects.get(process=made[0].process, code=Code.CONCENTRATION)
    assert flag.state == State.RAISED
    assert (flag.evidence["share_percent"], flag.evidence["awards"], flag.evidence["index"]) == (100, 4, 10000)


@pytest.mark.parametrize("number", [1, 3])
def test_looking_costs_the_same_queries_for_one_project_or_three(number, django_assert_max_num_queries) -> None:
    ids = [make_contract().process.project_id for _ in range(number)]
    with django_assert_max_num_queries(26):
        services.refresh(project_ids=ids, at=LOOKED)


def test_the_file_of_flags_is_on_the_shelf(shelf) -> None:
    flag = make_flag(make_project(title="=Parque"))
    services.answer_flag(flag_id=flag.pk, text="Así fue.", at=LOOKED)
    assert opendata.refresh(slug="alertas", at=LOOKED)
    text = (shelf / "alertas" / "alertas.csv").read_text("utf-8-sig")
    assert text.startswith("alerta,nombre,fuente")
    assert (shelf / "alertas" / "alertas.json").exists()
    row = next(line for line in text.splitlines() if line.startswith("single_bid"))
    assert "=Parque" in row
    assert "Así fue." in row
    assert flag.process.ocid in row


def test_a_closed_process_has_no_flags_of_its_offers() -> None:
    from tequio.accountability.contracting import services as contracting

    flag = make_flag()
    contracting.cancel_process(process_id=flag.process_id, reason="No hubo dinero")
    look(flag.project)
    assert states(process=flag.process)[Code.SINGLE_BID] == State.OUTSIDE


def test_a_delivered_project_owes_no_more_reports() -> None:
    project = make_project(at=datetime(2026, 1, 5, tzinfo=UTC))
    for code in project.stages.values_list("code", flat=True):
        make_stage_done(project, code, on=date(2026, 7, 20))
    look(project)
    assert states(process=None)[Code.LATE_UPDATE] == State.OUTSIDE
    assert states(process=None)[Code.DAYS_LATE] == State.CLEAR
