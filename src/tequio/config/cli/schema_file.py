"""A schema that the caller chose, such as the official one, instead of the one generated from the profile."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from tequio.core.ocds.validation.structure import Validator


class SchemaError(ValueError):
    """The file is no JSON Schema of releases, or refers to one that is not beside it."""


def validator_of(path: Path) -> Validator:
    """Return the validator of releases of a schema file: of a release, or of a package with its releases.

    What it refers to by address is looked for by name in the same folder; nothing is fetched.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    document = _read(path)
    properties = document.get("properties", {})
    if "ocid" in properties:
        return _compile(document, path)
    if "releases" in properties:
        items = properties["releases"].get("items", {})
        return _compile({**items, "definitions": document.get("definitions", {})}, path)
    raise SchemaError("no es un esquema de entregas ni de paquetes de entregas")


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
        return _read(path.parent / address.partition("#")[0].rpartition("/")[2])

    try:
        if set(document) <= {"$ref", "definitions"} and "#" not in document.get("$ref", "#"):
            document = beside(document["$ref"])
        return jsonschema_rs.Draft4Validator(document, validate_formats=True, retriever=beside)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, OSError) as error:
        raise SchemaError(str(error).splitlines()[0]) from None
