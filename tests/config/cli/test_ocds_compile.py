"""``tequio ocds compile`` and ``tequio ocds schema`` (docs/rules/publishing.md, MERGE-13)."""

import gzip
import io
import json
import sys

import jsonschema_rs
import pytest

from tequio.config.cli.ocds import run

LOCATION = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_location_extension/master/extension.json"
DECLARED = {"extensions": [LOCATION]}


def release(day, ocid="ocds-abc123-1", **fields):
    return {"ocid": ocid, "id": str(day), "date": f"2026-01-0{day}T00:00:00Z", "tag": ["tender"], **fields}


def package(*releases, **fields):
    head = {"uri": "https://ejemplo.mx/p.json", "version": "1.1", "publisher": {"name": "X"}}
    return {**head, "releases": releases, **fields}


@pytest.fixture
def put(tmp_path):
    def write(name, *documents):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(one) for one in documents))
        return str(path)

    return write


def told(capfdbinary):
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_releases_of_several_files_are_merged_by_process(put, capfdbinary):
    one = put("a.json", package(release(1, language="es"), release(1, ocid="ocds-abc123-2")))
    two = put("b.jsonl", release(2, language="en"), release(3, tender={"id": "1"}))

    assert run(["compile", one, two]) == 0
    first, second = told(capfdbinary)
    assert (first["ocid"], first["language"], first["tender"], first["date"]) == (
        "ocds-abc123-1", "en", {"id": "1"}, "2026-01-03T00:00:00Z",
    )  # fmt: skip
    assert second["ocid"] == "ocds-abc123-2"


def test_standard_input_gzip_lists_and_records_are_read(put, tmp_path, monkeypatch, capfdbinary):
    packed = tmp_path / "a.json.gz"
    packed.write_bytes(gzip.compress(json.dumps([release(1), release(2)]).encode()))
    links = [{"url": "https://ejemplo.mx/1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"]}]
    records = {
        "records": [{"ocid": "x", "releases": links}, {"ocid": "ocds-abc123-1", "releases": [release(4)]}]
    }
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(release(3)).encode())))

    assert run(["compile", str(packed), put("r.json", records), "-"]) == 0
    [only] = told(capfdbinary)
    assert only["id"] == "ocds-abc123-1-2026-01-04T00:00:00Z"


def test_the_history_of_each_datum_may_be_asked_for(put, capfdbinary):
    source = put("a.json", [release(1, language="es"), release(2, language="en")])

    assert run(["compile", "--versioned", source]) == 0
    [only] = told(capfdbinary)
    assert [one["value"] for one in only["language"]] == ["es", "en"]


def test_a_record_package_may_be_asked_for(put, capfdbinary):
    source = put("a.json", package(release(1), release(2), extensions=[LOCATION]))

    assert run(["compile", "--package", "--versioned", "--uri", "https://ejemplo.mx/r.json", source]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    [record] = found["records"]
    assert [one["id"] for one in record["releases"]] == ["1", "2"]
    assert record["versionedRelease"]["ocid"] == record["compiledRelease"]["ocid"] == "ocds-abc123-1"
    assert (found["uri"], found["publishedDate"], found["publisher"], found["extensions"]) == (
        "https://ejemplo.mx/r.json", "2026-01-02T00:00:00Z", {"name": "X"}, [LOCATION],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "arguments", "places"),
    [
        ({}, [], 2),
        (DECLARED, [], 1),
        (DECLARED, ["--ignore-extensions"], 2),
    ],
    ids=["MERGE-13 none", "MERGE-13 declared", "MERGE-13 ignored"],
)
def test_the_declared_extensions_say_how_a_package_is_merged(put, capfdbinary, fields, arguments, places):
    tender = {"id": "1", "items": [{"id": "1", "deliveryLocations": [{"description": "x"}]}]}
    source = put("a.json", package(release(1, tender=tender), release(2, tender=tender), **fields))

    assert run(["compile", *arguments, source]) == 0
    [only] = told(capfdbinary)
    assert len(only["tender"]["items"][0]["deliveryLocations"]) == places


def test_another_schema_says_how_to_merge(put, capfdbinary):
    schema = {"properties": {"id": {"omitWhenMerged": True}, "a": {"type": "array", "wholeListMerge": True}}}
    releases = [{"id": str(n), "date": f"2026-01-0{n}T00:00:00Z", "a": [{"id": str(n)}]} for n in (1, 2)]

    assert run(["compile", "--schema", put("s.json", schema), put("a.json", releases)]) == 0
    assert told(capfdbinary)[0]["a"] == [{"id": "2"}]


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        ([{"ocid": "a", "id": "1", "date": "ayer"}], 1, "no se pudo unir"),
        ([{"id": "1", "date": "2026-01-01T00:00:00Z"}], 2, "sin «ocid»"),
        ({"hola": 1}, 2, "No es un archivo de contrataciones abiertas"),
        (7, 2, "No es un archivo de contrataciones abiertas"),
    ],
    ids=["date", "ocid", "nothing", "number"],
)
def test_what_cannot_be_merged_is_told(put, capsys, content, status, words):
    assert run(["compile", put("a.json", content)]) == status
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "nada.json"])
def test_an_unusable_schema_or_file_is_told(put, tmp_path, capsys, name):
    file, schema = tmp_path / "no.json", put("s.json", {})
    arguments = [str(file)] if name else ["--schema", schema, put("a.json", [release(1)])]

    assert run(["compile", *arguments]) == 2
    assert "tequio ocds:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    ["", "release-package", "record-package", "versioned-release --standard", "project", "project-package"],
)
def test_the_schemas_of_the_profile_are_printed(arguments, capfdbinary):
    assert run(["schema", *arguments.split()]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    jsonschema_rs.Draft4Validator(found)
    assert found["properties"]
