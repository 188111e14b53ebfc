"""JSON Schema (draft 4) generated from the typed profile of OC4IDS: projects and project packages.

The same fields, types, formats and codelists as the schema of OC4IDS 0.9.5, without its prose (a test holds the
two side by side). What the standard says of every field is said once here: a text has at least one character,
a list one item and none twice, an object one property; nothing is null.
"""

from typing import Any

from tequio.core.oc4ids.profile.codelists import CODELISTS
from tequio.core.oc4ids.profile.project import Project
from tequio.core.ocds.profile.notation import (
    Also,
    AtLeast,
    Codes,
    Deprecated,
    Format,
    NotEmpty,
    Part,
    VersionedId,
    Written,
)
from tequio.core.ocds.schema import DRAFT, Property, Schema, json_type, properties

VERSION = "0.9"
_NEEDS_NO_LENGTH = {"date-time", "uri"}


def project_schema() -> Schema:
    """Return the JSON Schema of a project, complete in itself."""
    definitions: dict[str, Schema] = {}
    return {"$schema": DRAFT, **_structure(Project, definitions), "definitions": definitions}


def project_package_schema() -> Schema:
    """Return the JSON Schema of a project package, complete in itself."""
    definitions: dict[str, Schema] = {}
    text, link = {"type": ["string", "null"]}, {"type": ["string", "null"], "format": "uri"}
    publisher = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "minLength": 1},
            "scheme": text,
            "uid": text,
            "uri": link,
        },
        "required": ["name"],
        "minProperties": 1,
    }
    projects = {"type": "array", "minItems": 1, "uniqueItems": True, "items": _reference(Project, definitions)}
    return {
        "$schema": DRAFT,
        "type": "object",
        "required": ["uri", "publisher", "publishedDate", "projects", "version"],
        "properties": {
            "uri": {"type": "string", "format": "uri"},
            "publishedDate": {"type": "string", "format": "date-time"},
            "version": {"type": "string", "pattern": r"^(\d+\.)(\d+)$"},
            "projects": projects,
            "publisher": publisher,
            "license": link,
            "publicationPolicy": link,
        },
        "definitions": definitions,
    }


def _reference(part: type[Part], definitions: dict[str, Schema]) -> Schema:
    if part.__name__ not in definitions:
        definitions[part.__name__] = {}
        definitions[part.__name__] = _structure(part, definitions)
    return {"$ref": f"#/definitions/{part.__name__}"}


def _structure(part: type[Part], definitions: dict[str, Schema]) -> Schema:
    fields = properties(part)
    schema: Schema = {
        "type": "object",
        "properties": {one.name: _field(one, definitions) for one in fields},
        "minProperties": 1,
    }
    required = [one.name for one in fields if one.required]
    return schema | ({"required": required} if required else {})


def _field(one: Property, definitions: dict[str, Schema]) -> Schema:
    if written := one.mark(Written):
        return dict(written.schema)
    schema = _one(one, definitions)
    if one.many:
        schema = {"type": "array", "items": schema, "minItems": 1, "uniqueItems": True}
    if codes := one.mark(Codes):
        schema |= {"codelist": f"{codes.name}.csv", "openCodelist": not CODELISTS[codes.name].closed}
    if one.mark(VersionedId):
        schema["versionId"] = True
    if gone := one.mark(Deprecated):
        schema["deprecated"] = {"deprecatedVersion": gone.since, "description": gone.instead}
    return schema


def _one(one: Property, definitions: dict[str, Schema]) -> Schema:
    if one.part is not None:
        return _reference(one.part, definitions)
    if one.kind is dict:
        return {"type": "object", "minProperties": 1}
    if one.kind is str:
        return {"type": "string"} | _limits_of_text(one)
    also = one.mark(Also)
    schema: Schema = {"type": [json_type(one.kind), also.type] if also else json_type(one.kind)}
    if one.mark(NotEmpty):
        schema["minLength"] = 1
    if least := one.mark(AtLeast):
        schema["minimum"] = least.least
    return schema


def _limits_of_text(one: Property) -> dict[str, Any]:
    codes, text_format = one.mark(Codes), one.mark(Format)
    if codes and CODELISTS[codes.name].closed:
        return {"enum": list(CODELISTS[codes.name].codes)}
    if text_format is None:
        return {"minLength": 1}
    shown = {"format": text_format.name}
    return shown if text_format.name in _NEEDS_NO_LENGTH else shown | {"minLength": 1}
