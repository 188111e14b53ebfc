"""The generated JSON Schema beside the official one, field for field."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tequio.core.ocds import schema
from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.extensions import EXTENSIONS, added_codes

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


# The folder of each extension: its publisher's name, and its own.
FOLDER = "{}__ocds_{}_extension"
NAMES = {"budget": "budget_breakdown"}
MISTAKEN = ("^(name_", "^(description_")
NO_COPY = {"bids", "publicNotices"}  # their descriptions are not among the reference data


def folder_of(root: Path, name: str) -> Path:
    own = NAMES.get(name, name)
    owners = ("contratacionesabiertas", "open-contracting-extensions")
    return next(one for owner in owners if (one := root / FOLDER.format(owner, own)).is_dir())


def patched(document: Any, patch: Any) -> Any:
    """Return a document with a JSON merge patch (RFC 7396) on it."""
    if not isinstance(patch, dict) or not isinstance(document, dict):
        return patch
    return document | {key: patched(document.get(key, {}), value) for key, value in patch.items()}


def known_apart(node: Any) -> Any:
    """Leave out what the extensions say by mistake: other languages of fields they do not have."""
    if isinstance(node, list):
        return [known_apart(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: known_apart(value) for key, value in node.items() if not is_mistaken(key, value)}


def is_mistaken(key: str, value: Any) -> bool:
    """Say whether it is a translation of a missing field, or the party roles as if references were codes."""
    if key == "patternProperties":
        return all(one.startswith(MISTAKEN) for one in value)
    return (key, value) == ("codelist", "+partyRole.csv")


def units_apart(whole: Any) -> Any:
    """The units are references to organizations: that their list of codes is open says nothing of them."""
    for name in ("requestingUnits", "responsibleUnits", "contractingUnits"):
        whole["properties"]["planning"]["properties"][name].pop("openCodelist", None)
    return whole


@pytest.mark.reference
def test_the_whole_profile_says_the_same_as_the_standard_with_its_extensions(
    official: dict[str, Any], reference_data: Path
) -> None:
    """PROFILE-1."""
    names = set(EXTENSIONS) - NO_COPY
    whole = official["release-schema.json"]
    for name in sorted(names):
        patch = folder_of(reference_data / "ocds" / "edca-mx-extensions", name) / "release-schema.json"
        whole = patched(whole, json.loads(patch.read_text()))
    generated = schema.release_schema(names)

    assert known_apart(said(generated, {}, generated)) == units_apart(known_apart(said(whole, official, whole)))


@pytest.mark.reference
def test_the_codelists_hold_the_codes_of_the_standard_and_its_extensions(reference_data: Path) -> None:
    """PROFILE-2."""
    folders = [
        folder_of(reference_data / "ocds" / "edca-mx-extensions", name) for name in set(EXTENSIONS) - NO_COPY
    ]
    found: dict[str, set[str]] = {}
    for folder in (reference_data / "ocds" / "schema-1.1.5", *folders):
        for path in (folder / "codelists").glob("*.csv"):
            rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
            found.setdefault(path.stem.lstrip("+"), set()).update(row["Code"] for row in rows)
    ours = {name: {*CODELISTS[name].codes, *added_codes(name, EXTENSIONS)} for name in found}
    ours["paymentMethod"] -= {"wireTransfer"}  # as the tool that uses it writes it
    ours["milestoneType"] -= {"publicNotices"}  # of the extension whose description is not there

    assert ours == found
