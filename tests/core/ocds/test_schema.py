"""The generated JSON Schema beside the official one, field for field."""

import json
from pathlib import Path
from typing import Any

import pytest

from tequio.core.ocds import schema

PROSE = {"title", "description", "$schema", "id", "definitions", "default"}


def said(node: Any, files: dict[str, Any], root: Any) -> Any:
    """Return a schema with its references followed and its prose left out, ready to compare."""
    if isinstance(node, list):
        return [said(one, files, root) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name, _, pointer = node["$ref"].partition("#")
        home = files[name.rsplit("/", 1)[-1]] if name else root
        found = home
        for step in pointer.split("/")[1:]:
            found = found[step]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return said(found, files, home) | said(beside, files, root)
    return {key: kept(key, value, files, root) for key, value in node.items() if is_fact(key, value)}


def is_fact(key: str, value: Any) -> bool:
    return key not in PROSE or (isinstance(value, dict) and key != "definitions")


def kept(key: str, value: Any, files: dict[str, Any], root: Any) -> Any:
    if key in {"properties", "patternProperties"}:
        return {name: said(one, files, root) for name, one in value.items()}
    if key == "deprecated":
        return value["deprecatedVersion"]
    if key in {"type", "enum", "required"}:
        return sorted(map(str, value if isinstance(value, list) else [value]))
    return said(value, files, root)


@pytest.fixture(scope="module")
def official(reference_data: Path) -> dict[str, Any]:
    folder = reference_data / "ocds" / "schema-1.1.5"
    return {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}


@pytest.mark.reference
@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("release-schema.json", schema.release_schema),
        ("release-package-schema.json", schema.release_package_schema),
        ("record-package-schema.json", schema.record_package_schema),
        ("versioned-release-validation-schema.json", schema.versioned_release_schema),
    ],
)
def test_schema_says_the_same_as_the_official_one(name: str, ours: Any, official: dict[str, Any]) -> None:
    generated = ours()

    assert said(generated, {}, generated) == said(official[name], official, official[name])
