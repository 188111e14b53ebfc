"""docs/rules/loads.md: the machine, with projects, stages and people for its kinds."""

import io
from datetime import UTC, date, datetime

import pytest
import python_calamine
from tests.foundation.loads.batches import AT, loaded, looked_at, problems, undone

from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import StageState
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_dani, make_office, make_pia
from tequio.config.demo.factories.contracting import make_process
from tequio.config.demo.factories.files import workbook_bytes
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.accounts.models import Invitation
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.loads import queries, services, tasks, types
from tequio.foundation.loads.models import Memory, Progress, Row
from tequio.foundation.loads.types import find

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 21, tzinfo=UTC)
HEAD = "Folio,Proyecto,Presupuesto,Fecha prometida\n"


def sheet(*lines, head=HEAD):
    return (head + "\n".join(lines) + "\n").encode()


def open_book(content):
    return python_calamine.CalamineWorkbook.from_object(io.BytesIO(content))


def test_new_projects_are_made_with_their_stages_and_a_folio_each():
    batch = loaded(looked_at("proyectos", sheet('26-7,Parque,"$1,000.50",30/06/2027', ",Foro,2000,")))
    assert (batch.state, batch.counts) == ("loaded", {"new": 2})
    park = Project.objects.get(folio="26-7")
    assert (park.title, park.budget_centavos, park.promised_end) == ("Parque", 1_000_50, date(2027, 6, 30))
    assert (park.stage, park.stages.count(), park.search) == ("annex", 5, "26-7 parque")
    assert Project.objects.get(title="Foro").folio == "26-P001"
    kinds = list(AuditEvent.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == ["projects.ProjectCreated", "projects.ProjectCreated", "loads.BatchLoaded"]
    assert AuditEvent.objects.last().payload["sha256"] == batch.sha256


def test_load_3_the_same_rows_again_change_nothing_with_folio_or_without():
    """LOAD-3."""
    text = sheet("26-7,Parque,1000,", ",Foro,2000,")
    loaded(looked_at("proyectos", text))
    assert looked_at("proyectos", text).counts == {"unchanged": 2}
    assert queries.same_file(looked_at("proyectos", text)) is not None


def test_what_a_cell_leaves_empty_stays_and_undoing_gives_back_what_stood_before():
    """LOAD-12, LOAD-6."""
    pia = make_pia()
    project = make_project(folio="26-7", title="Parque")
    stood = (project.title, project.budget_centavos, project.promised_end)
    batch = looked_at("proyectos", sheet("26-7,,3000,2027-06-30"))
    assert (batch.state, batch.counts) == ("ready", {"changed": 1})
    loaded(batch)
    project.refresh_from_db()
    assert (project.title, project.budget_centavos) == ("Parque", 3000_00)
    assert undone(batch, pia).counts == {"undone": 1}
    project.refresh_from_db()
    assert (project.title, project.budget_centavos, project.promised_end) == stood


def test_load_7_a_project_that_was_built_upon_or_changed_stays():
    """LOAD-7."""
    pia = make_pia()
    batch = loaded(looked_at("proyectos", sheet("26-1,Uno,1,", "26-2,Dos,2,", "26-3,Tres,3,")))
    make_process(Project.objects.get(folio="26-1"))
    Project.objects.filter(folio="26-2").update(title="Dos y medio")
    assert undone(batch, pia).counts["blocked"] == 2
    assert Project.objects.count() == 3
    assert "ya tiene contrataciones" in problems(batch, 2)[0][1]
    assert "Alguien cambió este proyecto" in problems(batch, 3)[0][1]
    assert undone(batch, pia, partly=True).counts == {"kept": 2, "undone": 1}
    assert set(Project.objects.values_list("folio", flat=True)) == {"26-1", "26-2"}


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("26-9,,100,", "title", "No hay un proyecto con ese folio"),
        ("26-9,Parque,,", "budget", "Falta el presupuesto"),
        ("26-9,Parque,1.234,", "budget", "«1.234» no es un monto"),
        ("26-9,Parque,100,31/02/2027", "promised_end", "no es una fecha"),
        ("26/9,Parque,100,", "folio", "sin espacios ni diagonales"),
        (",,100,", "folio", "Falta Folio o Proyecto"),
        ("26-9,#N/A,100,", "title", "La fórmula de esta celda da error"),
    ],
)
def test_each_cell_says_what_is_wrong_with_it(line, column, words):
    batch = looked_at("proyectos", sheet(line))
    [(found, text), *_rest] = problems(batch)
    assert (batch.state, found) == ("failed", column)
    assert words in text


def test_a_folio_twice_in_a_file_is_told_with_the_other_row():
    batch = looked_at("proyectos", sheet("26-9,Parque,100,", "26-9,Foro,100,"))
    assert "Ya está en la fila 2" in problems(batch, 3)[0][1]


def test_load_9_the_rows_that_fail_are_left_out_only_if_a_person_says_so():
    """LOAD-9."""
    batch = looked_at("proyectos", sheet("26-1,Uno,1,", "26-2,Dos,x,", "26-3,Tres,3,"))
    with pytest.raises(services.LoadError, match="Hay filas por corregir"):
        services.request_load(batch_id=batch.pk)
    done = loaded(batch, without_failed=True)
    assert (done.state, done.counts) == ("loaded", {"new": 2, "failed": 1})
    assert Project.objects.count() == 2
    [header, only] = open_book(services.failed_rows(done, find("proyectos"))).get_sheet_by_index(0).to_python()
    assert (header[-2:], only[1], only[-1]) == (["Qué corregir", "Fila en su archivo"], "Dos", 3)
    assert "Presupuesto: «x» no es un monto" in only[-2]


def test_load_10_and_11_columns_are_found_by_their_names_and_remembered():
    """LOAD-10, LOAD-11."""
    caro = make_caro()
    head = "CLAVE,Nombre de la obra,Dinero\n"
    first = looked_at("proyectos", sheet("26-1,Uno,1", head=head), actor=caro)
    assert (first.state, first.mapping) == ("failed", {"folio": 0, "title": 1})
    services.use_mapping(batch_id=first.pk, mapping={"folio": 0, "title": 1, "budget": 2}, at=AT)
    assert services.carry_on(batch_id=first.pk, at=AT).state == "ready"
    second = looked_at("proyectos", sheet("26-2,Dos,2", head=head), actor=caro)
    assert second.state == "ready"
    assert looked_at("proyectos", sheet("26-3,Tres,3", head=head), actor=make_pia()).state == "ready"
    assert Memory.objects.get().person == caro
    with pytest.raises(services.LoadError, match="misma columna"):
        services.use_mapping(batch_id=first.pk, mapping={"folio": 0, "title": 0}, at=AT)
    services.use_mapping(batch_id=first.pk, mapping={"folio": 0, "title": 1}, at=AT)
    assert looked_at("proyectos", sheet("26-4,Cuatro,4", head=head), actor=caro).state == "failed"


def test_load_13_the_template_has_lists_and_an_example_that_is_not_loaded():
    """LOAD-13."""
    make_office()
    for kind in types.kinds():
        content = services.template(kind, None)
        assert open_book(content).sheet_names[-1] == "Ayuda"
        batch = looked_at(kind.slug, content, name="plantilla.xlsx")
        assert (batch.state, batch.counts) == ("ready", {"example": 1}), kind.slug
    assert loaded(batch).state == "loaded"
    assert not Invitation.objects.exists()


def test_what_is_taken_home_comes_back_unchanged():
    """LOAD-14."""
    caro = make_caro()
    make_project(folio="26-1")
    for slug in ("proyectos", "etapas"):
        batch = looked_at(slug, services.current(find(slug), caro), actor=caro, name="actual.xlsx")
        assert (batch.state, set(batch.counts)) == ("ready", {"unchanged"}), problems(batch)


def test_titles_over_the_table_another_sheet_and_another_header():
    rows = [["Gobierno"], [], ["Folio", "Proyecto", "Presupuesto"], ["26-1", "Uno", 5], [None, None, None]]
    batch = looked_at("proyectos", workbook_bytes(rows), name="obras.xlsx")
    assert (batch.state, batch.header_row, batch.total) == ("ready", 3, 1)
    assert Row.objects.get().number == 4
    services.read_again(batch_id=batch.pk, sheet="", header_row=1)
    assert services.carry_on(batch_id=batch.pk, at=AT).state == "mapping"


def test_what_cannot_be_read_says_why():
    for content, words in [
        (b"Folio,Proyecto\n", "no tiene filas debajo"),
        (b"a\n" + b"x" * 50_000, "demasiado texto"),
    ]:
        batch = looked_at("proyectos", content)
        assert batch.state == "unreadable"
        assert words in batch.note


def test_stages_move_by_the_same_rules_as_at_the_desk_and_go_back():
    beto = make_beto()
    make_project(folio="26-1", office_id=beto.memberships.get().office_id)
    make_project(folio="26-2", office_id=make_office("OTRA").pk)
    head = "Folio,Etapa,Estado,Fin previsto,Empezó,Terminó\n"
    lines = ("26-1,Anexo técnico,,,01/09/2026,15/09/2026", "26-1,Ejecución,En curso,2027-03-01,2026-10-01,")
    batch = looked_at("etapas", sheet(*lines, head=head), actor=beto)
    assert batch.counts == {"changed": 2}, problems(batch)
    loaded(batch)
    first, work = (Stage.objects.get(project__folio="26-1", code=code) for code in ("annex", "execution"))
    assert (first.state, first.started_on, first.ended_on) == ("done", date(2026, 9, 1), date(2026, 9, 15))
    assert (work.state, work.planned_end) == ("in_progress", date(2027, 3, 1))
    assert Project.objects.get(folio="26-1").stage == "execution"
    wrong = sheet("26-2,Ejecución,,,2026-10-01,", "26-1,Volar,,,,", "26-1,Entrega,,,2027-01-01,", head=head)
    failed = looked_at("etapas", wrong, actor=beto)
    assert [problems(failed, n)[0][1] for n in (2, 3, 4)] == [
        "Ese proyecto es de otra área.",
        "Ese proyecto no tiene una etapa con ese nombre.",
        "Esa fecha todavía no llega. Anote lo que ya ocurrió.",
    ]
    assert undone(batch, beto).counts == {"undone": 2}
    assert set(Stage.objects.filter(project__folio="26-1").values_list("state", "started_on")) == {
        ("pending", None)
    }


def test_a_stage_that_somebody_moved_since_is_not_put_back():
    beto = make_beto()
    project = make_project(folio="26-1", office_id=beto.memberships.get().office_id)
    text = sheet("26-1,Anexo técnico,01/09/2026", head="Folio,Etapa,Empezó\n")
    batch = loaded(looked_at("etapas", text, actor=beto))
    projects.change_stage(
        project_id=project.pk, code="annex", state=StageState.DONE, on=date(2026, 9, 9), at=AT
    )
    assert undone(batch, beto).state == "loaded"
    assert "Alguien movió esta etapa" in problems(batch)[0][1]


def test_people_are_invited_as_one_by_one_and_their_invitations_withdrawn():
    dani = make_dani()
    make_office("OP", name="Obras Públicas")
    head = "Correo,Nombre,Papel,Área\n"
    lines = (
        "luz@tequio.example,Luz Ejemplo,Enlace,obras publicas",
        "pia@tequio.example,,Publicación de datos,",
    )
    make_pia()
    batch = looked_at("personas", sheet(*lines, head=head), actor=dani)
    assert batch.counts == {"new": 1, "unchanged": 1}
    loaded(batch)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name, invitation.office.code) == (
        "luz@tequio.example",
        "Luz Ejemplo",
        "OP",
    )
    assert AuditEvent.objects.filter(kind="accounts.InvitationSent").count() == 1
    wrong = sheet(
        "x,,Enlace,OP", "a@b.mx,,Enlace,", "a@b.mx,,Administración,", "a@b.mx,,Enlace,Nada", head=head
    )
    failed = looked_at("personas", wrong, actor=dani)
    assert [problems(failed, n)[0][0] for n in (2, 3, 4, 5)] == ["email", "", "role", "office"]
    undone(batch, dani)
    invitation.refresh_from_db()
    assert invitation.revoked_at
    again = loaded(looked_at("personas", sheet(lines[0], head=head), actor=dani), at=LATER)
    Invitation.objects.filter(revoked_at=None).update(accepted_at=LATER)
    assert undone(again, dani).state == "loaded"


def test_events_that_are_gathered_are_told_at_the_end_or_not_at_all():
    project = make_project()
    before = AuditEvent.objects.count()
    with audit.gathering() as events:
        projects.assign_office(project_id=project.pk, office_id=make_office("X").pk)
    assert (len(events), AuditEvent.objects.count()) == (1, before)
    audit.record_all(events)
    assert AuditEvent.objects.count() == before + 1


def test_large_loads_wait_for_the_worker_and_the_job_may_run_twice(monkeypatch):
    from procrastinate.contrib.django.models import ProcrastinateJob

    monkeypatch.setattr(tasks, "Reporter", _Reporter)
    text = sheet(*[f"26-{n:04d},Obra {n},100," for n in range(120)])
    batch = looked_at("proyectos", text)
    services.request_load(batch_id=batch.pk)
    assert services.carry_on(batch_id=batch.pk, at=AT).state == "loading"
    assert ProcrastinateJob.objects.filter(task_name="loads.work").count() == 1
    for _turn in range(2):
        tasks.work(batch_id=str(batch.pk))
    assert Project.objects.count() == 120
    assert _Reporter.told[-1] == (120, 120)


class _Reporter:
    told: list[tuple[int, int]] = []

    def __init__(self, batch_id):
        pass

    def __enter__(self):
        return lambda done, total: self.told.append((done, total))

    def __exit__(self, *_args):
        return None


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_load_is_not():
    from uuid import uuid4

    from django.db import transaction

    from tequio.foundation.loads.adapters.progress import Reporter

    key = uuid4()
    with transaction.atomic(), Reporter(key) as report:
        report(5, 10)
        report(7, 10)
        transaction.set_rollback(True)
    assert queries.progress(key) == (7, 10)
    Progress.objects.all().delete()


def test_a_place_an_area_and_a_category_are_found_by_name():
    from tequio.config.demo.factories.editions import make_edition
    from tequio.participation.editions.models import Category

    edition = make_edition()
    office = make_office("OP", name="Obras Públicas")
    unit = edition.territory.units.order_by("level__rank", "pk").last()
    category = Category.objects.filter(edition=edition).first()
    head = "Folio,Proyecto,Presupuesto,Colonia,Dependencia,Rubro,Latitud,Longitud\n"
    line = f"26-1,Parque,5,{unit.code},obras publicas,{category.name if category else ''},19.4,-99.1"
    loaded(looked_at("proyectos", sheet(line, head=head), scope=edition.slug))
    made = Project.objects.get()
    assert (made.edition, made.unit, made.office, made.category) == (edition, unit, office, category)
    assert (made.lat, made.lon) == (19.4, -99.1)
    wrong = sheet("26-2,X,5,Nada,Nada,Nada,19.4,", head=head)
    said = {column for column, _text in problems(looked_at("proyectos", wrong, scope=edition.slug))}
    assert said == {"unit", "office", "category", "lat"}


@pytest.mark.server
def test_a_worker_that_is_killed_leaves_a_load_whole_or_absent():
    """LOAD-5. The same program, with 50,000 rows and every point, is benchmarks/load_kills.py."""
    import subprocess
    import sys

    from tests.servers import ROOT, environment, own_database

    with own_database("loads") as database:
        command = [
            sys.executable,
            str(ROOT / "benchmarks" / "load_kills.py"),
            "--rows=120",
            "--points=half-written",
        ]
        done = subprocess.run(command, env=environment(database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "half-written" in done.stdout
