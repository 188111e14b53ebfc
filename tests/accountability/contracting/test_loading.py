"""docs/rules/loads.md for contracts: a row is a procedure, an award, a contract and payments."""

from datetime import UTC, datetime

import pytest
from tests.accountability.contracting.sheets import HEADER, row, sheet
from tests.foundation.loads.batches import AT, loaded, looked_at, problems, undone

from tequio.accountability.contracting import handlers, services
from tequio.accountability.contracting.models import Award, Contract, Payment, Process, Publication, Supplier
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.accounts import make_membership, make_office, make_pia, make_user
from tequio.config.demo.factories.contracting import make_payment, make_rfc
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.accounts.types import Role
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.loads import services as loads
from tequio.foundation.loads.events import BatchLoaded, BatchUndone
from tequio.foundation.loads.services import LoadError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    return make_edition()


def checked(edition, rows, **how):
    return looked_at("contratos", sheet(rows, **how), scope=edition.slug)


def load(batch):
    done = loaded(batch)
    assert done.state == "loaded"
    return done


def test_load_1_a_row_is_a_whole_contract(edition):
    """LOAD-1."""
    project = make_project(folio="26-0001", edition=edition)
    batch = load(checked(edition, [row(1)]))
    assert batch.counts == {"new": 1}
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
    assert again.counts == {"unchanged": 1}


def test_load_4_new_payments_join_a_contract_that_exists_and_nothing_is_overwritten(edition):
    """LOAD-4."""
    make_project(folio="26-0001", edition=edition)
    load(checked(edition, [row(1)]))
    more = row(1) | {"Pago 2 fecha": "2026-11-01", "Pago 2 monto": "1000"}
    load(checked(edition, [more], header=(*HEADER, "Pago 2 fecha", "Pago 2 monto")))
    assert Payment.objects.count() == 2
    differs = checked(edition, [row(1, **{"Monto con IVA": "999"})])
    [(column, text)] = problems(differs)
    assert column == "amount"
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
    rows[bad]["Procedimiento"] = "Rifa"
    batch = checked(edition, rows)
    with pytest.raises(LoadError, match="Hay filas por corregir"):
        loaded(batch)
    assert not Process.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == ("failed", {"new": number - 1, "failed": 1})
    assert "Puede ser" in problems(batch, bad + 2)[0][1]
    assert not AuditEvent.objects.filter(kind="loads.BatchLoaded").exists()


def test_load_5_what_fails_only_when_it_is_written_leaves_nothing_too(edition):
    """LOAD-5."""
    for number in (1, 2):
        make_project(folio=f"26-{number:04d}", edition=edition)
    batch = checked(edition, [row(1), row(2)])
    Project.objects.get(folio="26-0002").delete()
    failed = loaded(batch)
    assert (failed.state, failed.counts) == ("failed", {"new": 1, "failed": 1})
    assert "Algo cambió desde la revisión" in failed.note
    assert not Process.objects.exists()


def test_load_6_undoing_takes_back_all_and_keeps_the_history(edition):
    """LOAD-6."""
    pia = make_pia()
    project = make_project(folio="26-0001", edition=edition)
    batch = load(checked(edition, [row(1)]))
    process = Process.objects.get()
    services.publish(process_id=process.pk, at=AT)
    assert undone(batch, pia).counts == {"undone": 1}
    project.refresh_from_db()
    process.refresh_from_db()
    assert (project.contracted_centavos, project.paid_centavos) == (0, 0)
    assert process.status == "withdrawn"
    assert "Se deshizo la carga" in process.status_reason
    release = services.publish(process_id=process.pk, at=AT)
    assert "tenderCancellation" in release.tags
    assert load(checked(edition, [row(1)])).counts["new"] == 1
    with pytest.raises(LoadError, match="no hay qué deshacer"):
        undone(batch, pia)


def test_load_7_what_was_changed_since_is_not_undone(edition):
    """LOAD-7."""
    pia = make_pia()
    for number in (1, 2):
        make_project(folio=f"26-{number:04d}", edition=edition)
    batch = load(checked(edition, [row(1), row(2)]))
    make_payment(Contract.objects.get(number="OP-1"), code="a-mano")
    refused = undone(batch, pia)
    assert (refused.state, refused.counts["blocked"]) == ("loaded", 1)
    assert "Alguien cambió este proceso después de la carga (ocds-000000-26-0001-1)" in problems(batch)[0][1]
    assert Contract.objects.filter(status="active").count() == 2
    partly = undone(batch, pia, partly=True)
    assert (partly.state, partly.counts) == ("undone", {"undone": 1, "kept": 1})
    assert Contract.objects.get(status="active").number == "OP-1"


def test_load_7_what_another_load_touched_is_not_undone(edition):
    """LOAD-7."""
    pia = make_pia()
    make_project(folio="26-0001", edition=edition)
    first = load(checked(edition, [row(1)]))
    more = row(1) | {"Pago 2 fecha": "2026-11-01", "Pago 2 monto": "1000"}
    second = checked(edition, [more], header=(*HEADER, "Pago 2 fecha", "Pago 2 monto"))
    loaded(second, at=datetime(2026, 11, 21, tzinfo=UTC))
    assert undone(first, pia).state == "loaded"
    assert "Deshaga primero esa" in problems(first)[0][1]
    undone(second, pia)
    assert Payment.objects.filter(voided=True).count() == 1
    assert Contract.objects.get().status == "active"
    assert undone(first, pia).state == "undone"


def test_load_8_a_load_is_told_once_and_published_whole(edition):
    """LOAD-8."""
    for number in (1, 2):
        make_project(folio=f"26-{number:04d}", edition=edition)
    batch = load(checked(edition, [row(1), row(2)]))
    told = AuditEvent.objects.filter(kind__regex="^(contracting|loads)")
    assert [event.kind for event in told] == ["loads.BatchLoaded"]
    assert told[0].payload["rows"] == 2
    handlers.publish_load(BatchLoaded(**told[0].payload))
    assert Publication.objects.filter(due_since__isnull=False).count() == 2
    handlers.publish_undone_load(BatchUndone(batch_id=str(batch.pk), load="contratos", rows=2))


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"Monto con IVA": "mucho"}, "amount", "no es un monto"),
        ({"Monto con IVA": "-1"}, "amount", "no es un monto"),
        ({"Fecha del fallo": "31/02/2026"}, "awarded_on", "no es una fecha"),
        ({"Proveedor": ""}, "supplier", "Falta este dato"),
        ({"Término": ""}, "ends_on", "Falta este dato"),
        ({"Procedimiento": "rifa"}, "procedure", "Puede ser: Adjudicación directa"),
        ({"Procedimiento": "adjudicacion directa"}, "", "necesita su fundamento"),
        ({"Folio del proyecto": "26-9999"}, "folio", "No hay un proyecto"),
        ({"Folio del proyecto": ""}, "folio", "Falta Folio"),
        ({"Término": "2026-09-01"}, "", "no puede terminar"),
        ({"Pago 1 monto": "200000"}, "", "Le quedan"),
        ({"Pago 1 fecha": ""}, "payment_1_amount", "le falta la fecha"),
        ({"Pago 1 tipo": "regalo"}, "payment_1_kind", "Puede ser anticipo"),
        ({"Contrato": ""}, "contract", "pagos pero no hay contrato"),
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
    person = make_user("rita@tequio.example")
    make_membership(person, Role.PUBLISHER, make_office("SPM"))
    batch = looked_at("contratos", sheet([row(2)]), actor=person, scope=edition.slug)
    assert "de otra área" in problems(batch)[0][1]


def test_an_award_without_contract_is_loaded_and_signed_later(edition):
    make_project(folio="26-0001", edition=edition)
    unsigned = row(1, Contrato="", **{"Pago 1 fecha": "", "Pago 1 monto": ""})
    load(checked(edition, [unsigned]))
    assert (Award.objects.count(), Contract.objects.count()) == (1, 0)
    assert checked(edition, [unsigned]).counts == {"unchanged": 1}
    batch = load(checked(edition, [row(1)]))
    assert (Award.objects.count(), Contract.objects.count()) == (1, 1)
    undone(batch, make_pia())
    assert (Award.objects.get().cancelled, Contract.objects.get().status) == (False, "cancelled")


def test_columns_by_other_names_are_guessed_and_the_rest_is_asked(edition):
    make_project(folio="26-0001", edition=edition)
    renamed = {"Folio del proyecto": "FOLIO", "Proveedor": "Razón social", "Monto con IVA": "Importe (con IVA)"}
    header = tuple(renamed.get(name, name) for name in HEADER)
    rows = [{renamed.get(k, k): v for k, v in row(1).items()}]
    assert checked(edition, rows, header=header).state == "ready"
    strange = checked(edition, rows, header=("FOLIO", "Lo que costó"))
    assert strange.state == "mapping"
    lacking = [column.name for column in loads.missing(loads.kind_of(strange), strange.mapping)]
    assert lacking == ["procedure", "supplier", "rfc", "awarded_on", "amount"]


def test_payments_in_a_sheet_of_their_own_join_their_contracts(edition):
    make_project(folio="26-0001", edition=edition)
    load(checked(edition, [row(1)]))
    head = "Contrato,Clave,Tipo de pago,Fecha de pago,Monto con IVA,Póliza,Forma de pago\n"
    good = head + 'OP-1,EST-1,Estimación,16/10/2026,"10,000.50",P-77,Transferencia\n'
    batch = looked_at("pagos", good.encode())
    assert batch.counts == {"new": 1}
    done = loaded(batch)
    payment = Payment.objects.get(code="EST-1")
    assert (payment.amount_centavos, payment.voucher, payment.method) == (10_000_50, "P-77", "wireTransfer")
    assert looked_at("pagos", good.encode()).counts == {"unchanged": 1}
    bad = head + "OP-1,EST-1,,2026-10-16,1,,\nOP-9,E,,2026-10-16,1,,\nOP-1,E-2,,2026-10-16,999999,,\n"
    failed = looked_at("pagos", bad.encode())
    assert [problems(failed, n)[0][1][:24] for n in (2, 3, 4)] == [
        "Ya hay un pago con esa c",
        "No hay un contrato vigen",
        "Con este pago se habrían",
    ]
    assert undone(done, make_pia()).counts == {"undone": 1}
    project = Project.objects.get()
    assert project.paid_centavos == 34_800_00


def test_the_roll_of_suppliers_is_added_to_mended_and_taken_back(edition):
    pia = make_pia()
    head = "RFC,Razón social,Padrón\n"
    first = looked_at("proveedores", f"{head}{make_rfc(1)},Obras del Encino,P-1\n".encode())
    loaded(first)
    kept = Supplier.objects.get()
    assert (kept.name, kept.roll_number, kept.natural_person) == ("Obras del Encino", "P-1", False)
    text = f"{head}{make_rfc(1)},Obras del Encino SA,\n{make_rfc(2)},Cantera,\nXAXX010101000,Público,\n"
    second = looked_at("proveedores", text.encode())
    assert second.counts == {"changed": 1, "new": 1, "failed": 1}
    loaded(second, without_failed=True, at=datetime(2026, 11, 21, tzinfo=UTC))
    kept.refresh_from_db()
    assert (kept.name, kept.roll_number) == ("Obras del Encino SA", "P-1")
    assert undone(second, pia).counts["undone"] == 2
    kept.refresh_from_db()
    assert (kept.name, Supplier.objects.count()) == ("Obras del Encino", 1)
    make_project(folio="26-0001", edition=edition)
    load(checked(edition, [row(1)]))
    assert "ya participa en una contratación" in problems(undone(first, pia))[0][1]
