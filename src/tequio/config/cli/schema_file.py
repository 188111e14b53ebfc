"""A schema that the caller chose, such as the official one, instead of the one generated from the profile."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from tequio.core.ocds.rules import NoRulesError, Rules, of_schema
from tequio.core.ocds.validation.structure import Validator


class SchemaError(ValueError):
    """The file is no JSON Schema of releases, or refers to one that is not beside it."""


def validator_of(path: Path) -> Validator:
    """Return the validator of releases of a schema file: of a release, or of a package with its releases.

    What it refers to by address is looked for by name in the same folder; nothing is fetched.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    document = _of_releases(path)
    if "$ref" not in document and "ocid" not in document.get("properties", {}):
        raise SchemaError("no es un esquema de entregas ni de paquetes de entregas")
    return _compile(document, path)


def merge_rules_of(path: Path) -> Rules:
    """Return how a schema file, of a release or of a package, says that releases are merged.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    document = _of_releases(path)
    try:
        address = document.get("$ref", "")
        return of_schema(_beside(path, address) if address and address[0] != "#" else document)
    except NoRulesError as error:
        raise SchemaError(str(error)) from None


def _of_releases(path: Path) -> dict[str, Any]:
    """Return the schema of a release in this file, or what a package's schema says of its releases."""
    document = _read(path)
    releases = document.get("properties", {}).get("releases")
    if not isinstance(releases, dict):
        return document
    return {**releases.get("items", {}), "definitions": document.get("definitions", {})}


def _beside(path: Path, address: str) -> dict[str, Any]:
    return _read(path.parent / address.partition("#")[0].rpartition("/")[2])


def _read(path: Path) -> dict[str, Any]:
    try:
        document = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        raise SchemaError("no es JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("properties", {}), dict):
        raise SchemaError("no es un JSON Schema")
    return document


def _compile(document: dict[str, Any], path: Path) -> Validator:
    def beside(address: str) -> dict[str, Any]:
        return _beside(path, address)

    try:
        if set(document) <= {"$ref", "definitions"} and "#" not in document.get("$ref", "#"):
            document = beside(document["$ref"])
        return jsonschema_rs.Draft4Validator(document, validate_formats=True, retriever=beside)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, OSError) as error:
        raise SchemaError(str(error).splitlines()[0]) from None
