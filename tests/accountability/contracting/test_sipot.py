"""docs/rules/publishing.md, SIPOT-1 to SIPOT-4: the transparency formats by quarter."""

import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Contract
from tequio.accountability.contracting.services import sipot
from tequio.accountability.contracting.services.sipot.columns import COMPETED, DIRECT
from tequio.accountability.contracting.types import ContractStatus
from tequio.config.demo.factories.contracting import make_award, make_contract, make_process, make_rfc

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, 30, 15, tzinfo=UTC)
ARTICLE = "Artículo 43, fracción I"


def publish(contract):
    services.publish(process_id=contract.process_id, at=AT)
    return contract


def direct(**overrides):
    process = make_process(procedure="adjudicacion-directa", method_rationale=ARTICLE, tenderers=1)
    return publish(make_contract(make_award(process, **overrides)))


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        ("2026-T1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-T3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-T4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_its_days(quarter, first, last):
    assert sipot.span(quarter) == (first, last)


def test_each_published_contract_stands_in_the_format_and_quarter_of_its_signature():
    """SIPOT-1."""
    one, other = direct(), publish(make_contract())
    make_contract()  # not published yet
    assert sipot.quarters() == ["2026-T3"]
    assert [row[334231] for row in sipot.table("43335", "2026-T3")] == [one.number]
    assert [row[334281] for row in sipot.table("43336", "2026-T3")] == [other.number]
    assert sipot.table("43335", "2026-T4") == []


def test_the_workbook_is_as_the_platform_reads_it(tmp_path):
    """SIPOT-2."""
    publish(make_contract())
    values = sipot.table("43336", "2026-T3")
    path = tmp_path / "f.xlsx"
    sipot.write(path, "43336", "2026-T3", values)
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    rows = book.get_sheet_by_name("Reporte de Formatos").to_python(skip_empty_area=False)
    assert rows[4][:3] == ["334280", "334314", "334315"]
    assert [len(rows[6]), rows[6][0]] == [len(COMPETED), "Ejercicio"]
    assert rows[7][:4] == [
        "2026",
        date(2026, 7, 1),
        date(2026, 9, 30),
        "Invitación a cuando menos tres personas",
    ]
    assert {"Tabla_334277", "Tabla_334306"} <= set(book.sheet_names)
    again = tmp_path / "g.xlsx"
    sipot.write(again, "43336", "2026-T3", values)
    assert again.read_bytes() == path.read_bytes()


def test_a_natural_persons_rfc_is_masked():
    """SIPOT-3."""
    rfc = make_rfc(7, natural_person=True)
    direct(supplier_rfc=rfc, supplier_name="Ana Ficticia Pérez")
    [row] = sipot.table("43335", "2026-T3")
    assert rfc not in str(row)
    assert row[334264] == "Ana Ficticia Pérez"
    assert row[334238] == ARTICLE


def test_what_was_cancelled_is_left_out_and_what_is_not_known_stays_empty():
    """SIPOT-4."""
    contract = direct()
    [row] = sipot.table("43335", "2026-T3")
    assert set(row) <= {column.number for column in DIRECT}
    assert row[334254] == ""
    Contract.objects.filter(pk=contract.pk).update(status=ContractStatus.CANCELLED.value)
    assert sipot.table("43335", "2026-T3") == []


def test_the_formats_cost_the_same_however_many_contracts(django_assert_num_queries):
    publish(make_contract())
    with django_assert_num_queries(10) as seen:
        sipot.table("43336", "2026-T3")
    publish(make_contract())
    publish(make_contract())
    with django_assert_num_queries(len(seen)):
        sipot.table("43336", "2026-T3")


def test_they_stand_on_the_shelf():
    direct()
    services.publish_city(at=AT)
    services.publish_years(at=AT)
    assert "sipot-43335-2026-t3.xlsx" in {one.name for one in services.city_files()}
