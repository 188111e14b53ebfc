"""The generated JSON Schema of OC4IDS beside the official one, field for field."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tequio.core.oc4ids import schema
from tequio.core.oc4ids.profile.codelists import CODELISTS

PROSE = {"title", "description", "$schema", "id", "definitions", "default", "deprecated"}


@pytest.fixture(scope="module")
def folder(reference_data: Path) -> Path:
    return reference_data / "ocds" / "oc4ids-0.9.5"


def said(node: Any, root: Any, files: dict[str, Any]) -> Any:
    """Return a schema with its references followed and its prose left out, ready to compare."""
    if isinstance(node, list):
        return [said(one, root, files) for one in node]
    if not isinstance(node, dict):
        return node
    if reference := node.get("$ref"):
        name = reference.rsplit("/", 1)[-1]
        return (
            said(files[name], files[name], files)
            if name in files
            else said(root["definitions"][name], root, files)
        )
    facts = {key: value for key, value in node.items() if key not in PROSE or isinstance(value, dict)}
    facts.pop("definitions", None)
    if "enum" in facts:
        facts.pop("minLength", None)  # a code of the list is never empty
    return {key: kept(key, value, root, files) for key, value in facts.items()}


def kept(key: str, value: Any, root: Any, files: dict[str, Any]) -> Any:
    if key == "properties":
        return {name: said(one, root, files) for name, one in value.items()}
    if key in {"type", "enum", "required"}:
        return sorted(value if isinstance(value, list) else [value])
    return said(value, root, files)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("name", "ours"),
    [
        pytest.param("project-schema.json", schema.project_schema, id="OC4IDS-1 project"),
        pytest.param("project-package-schema.json", schema.project_package_schema, id="OC4IDS-1 package"),
    ],
)
def test_schema_says_the_same_as_the_official_one(folder: Path, name: str, ours: Any) -> None:
    official = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    generated = ours()

    assert said(generated, generated, {}) == said(official[name], official[name], official)


@pytest.mark.reference
def test_codelists_hold_the_codes_of_the_standard(folder: Path) -> None:
    """OC4IDS-2."""
    official = {
        path.stem: [row["Code"] for row in csv.DictReader(path.read_text().splitlines())]
        for path in (folder / "codelists").glob("*.csv")
    }

    assert {name: sorted(one.codes) for name, one in CODELISTS.items()} == {
        name: sorted(codes) for name, codes in official.items()
    }
