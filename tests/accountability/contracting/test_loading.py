"""docs/rules/contracting.md, LOAD-1 to LOAD-8: all rows are written, or none."""

import io
from datetime import UTC, datetime

import pytest
import python_calamine
from django.core.files.base import ContentFile
from tests.accountability.contracting.sheets import HEADER, row, sheet

from tequio.accountability.contracting import handlers, services, tasks
from tequio.accountability.contracting.events import BatchLoaded, BatchUndone
from tequio.accountability.contracting.models import Award, Contract, Payment, Process, Publication
from tequio.accountability.contracting.services import loading
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.accounts import make_office, make_pia
from tequio.config.demo.factories.contracting import make_payment
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind, UnreadableSpreadsheetError

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    return make_edition()


def make_batch(edition, content, *, actor=None):
    stored = files.store(
        upload=ContentFile(content, name="contratos.csv"),
        kind=FileKind.SPREADSHEET,
        uploaded_by=actor.pk if actor else None,
    )
    return loading.start_batch(file=stored, edition=edition, at=AT, actor=actor.pk if actor else None)


def checked(edition, rows, **how):
    batch = make_batch(edition, sheet(rows, **how))
    return loading.check_batch(batch_id=batch.pk, offices=None)


def load(batch):
    return loading.load_batch(batch_id=batch.pk, offices=None, at=AT)


def problems(batch, number=2):
    for said in batch.preview["rows"]:
        if said["number"] == number:
            return [(problem["column"], problem["text"]) for problem in said["problems"]]
    raise AssertionError(number)


def test_load_1_a_row_is_a_whole_contract(edition):
    """LOAD-1."""
    project = make_project(folio="26-0001", edition=edition)
    batch = load(checked(edition, [row(1)]))
    assert batch.preview["counts"] == {"new": 1, "unchanged": 0, "failed": 0}
    contract = Contract.objects.get()
    assert (contract.number, contract.amount_centavos, contract.net_centavos) == (
        "OP-1",
        116_000_00,
        100_000_00,
    )
    assert (contract.process.project, contract.process.procedure.method) == (project, "open")
    payment = Payment.objects.get()
    assert (payment.kind, payment.amount_centavos) == ("advance", 34_800_00)
    project.refresh_from_db()
    assert (project.contracted_centavos, project.paid_centavos) == (116_000_00, 34_800_00)


def test_load_2_looking_writes_nothing(edition):
    """LOAD-2."""
    make_project(folio="26-0001", edition=edition)
    batch = checked(edition, [row(1)])
    assert batch.state == "ready"
    assert not Process.objects.exists()
    assert not AuditEvent.objects.filter(kind__startswith="contracting").exists()


def test_load_3_the_same_file_again_changes_nothing(edition):
    """LOAD-3."""
    make_project(folio="26-0001", edition=edition)
    load(checked(edition, [row(1)]))
    again = checked(edition, [row(1)])
    assert again.preview["counts"] == {"new": 0, "unchanged": 1, "failed": 0}


def test_load_4_new_payments_join_a_contract_that_exists_and_nothing_is_overwritten(edition):
    """LOAD-4."""
    make_project(folio="26-0001", edition=edition)
    load(checked(edition, [row(1)]))
    more = row(1) | {"Pago 2 fecha": "2026-11-01", "Pago 2 monto": "1000"}
    load(checked(edition, [more], header=(*HEADER, "Pago 2 fecha", "Pago 2 monto")))
    assert Payment.objects.count() == 2
    differs = checked(edition, [row(1, **{"Monto con IVA": "999"})])
    [(column, text)] = problems(differs)
    assert column == "Monto con IVA"
    assert "ya existe con otro dato: $116,000" in text


def make_projects(number, edition):
    """Many projects at once, as a long election leaves them."""
    first = make_project(folio="26-0000", edition=edition)
    Project.objects.bulk_create(
        Project(
            folio=f"26-{n:04d}",
            edition=edition,
            title=f"Proyecto {n}",
            office=first.office,
            budget_centavos=200_000_00,
            created_at=AT,
            search=f"proyecto {n}",
            stage="annex",
        )
        for n in range(1, number)
    )


@pytest.mark.parametrize(("number", "bad"), [(20, 10), (3, 0), (3, 2)])
def test_load_5_a_bad_row_anywhere_leaves_nothing(edition, number, bad):
    """LOAD-5."""
    make_projects(number, edition)
    rows = [row(n) for n in range(number)]
    rows[bad]["RFC"] = "SAT971301NN3"
    batch = make_batch(edition, sheet(rows))
    with pytest.raises(services.ContractingError, match="1 filas tienen algo que corregir"):
        load(batch)
    assert not Process.objects.exists()
    assert not Contract.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.preview["counts"]) == (
        "failed",
        {"new": number - 1, "unchanged": 0, "failed": 1},
    )
    assert "fecha dentro del RFC" in problems(batch, bad + 2)[0][1]
    assert not AuditEvent.objects.filter(kind="contracting.BatchLoaded").exists()


def test_load_6_undoing_takes_back_all_and_keeps_the_history(edition):
    """LOAD-6."""
    project = make_project(folio="26-0001", edition=edition)
    batch = load(checked(edition, [row(1)]))
    process = Process.objects.get()
    services.publish(process_id=process.pk, at=AT)
    loading.undo_batch(batch_id=batch.pk, at=AT)
    project.refresh_from_db()
    process.refresh_from_db()
    assert (project.contracted_centavos, project.paid_centavos) == (0, 0)
    assert process.status == "withdrawn"
    assert "Se deshizo la carga" in process.status_reason
    release = services.publish(process_id=process.pk, at=AT)
    assert "tenderCancellation" in release.tags
    assert load(checked(edition, [row(1)])).preview["counts"]["new"] == 1
    with pytest.raises(services.ContractingError, match="no hay qué deshacer"):
        loading.undo_batch(batch_id=batch.pk, at=AT)


def test_load_7_what_was_changed_since_is_not_undone(edition):
    """LOAD-7."""
    make_project(folio="26-0001", edition=edition)
    batch = load(checked(edition, [row(1)]))
    make_payment(Contract.objects.get(), code="a-mano")
    with pytest.raises(services.ContractingError, match="después de la carga se cambió ocds-000000-26-0001-1"):
        loading.undo_batch(batch_id=batch.pk, at=AT)


def test_load_7_what_another_load_touched_is_not_undone(edition):
    """LOAD-7."""
    make_project(folio="26-0001", edition=edition)
    first = load(checked(edition, [row(1)]))
    more = row(1) | {"Pago 2 fecha": "2026-11-01", "Pago 2 monto": "1000"}
    second = checked(edition, [more], header=(*HEADER, "Pago 2 fecha", "Pago 2 monto"))
    loading.load_batch(batch_id=second.pk, offices=None, at=datetime(2026, 11, 21, tzinfo=UTC))
    with pytest.raises(services.ContractingError, match="después de la carga"):
        loading.undo_batch(batch_id=first.pk, at=AT)
    loading.undo_batch(batch_id=second.pk, at=AT)
    assert Payment.objects.filter(voided=True).count() == 1
    assert Contract.objects.get().status == "active"


def test_load_8_a_load_is_told_once_and_published_whole(edition):
    """LOAD-8."""
    for number in (1, 2):
        make_project(folio=f"26-{number:04d}", edition=edition)
    batch = load(checked(edition, [row(1), row(2)]))
    told = AuditEvent.objects.filter(kind__startswith="contracting")
    assert [event.kind for event in told] == ["contracting.BatchLoaded"]
    handlers.publish_batch(BatchLoaded(batch_id=str(batch.pk), rows=2))
    assert Publication.objects.filter(due_since__isnull=False).count() == 2
    handlers.publish_undone_batch(BatchUndone(batch_id=str(batch.pk)))


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"Monto con IVA": "mucho"}, "Monto con IVA", "no es un monto"),
        ({"Monto con IVA": "-1"}, "Monto con IVA", "negativo"),
        ({"Fecha del fallo": "31/02/2026"}, "Fecha del fallo", "no es una fecha"),
        ({"Proveedor": ""}, "Proveedor", "Falta este dato"),
        ({"Término": ""}, "Término", "Falta este dato"),
        ({"Procedimiento": "rifa"}, "Procedimiento", "Puede ser: Adjudicación directa"),
        ({"Procedimiento": "adjudicacion directa"}, "", "necesita su fundamento"),
        ({"Folio del proyecto": "26-9999"}, "Folio del proyecto", "No hay un proyecto"),
        ({"Folio del proyecto": ""}, "Folio del proyecto", "Falta el folio"),
        ({"Término": "2026-09-01"}, "", "no puede terminar"),
        ({"Pago 1 monto": "200000"}, "", "Le quedan"),
        ({"Pago 1 fecha": ""}, "Pago 1 monto", "le falta la fecha"),
        ({"Pago 1 tipo": "regalo"}, "Pago 1 tipo", "Puede ser: anticipo"),
        ({"Contrato": ""}, "", "pagos pero no hay contrato"),
    ],
)
def test_each_cell_says_what_is_wrong_with_it(edition, changes, column, words):
    make_project(folio="26-0001", edition=edition)
    batch = checked(edition, [row(1, **changes)])
    assert batch.state == "failed"
    found = problems(batch)
    assert [c for c, _ in found] == [column]
    assert words in found[0][1]


def test_projects_are_found_by_their_exact_name_too(edition):
    make_project(folio="26-0001", title="Árboles en la plaza", edition=edition)
    header = ("Nombre del proyecto", *HEADER[1:])
    rows = [row(1) | {"Nombre del proyecto": "arboles EN la plaza"}]
    assert checked(edition, rows, header=header).state == "ready"
    make_project(folio="26-0002", title="Árboles en la plaza", edition=edition)
    assert "Hay varios proyectos" in problems(checked(edition, rows, header=header))[0][1]


def test_a_project_of_another_edition_or_office_is_not_loaded(edition):
    make_project(folio="26-0001")
    assert "en esta edición" in problems(checked(edition, [row(1)]))[0][1]
    make_project(folio="26-0002", edition=edition)
    batch = make_batch(edition, sheet([row(2)]))
    loading.check_batch(batch_id=batch.pk, offices={make_office("SPM").pk})
    batch.refresh_from_db()
    assert "de otra área" in problems(batch)[0][1]


def test_an_award_without_contract_is_loaded_and_signed_later(edition):
    make_project(folio="26-0001", edition=edition)
    unsigned = row(1, Contrato="", **{"Pago 1 fecha": "", "Pago 1 monto": ""})
    load(checked(edition, [unsigned]))
    assert (Award.objects.count(), Contract.objects.count()) == (1, 0)
    assert checked(edition, [unsigned]).preview["counts"]["unchanged"] == 1
    batch = load(checked(edition, [row(1)]))
    assert (Award.objects.count(), Contract.objects.count()) == (1, 1)
    loading.undo_batch(batch_id=batch.pk, at=AT)
    assert (Award.objects.get().cancelled, Contract.objects.get().status) == (False, "cancelled")


def test_columns_by_other_names_are_guessed_and_the_rest_is_asked(edition):
    make_project(folio="26-0001", edition=edition)
    renamed = {"Folio del proyecto": "FOLIO", "Proveedor": "Razón social", "Monto con IVA": "Importe (con IVA)"}
    header = tuple(renamed.get(name, name) for name in HEADER)
    rows = [{renamed.get(k, k): v for k, v in row(1).items()}]
    assert checked(edition, rows, header=header).state == "ready"
    strange = make_batch(edition, sheet(rows, header=("FOLIO", "Lo que costó")))
    assert loading.missing(strange.mapping) == [
        "Procedimiento",
        "Proveedor",
        "RFC",
        "Fecha del fallo",
        "Monto con IVA",
    ]
    with pytest.raises(services.ContractingError, match="Falta decir qué columna es: Procedimiento"):
        loading.check_batch(batch_id=strange.pk, offices=None)


def test_what_is_no_spreadsheet_is_refused(edition):
    stored = files.store(upload=ContentFile(b"a\n", name="a.csv"), kind=FileKind.SPREADSHEET)
    from django.core.files.storage import default_storage

    default_storage.delete(stored.path)
    default_storage.save(stored.path, ContentFile(b"PK\x03\x04 not really"))
    with pytest.raises(UnreadableSpreadsheetError):
        loading.start_batch(file=stored, edition=edition, at=AT)


def test_the_template_loads_as_it_is(edition):
    make_project(folio="26-0041", edition=edition)
    stored = files.store(
        upload=ContentFile(loading.template(), name="plantilla.xlsx"), kind=FileKind.SPREADSHEET
    )
    batch = loading.start_batch(file=stored, edition=edition, at=AT)
    assert not loading.missing(batch.mapping)
    loading.check_batch(batch_id=batch.pk, offices=None)
    batch.refresh_from_db()
    assert problems(batch) == []


def test_failed_rows_come_back_with_their_reason(edition):
    make_project(folio="26-0001", edition=edition)
    batch = checked(edition, [row(1), row(2, Proveedor="")])
    book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(loading.failed_rows(batch)))
    [header, only] = book.get_sheet_by_index(0).to_python()
    assert header[-1] == "Qué corregir"
    assert only[0] == "26-0002"
    assert "Proveedor: Falta este dato." in only[-1]


def test_large_loads_go_to_the_worker(edition):
    from procrastinate.contrib.django.models import ProcrastinateJob

    make_projects(100, edition)
    person = make_pia()
    batch = make_batch(edition, sheet([row(n) for n in range(100)]), actor=person)
    assert loading.queue_if_large(batch=batch, load=False)
    batch.refresh_from_db()
    assert batch.state == "checking"
    tasks.check_batch(batch_id=str(batch.pk))
    batch.refresh_from_db()
    assert batch.state == "ready"
    assert loading.queue_if_large(batch=batch, load=True)
    tasks.load_batch(batch_id=str(batch.pk))
    tasks.load_batch(batch_id=str(batch.pk))
    assert Contract.objects.count() == 100
    assert ProcrastinateJob.objects.filter(task_name__startswith="contracting.").count() >= 2
