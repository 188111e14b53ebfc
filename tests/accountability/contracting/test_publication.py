"""docs/rules/contracting.md, PUB-1 to PUB-10: every published change is a release."""

from datetime import UTC, date, datetime, timedelta

import orjson
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import InternalError, ProgrammingError, transaction

from tequio.accountability.contracting import handlers, services, tasks
from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Publication, Release
from tequio.accountability.projects.events import ActivityReported
from tequio.accountability.projects.services import change_stage
from tequio.accountability.projects.types import StageState
from tequio.config.demo.factories.contracting import make_award, make_contract, make_payment, make_process
from tequio.config.demo.factories.projects import make_activity, make_project, make_stage_done
from tequio.core.ocds.validation import Finding, Severity
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.publishing.opendata.models import PublishedFile

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, 30, 15, 999, tzinfo=UTC)


def read(key):
    with storages["public"].open(key) as file:
        return file.read()


def document(release):
    return orjson.loads(bytes(release.document))


def test_pub_1_a_change_becomes_one_release_with_its_files():
    """PUB-1."""
    process = make_process(make_project(folio="26-0041"))
    release = services.publish(process_id=process.pk, at=AT)
    said = document(release)
    assert (said["ocid"], said["id"]) == (
        "ocds-000000-26-0041-1",
        "ocds-000000-26-0041-1-2026-11-20T18:30:15Z-1",
    )
    assert said["tag"] == release.tags == ["planning", "tender"]
    base = f"contrataciones/{process.ocid}"
    assert orjson.loads(read(f"{base}/entregas.json"))["releases"] == [said]
    assert orjson.loads(read(f"{base}/entrega-1.json")) == said
    assert orjson.loads(read(f"{base}/registro.json"))["records"][0]["ocid"] == process.ocid
    assert process.ocid in read(f"{base}/resumen.csv").decode("utf-8-sig")
    publication = Publication.objects.get(process=process)
    assert (publication.number, publication.due_since, publication.last_error) == (1, None, "")


def test_pub_2_nothing_new_makes_no_release():
    """PUB-2."""
    process = make_process()
    services.publish(process_id=process.pk, at=AT)
    before = {f.key: bytes(f.sha256) for f in PublishedFile.objects.all()}
    assert services.publish(process_id=process.pk, at=AT + timedelta(days=1)) is None
    assert {f.key: bytes(f.sha256) for f in PublishedFile.objects.all()} == before


def test_pub_3_dates_rise_even_if_the_clock_does_not():
    """PUB-3."""
    contract = make_contract()
    first = services.publish(process_id=contract.process_id, at=AT)
    make_payment(contract)
    second = services.publish(process_id=contract.process_id, at=AT - timedelta(hours=1))
    assert second.date == first.date + timedelta(seconds=1)
    assert document(second)["date"] == "2026-11-20T18:30:16Z"


def test_pub_4_a_release_is_never_changed_or_deleted():
    """PUB-4."""
    services.publish(process_id=make_process().pk, at=AT)
    with pytest.raises((InternalError, ProgrammingError), match="never changed"), transaction.atomic():
        Release.objects.update(valid=False)
    with pytest.raises((InternalError, ProgrammingError), match="never changed"), transaction.atomic():
        Release.objects.all().delete()


def test_pub_5_what_the_check_refuses_is_held_back_and_its_reason_kept(monkeypatch):
    """PUB-5."""
    finding = Finding("required", "/tender/id", Severity.ERROR, "Falta la clave del procedimiento.")
    monkeypatch.setattr(
        "tequio.accountability.contracting.services.publication.check_release", lambda _: [finding]
    )
    process = make_process()
    services.request_publication(process_id=process.pk, at=AT)
    assert services.publish(process_id=process.pk, at=AT) is None
    assert not Release.objects.exists()
    assert not PublishedFile.objects.exists()
    publication = Publication.objects.get(process=process)
    assert publication.due_since == AT
    assert publication.findings[0]["message"] == "Falta la clave del procedimiento."


def test_pub_6_a_change_asked_while_publishing_is_not_forgotten(monkeypatch):
    """PUB-6."""
    process = make_process()
    services.request_publication(process_id=process.pk, at=AT)
    later = AT + timedelta(seconds=1)

    def ask_again(**_):
        services.request_publication(process_id=process.pk, at=later)

    monkeypatch.setattr("tequio.accountability.contracting.services.publication.shelf.put", ask_again)
    services.publish(process_id=process.pk, at=AT)
    assert Publication.objects.get(process=process).due_since == later


def test_pub_7_a_failure_is_kept_for_the_office_and_tried_again(monkeypatch):
    """PUB-7."""
    process = make_process()

    def fail(**_):
        raise OSError("No space left on device")

    monkeypatch.setattr("tequio.accountability.contracting.services.publication.shelf.put", fail)
    services.request_publication(process_id=process.pk, at=AT)
    with pytest.raises(OSError, match="No space"):
        tasks.publish(process_id=process.pk)
    monkeypatch.undo()
    publication = Publication.objects.get(process=process)
    assert (publication.attempts, publication.last_error) == (1, "OSError: No space left on device")
    assert Release.objects.count() == 1
    tasks.publish(process_id=process.pk)
    publication.refresh_from_db()
    assert (publication.due_since, publication.last_error, publication.number) == (None, "", 1)
    assert Release.objects.count() == 1


def test_pub_8_asking_many_times_queues_one_job(django_capture_on_commit_callbacks):
    """PUB-8."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    process = make_process()
    for _ in range(3):
        handlers.publish_process(ProcessChanged(process_id=process.pk, tag="tender"))
    assert ProcrastinateJob.objects.filter(task_name="contracting.publish").count() == 1
    assert services.wake_due() == 1
    tasks.sweep(timestamp=0)
    assert ProcrastinateJob.objects.filter(task_name="contracting.publish").count() == 1


def test_a_report_on_the_project_is_due_in_each_of_its_processes():
    project = make_project()
    processes = [make_process(project), make_process(project)]
    activity = make_activity(project)
    handlers.publish_activity(ActivityReported(project_id=project.pk, activity_id=activity.pk))
    assert set(Publication.objects.values_list("process_id", flat=True)) == {p.pk for p in processes}


def test_public_evidence_is_part_of_the_release(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    contract = make_contract()
    stored = [
        files.store(
            upload=ContentFile(b"Concepto,Cantidad\nBancas,4\n", name="estimacion.csv"),
            kind=FileKind.DOCUMENT,
            public=public,
        )
        for public in (True, False)
    ]
    make_activity(contract.process.project, files=[file.pk for file in stored])
    said = document(services.publish(process_id=contract.process_id, at=AT))
    [only] = said["contracts"][0]["implementation"]["documents"]
    assert only["url"].endswith(f"/archivos/{stored[0].pk}/original")
    assert only["documentType"] == "physicalProgressReport"


def test_each_release_is_in_the_log_with_its_hash():
    services.publish(process_id=make_process().pk, at=AT)
    event = AuditEvent.objects.get(kind="contracting.ReleasePublished")
    assert len(event.payload["sha256"]) == 64


def test_the_life_of_a_process_is_told_by_its_tags():
    """TAG-1, TAG-2, TAG-3, TAG-4, TAG-5, TAG-6, TAG-7, TAG-8 and TAG-9, as a process really goes."""
    project = make_project()
    process = make_process(project, tender_start=None, tender_end=None, tenderers=None)
    told = []

    def publish():
        release = services.publish(process_id=process.pk, at=AT)
        told.append(release.tags)

    publish()
    services.change_tender(process_id=process.pk, tender_start=date(2026, 8, 3), tender_end=date(2026, 8, 21))
    publish()
    services.change_tender(process_id=process.pk, tender_start=date(2026, 8, 3), tender_end=date(2026, 8, 22))
    publish()
    award = make_award(process)
    publish()
    contract = make_contract(award)
    publish()
    payment = make_payment(contract)
    publish()
    services.void_payment(payment_id=payment.pk)
    publish()
    services.amend_contract(
        contract_id=contract.pk,
        signed_on=date(2026, 11, 1),
        rationale="Se agregó el cruce",
        amount_centavos=contract.amount_centavos,
        ends_on=date(2027, 1, 8),
    )
    publish()
    services.conclude_contract(contract_id=contract.pk)
    publish()
    assert told == [
        ["planning"],
        ["tender"],
        ["tenderAmendment"],
        ["tenderUpdate", "award"],
        ["contract"],
        ["implementation"],
        ["implementationUpdate"],
        ["contractAmendment"],
        ["contractTermination"],
    ]
    dates = list(process.releases.values_list("date", flat=True))
    assert dates == sorted(set(dates))


def test_the_index_names_every_process():
    first, second = make_process(), make_process()
    for process in (first, second):
        services.publish(process_id=process.pk, at=AT)
    tasks.publish_city()
    tasks.publish_years()
    index = orjson.loads(read("contrataciones/indice.json"))
    assert [p["ocid"] for p in index["processes"]] == sorted([first.ocid, second.ocid])
    assert (index["official"], index["publishedDate"]) == (False, "2026-11-20T18:30:15Z")


def test_pub_10_what_is_no_longer_so_leaves_the_record(reopened):
    """PUB-10."""
    contract, at = reopened
    record = orjson.loads(read(f"contrataciones/{contract.process.ocid}/registro.json"))["records"][0]
    milestones = record["compiledRelease"]["contracts"][0]["implementation"]["milestones"]
    [execution] = [one for one in milestones if one["id"] == "execution"]
    assert execution["status"] == "scheduled"
    assert "dateMet" not in execution
    assert not record["compiledRelease"]["tender"].get("tenderPeriod")
    assert services.publish(process_id=contract.process_id, at=at) is None


@pytest.fixture
def reopened():
    """A process whose work was said to be finished, with dates for offers, and then neither."""
    project = make_project()
    contract = make_contract(make_award(make_process(project)))
    make_stage_done(project, "execution", on=date(2026, 10, 30))
    first = services.publish(process_id=contract.process_id, at=AT)
    assert b"dateMet" in bytes(first.document)
    services.change_tender(process_id=contract.process_id, tenderers=3)
    change_stage(project_id=project.pk, code="execution", state=StageState.PENDING, on=date(2026, 11, 1), at=AT)
    second = services.publish(process_id=contract.process_id, at=AT)
    assert second.valid
    assert b'"dateMet":null' in bytes(second.document)
    make_payment(contract)
    third = services.publish(process_id=contract.process_id, at=AT)
    assert third.tags == ["implementationUpdate"]
    assert b"null" not in bytes(third.document)
    return contract, AT
