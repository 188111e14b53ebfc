"""docs/rules/publishing.md, SET-1 to SET-9: the files of the whole city."""

import csv
import gzip
import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.core.files.storage import storages
from python_calamine import CalamineWorkbook

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Record, Segment
from tequio.accountability.contracting.services.city import manifest, pieces
from tequio.config.demo.factories.contracting import make_contract, make_payment, make_process
from tequio.core.ocds.validation import Options, is_valid
from tequio.core.ocds.validation.stream import check_stream
from tequio.publishing.opendata.models import PublishedFile

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, 30, 15, tzinfo=UTC)
LATER = datetime(2027, 1, 3, 9, 0, 0, tzinfo=UTC)


def read(name):
    with storages["public"].open(f"contrataciones/{name}") as file:
        return file.read()


def publish(contract, at):
    services.publish(process_id=contract.process_id, at=at)
    services.publish_city(at=at)
    services.publish_years(at=at)


def listed():
    return {one["name"]: one for one in orjson.loads(read("manifiesto.json"))["files"]}


@pytest.fixture
def city():
    """Two processes that began in November; one had a payment in January."""
    first, second = make_contract(), make_contract()
    for contract in (first, second):
        services.publish(process_id=contract.process_id, at=AT)
    publish(first, AT)
    make_payment(first)
    publish(first, LATER)
    return first, second


def test_a_release_stands_in_its_own_month_and_a_record_in_that_of_its_first_release(city):
    """SET-1 and SET-2."""
    files = listed()
    assert files["entregas-2026-11.json"]["count"] == 2
    assert files["entregas-2027-01.json"]["count"] == 1
    assert files["registros-2026-11.json"]["count"] == 2
    assert "registros-2027-01.json" not in files
    package = orjson.loads(read("registros-2026-11.json"))
    assert package["publishedDate"] == "2027-01-03T09:00:00Z"
    changed = next(r for r in package["records"] if len(r["releases"]) == 2)
    assert changed["compiledRelease"]["date"] == "2027-01-03T09:00:00Z"
    assert changed["releases"][1]["url"].endswith(f"/contratos/{changed['ocid']}/entregas/2.json")


def test_packages_are_valid_and_their_lines_say_the_same(city):
    """SET-3."""
    for name, field in (("entregas-2026-11", "releases"), ("registros-2026-11", "records")):
        raw = read(f"{name}.json")
        assert is_valid(check_stream(io.BytesIO(raw), Options()))
        assert gzip.decompress(read(f"{name}.json.gz")) == raw
        lines = read(f"{name.replace('registros', 'compiladas')}.jsonl").splitlines()
        whole = orjson.loads(raw)[field]
        wanted = whole if field == "releases" else [one["compiledRelease"] for one in whole]
        assert [orjson.loads(line) for line in lines] == wanted
    year = orjson.loads(gzip.decompress(read("registros-2026.json.gz")))
    assert len(year["records"]) == 2


def test_what_did_not_change_is_not_written_again(city):
    """SET-4."""
    _first, second = city
    before = {f.key: f.updated_at for f in PublishedFile.objects.all()}
    make_payment(second)
    services.publish(process_id=second.process_id, at=LATER + timedelta(hours=1))
    changed = services.publish_city(at=LATER + timedelta(hours=1))
    assert "entregas-2027-01.json" in changed
    assert not any("entregas-2026-11" in name for name in changed)
    after = {f.key: f.updated_at for f in PublishedFile.objects.all()}
    assert after["contrataciones/entregas-2026-11.json"] == before["contrataciones/entregas-2026-11.json"]
    assert services.publish_city(at=LATER + timedelta(hours=2)) == []


def test_the_same_rows_give_the_same_bytes(city):
    """SET-5."""
    before = {f.key: bytes(f.sha256) for f in PublishedFile.objects.all()}
    Segment.objects.all().delete()
    PublishedFile.objects.all().delete()
    services.publish_city(at=LATER + timedelta(days=9))
    services.publish_years(at=LATER + timedelta(days=9))
    after = {f.key: bytes(f.sha256) for f in PublishedFile.objects.all()}
    assert after == {key: value for key, value in before.items() if key in after}
    assert len(after) > 15


def test_the_manifest_names_whole_sets_and_old_ones_stand_for_some_hours(city):
    """SET-6 and SET-7."""
    first, _second = city
    old = orjson.loads(read("manifiesto.json"))
    for one in old["files"]:
        stored = one["versionUrl"].rsplit("/", 1)[-1]
        content = read(f"conjunto/{stored}")
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["size"], one["sha256"])
        assert read(one["name"]) == content
    make_payment(first, code="otro")
    publish(first, LATER + timedelta(days=1))
    new = orjson.loads(read("manifiesto.json"))
    assert (new["version"] != old["version"], new["publishedDate"]) == (True, "2027-01-04T09:00:00Z")
    stored = {one["versionUrl"].rsplit("/", 1)[-1] for one in old["files"]}
    assert all(read(f"conjunto/{name}") for name in stored)
    gone = manifest.prune(at=LATER + timedelta(days=2))
    assert gone
    assert all(read(f"conjunto/{one['versionUrl'].rsplit('/', 1)[-1]}") for one in new["files"])


def test_a_part_is_closed_before_it_goes_over_a_limit_of_the_standard(city, monkeypatch):
    """SET-8."""
    Segment.objects.all().delete()
    monkeypatch.setattr(pieces, "HEAVIEST", 2)
    services.publish_city(at=LATER)
    files = listed()
    assert files["registros-2026-11.json"]["count"] == files["registros-2026-11-parte-2.json"]["count"] == 1
    parts = [orjson.loads(read(f"registros-2026-11{end}.json"))["records"] for end in ("", "-parte-2")]
    assert [len(part) for part in parts] == [1, 1]


def test_tables_join_by_the_ids_and_the_workbook_says_the_same(city):
    """SET-9."""
    first, _second = city
    with zipfile.ZipFile(io.BytesIO(read("tablas-2026.csv.zip"))) as packed:
        assert {"releases.csv", "contracts.csv", "resumen.csv", "LEAME.txt"} <= set(packed.namelist())
        [payment] = csv.DictReader(
            packed.read("contracts_implementation_transactions.csv").decode("utf-8-sig").splitlines()
        )
    assert payment["ocid"] == first.process.ocid
    book = CalamineWorkbook.from_filelike(io.BytesIO(read("contrataciones-2026.xlsx")))
    rows = book.get_sheet_by_name("Resumen").to_python()
    assert len(rows) == 3
    amount = rows[0].index("monto_contratado")
    assert isinstance(rows[1][amount], float)


def test_the_record_is_made_from_the_releases(city):
    first, _second = city
    record = Record.objects.get(process=first.process_id)
    assert (record.number, record.first_at, record.last_at, record.weight) == (2, AT, LATER, 2)
    assert record.summary["monto_pagado"]


def test_nothing_published_makes_no_file():
    make_process()
    assert services.publish_city(at=AT) == []
    assert services.publish_years(at=AT) == []
