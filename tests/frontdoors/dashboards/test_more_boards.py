"""Money, times, follow-up and comparisons: every figure leads to exactly its rows."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tequio.accountability.contracting import services as contracting
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.contracting import (
    make_award,
    make_contract,
    make_payment,
    make_process,
    make_rfc,
)
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.config.demo.factories.projects import make_activity, make_project, make_stage_done
from tequio.core.geo import Point
from tequio.frontdoors.dashboards import queries
from tequio.frontdoors.dashboards.types import BUCKETS, Filters, Span, Table, Timing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
BOARDS = ("dinero", "plazos", "seguimiento", "comparar/proveedores", "comparar/temas", "proyectos", "contratos")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 26, 18, tzinfo=UTC), tick=False):
        yield


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def csv(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def delivered(*, promised: date = date(2026, 10, 10), on: date = date(2026, 10, 5)) -> Project:
    project = make_project(promised_end=promised)
    make_contract(make_award(make_process(project)))
    for code in project.stages.values_list("code", flat=True):
        make_stage_done(project, code, on=on)
    return project


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_costs_the_same_with_one_project_or_three(board: str, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    unit = make_small_city().units.get(code="C1")
    page(client, f"/tableros/{board}/")
    costs = []
    for number in (1, 2):
        for _ in range(number):
            make_payment(make_contract(make_award(make_process(make_project(unit=unit)))))
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/tableros/{board}/")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 18


def test_days_are_counted_from_the_decision_to_contract_and_delivery(client: Client) -> None:
    delivered()
    make_project()
    found = queries.times(Filters(), today=TODAY)
    by = {days.span: days for days in found.days}
    assert [by[span].median for span in Span] == [60, 31, 91]  # 6 July, 4 September, 5 October
    assert by[Span.CONTRACT].count == 1
    assert by[Span.CONTRACT].buckets == (0, 1, 0, 0, 0, 0)
    said = page(client, "/tableros/plazos/")
    assert "La mitad tardó 60 días o menos." in said
    assert "Los que más esperan contrato" in said


def test_a_bar_of_days_leads_to_exactly_its_projects(client: Client) -> None:
    project, other = delivered(), make_project()
    rows = csv(client.get("/tableros/proyectos/lista.csv?tramo=contrato&dias=1"))
    assert [line.split(",")[0] for line in rows[1:]] == [project.folio]
    assert other.title in page(client, "/tableros/proyectos/?estado=sin-contrato")
    assert "1 proyecto" in page(client, "/tableros/proyectos/?tramo=contrato&dias=1")
    assert len(csv(client.get("/tableros/proyectos/lista.csv?tramo=contrato&dias=0"))) == 1


def test_promises_are_kept_late_overdue_or_running() -> None:
    delivered()
    delivered(promised=date(2026, 9, 1))
    make_project(promised_end=date(2026, 11, 25))
    make_project(promised_end=date(2026, 11, 26))
    make_project(promised_end=None)
    timing = queries.times(Filters(), today=TODAY).timing
    assert timing == {
        Timing.ON_TIME: 1, Timing.LATE: 1, Timing.OVERDUE: 1, Timing.RUNNING: 1, Timing.UNPROMISED: 1,
        Timing.UNSIGNED: 3,
    }  # fmt: skip
    for kind, count in timing.items():
        assert queries.projects(Filters(timing=kind), today=TODAY).count() == count


@given(days=st.lists(st.integers(0, 2_000), max_size=20))
def test_the_buckets_cover_every_day_once(days: list[int]) -> None:
    for day in days:
        assert sum(first <= day and (last is None or day <= last) for first, last in BUCKETS) == 1


def test_money_by_month_supplier_and_procedure_is_the_sum_of_its_contracts(client: Client) -> None:
    edition = make_edition()
    one = make_contract(make_award(make_process(make_project(edition=edition)), supplier_rfc=make_rfc(1)))
    make_payment(one)
    two = make_contract(make_award(make_process(procedure="licitacion-publica"), supplier_rfc=make_rfc(2)))
    gone = make_contract(make_award(make_process(), supplier_rfc=make_rfc(3)))
    contracting.cancel_process(process_id=gone.process_id, reason="No hubo dinero")
    assert [(m.month, m.contracts) for m in queries.months(Filters())] == [("2026-09", 2)]
    lines = {line.key: line for line in queries.compared(Filters(), Table.SUPPLIER, today=TODAY)}
    assert set(lines) == {str(one.award.supplier_id), str(two.award.supplier_id)}
    assert lines[str(one.award.supplier_id)].paid == one.amount_centavos * 3 // 10
    rows = csv(client.get(f"/tableros/contratos/lista.csv?proveedor={two.award.supplier_id}"))
    assert [line.split(",")[0] for line in rows[1:]] == [two.number]
    assert len(csv(client.get("/tableros/contratos/lista.csv?mes=2026-09"))) == 3
    assert len(csv(client.get("/tableros/contratos/lista.csv?mes=2026-08"))) == 1
    assert len(csv(client.get(f"/tableros/contratos/lista.csv?edicion={edition.slug}"))) == 2
    assert "1 contrato" in page(client, "/tableros/contratos/?procedimiento=licitacion-publica")
    found = json.loads(client.get("/tableros/contratos/lista.json").content)
    assert found["total"] == 2
    assert {row["pagado"] for row in found["contratos"]} == {
        "0.00",
        f"{lines[str(one.award.supplier_id)].paid / 100:.2f}",
    }


def test_amendments_tell_what_they_changed(client: Client) -> None:
    contract = make_contract()
    contracting.amend_contract(
        contract_id=contract.pk, signed_on=date(2026, 10, 1), rationale="Más banquetas",
        amount_centavos=contract.amount_centavos + 100, ends_on=contract.ends_on,
    )  # fmt: skip
    found = queries.amended(Filters())
    assert (found.contracts, found.amended, found.amendments) == (1, 1, 1)
    if found.before:  # what stood before is kept only of amendments recorded since it is
        assert found.after - found.before == 100
    assert "con convenio" in page(client, "/tableros/dinero/")


def test_built_and_paid_are_dots_that_lead_to_their_project_or_cell(client: Client) -> None:
    project = make_project()
    make_payment(make_contract(make_award(make_process(project))))
    make_activity(project)
    make_project()
    (dot,) = queries.dots(Filters(), today=TODAY)
    assert (dot.built, dot.paid, dot.folio) == (40, 30, project.folio)
    assert f"/proyectos/{project.folio}/" in page(client, "/tableros/seguimiento/")
    assert len(csv(client.get("/tableros/proyectos/lista.csv?construido=40&pagado=30"))) == 2
    assert len(csv(client.get("/tableros/proyectos/lista.csv?construido=40&pagado=35"))) == 1


def test_many_dots_are_joined_in_cells_that_count_them(monkeypatch) -> None:
    from tequio.frontdoors.dashboards.queries import following

    monkeypatch.setattr(following, "FEW", 1)
    for _ in range(3):
        make_contract()
    cells = queries.dots(Filters(), today=TODAY)
    assert [(dot.built, dot.paid, dot.count) for dot in cells] == [(0, 0, 3)]
    assert queries.projects(Filters(built=0, paid=0), today=TODAY).count() == 3


def test_every_figure_has_its_file_in_csv_and_json(client: Client) -> None:
    make_payment()
    for name in (
        "etapas", "sectores", "areas", "temas", "proveedores", "procedimientos", "meses", "plazos", "promesas",
        "avance", "indicadores",
    ):  # fmt: skip
        rows = csv(client.get(f"/tableros/{name}.csv"))
        found = json.loads(client.get(f"/tableros/{name}.json").content)
        assert len(rows) - 1 == found["total"] == len(found["filas"]) > 0
    assert client.get("/tableros/otra.json").status_code == 404


def test_a_comparison_is_ordered_by_what_is_asked(client: Client) -> None:
    make_project(office_id=make_office("SPM").pk, budget_centavos=1)
    make_contract()
    by_money = page(client, "/tableros/comparar/areas/")
    by_name = page(client, "/tableros/comparar/areas/?orden=nombre")
    assert by_money.index("Infraestructura</a>") < by_money.index("Servicios Públicos</a>")
    assert "Infraestructura</a>" in by_name
    assert client.get("/tableros/comparar/colores/").status_code == 404
    assert page(client, "/tableros/comparar/temas/?orden=<b>&sector=x&anio=99")


def test_the_map_shows_the_works_and_how_they_stand(client: Client) -> None:
    unit = make_small_city().units.get(code="C1")
    make_project(unit=unit, point=Point(unit.centre_lon, unit.centre_lat), promised_end=date(2026, 11, 1))
    (pin,) = queries.pins(Filters(), today=TODAY)
    assert pin.tone == "late"
    kinds = [
        f["properties"]["kind"] for f in client.get("/tableros/seguimiento/mapa.geojson").json()["features"]
    ]
    assert kinds.count("pin") == 1


def test_the_indicators_tell_how_many_of_how_many() -> None:
    delivered()
    make_project(promised_end=None)
    told = queries.times(Filters(), today=TODAY)
    found = {str(one.label): (one.part, one.whole) for one in queries.indicators(Filters(), told, today=TODAY)}
    assert found["Con contrato"] == (1, 2)
    assert found["Con fecha prometida"] == (1, 2)
    assert found["Entregados a tiempo, de los entregados"] == (1, 1)


def test_feasibility_is_told_of_one_edition(client: Client) -> None:
    assert "Todavía no hay ediciones" in page(client, "/tableros/factibilidad/")
    edition = make_edition()
    said = page(client, f"/tableros/factibilidad/?edicion={edition.slug}")
    assert "Dictámenes por área" in said


@pytest.mark.parametrize(
    "query",
    ["edicion=x", "sector=x", "proveedor=-1", "mes=2026-13", "tramo=x&dias=9", "construido=999", "etapa=%00"],
)
def test_what_cannot_be_read_is_as_if_not_asked(query: str, client: Client) -> None:
    make_project()
    assert "1 proyecto" in page(client, f"/tableros/proyectos/?{query}")
