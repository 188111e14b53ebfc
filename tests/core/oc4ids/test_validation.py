"""docs/rules/publishing.md, PROJECT: checking project packages of anybody."""

import copy
import io
import json
from pathlib import Path

import jsonschema_rs
import pytest

from tequio.config.cli import ocds
from tequio.core.oc4ids.validation import check, check_file

WHEN = "2026-02-04T16:00:00Z"
PROJECT = {
    "id": "oc4ids-abc123-1",
    "title": "Parque",
    "status": "implementation",
    "sector": ["transport"],
    "publicAuthority": {"id": "1", "name": "Municipio"},
    "parties": [{"id": "1", "name": "Municipio", "roles": ["publicAuthority"]}],
    "budget": {"amount": {"amount": 100, "currency": "MXN"}},
    "contractingProcesses": [
        {
            "id": "ocds-abc123-1",
            "summary": {"nature": ["construction"], "status": "active"},
            "releases": [{"id": "1", "tag": ["award"], "date": WHEN, "url": "https://ejemplo.mx/1"}],
        }
    ],
}
PACKAGE = {
    "uri": "https://ejemplo.mx/proyectos.json",
    "publishedDate": "2026-02-04T16:00:00Z",
    "version": "0.9",
    "publisher": {"name": "Municipio"},
    "projects": [PROJECT],
}


def found(change, document=PACKAGE):
    changed = copy.deepcopy(document)
    change(changed)
    return {(one.code, one.path) for one in check(changed)}


def project(**fields):
    return lambda package: package["projects"][0].update(fields)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda _package: None, set(), id="PROJECT-1 sound"),
        pytest.param(
            lambda package: package.pop("version"), {("required", "")}, id="PROJECT-1 structure of the package"
        ),
        pytest.param(project(title=5), {("type", "/projects/0/title")}, id="PROJECT-1 structure"),
        pytest.param(
            project(status="x"), {("closed_codelist", "/projects/0/status")}, id="PROJECT-1 closed code"
        ),
        pytest.param(
            project(parties=[{"id": "1"}, {"id": "1", "name": "x"}]),
            {("uniqueItems", "/projects/0/parties")},
            id="PROJECT-1 repeated id",
        ),
        pytest.param(
            lambda package: package["projects"].append({"id": "oc4ids-abc123-1", "title": "Otro"}),
            {("uniqueItems", "/projects")},
            id="PROJECT-1 repeated project",
        ),
        pytest.param(
            project(id="abc-1"), {("bad_project_id", "/projects/0/id")}, id="PROJECT-2 without a prefix"
        ),
        pytest.param(project(foo={"bar": 1}), {("unknown_field", "/projects/0/foo")}, id="PROJECT-2 unknown"),
        pytest.param(
            project(title_en="Park"), {("unknown_field", "/projects/0/title_en")}, id="PROJECT-2 language"
        ),
        pytest.param(
            project(sector=["otro"]), {("open_codelist", "/projects/0/sector")}, id="PROJECT-2 open code"
        ),
        pytest.param(project(title=" "), {("empty_value", "/projects/0/title")}, id="PROJECT-2 empty"),
        pytest.param(
            project(budget={"amount": {"amount": 1}}),
            {("missing_currency", "/projects/0/budget/amount/amount")},
            id="PROJECT-2 currency",
        ),
        pytest.param(
            project(publicAuthority={"id": "2", "name": "Otro"}),
            {("party_missing", "/projects/0/publicAuthority/id")},
            id="PROJECT-2 party",
        ),
    ],
)
def test_what_is_wrong_with_a_project_package(change, said):
    assert found(change) == said


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(PACKAGE),
        json.dumps([PACKAGE, PROJECT]),
        json.dumps(PACKAGE) + "\n" + json.dumps(PROJECT),
        json.dumps(PROJECT),
        "\N{BYTE ORDER MARK}" + json.dumps(PACKAGE, indent=1),
    ],
    ids=["PROJECT-3 package", "PROJECT-3 list", "PROJECT-3 lines", "PROJECT-3 alone", "PROJECT-3 mark"],
)
def test_projects_are_known_by_themselves(data):
    assert check_file(io.BytesIO(data.encode())) == []


def test_the_command_checks_projects_too(tmp_path: Path, capsys):
    file = tmp_path / "proyectos.json"
    file.write_text(json.dumps(PACKAGE | {"projects": [PROJECT | {"id": "abc-1"}]}))

    assert ocds.run(["validate", "--json", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["findings"][0]["value"] == "abc-1"


@pytest.mark.reference
def test_the_official_schema_refuses_the_same_places(reference_data: Path):
    """Each field of the standard's example, one by one, becomes something that it cannot be."""
    folder = reference_data / "ocds"
    files = {path.name: json.loads(path.read_text()) for path in (folder / "oc4ids-0.9.5").glob("*.json")}
    official = jsonschema_rs.Draft4Validator(
        files["project-package-schema.json"],
        retriever=lambda uri: files[uri.rsplit("/", 1)[-1]],
        validate_formats=True,
    )
    whole = json.loads((folder / "oc4ids-examples" / "example.json").read_text())
    for name, value in whole["projects"][0].items():
        for wrong in ({}, [5], "x", None):
            package = whole | {"projects": [whole["projects"][0] | {name: wrong}]}
            ours = {one.path for one in check(package) if one.severity == "error"}
            theirs = {
                "".join(f"/{step}" for step in one.instance_path) for one in official.iter_errors(package)
            }
            assert ours == theirs, (name, wrong, value)
