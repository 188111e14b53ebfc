"""The JSON Schema part of a check: what the schema refuses, as findings."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import jsonschema_rs

from tequio.core.ocds import schema
from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.validation import messages
from tequio.core.ocds.validation.findings import Notes, Place

Validator = Any  # jsonschema_rs gives no common type of its drafts


def compiled(document: schema.Schema) -> Validator:
    """Return a validator of a schema, which checks formats, too."""
    return jsonschema_rs.Draft4Validator(document, validate_formats=True)


@cache
def release(extensions: frozenset[str]) -> Validator:
    """Return the validator of releases with these extensions."""
    return compiled(schema.release_schema(extensions, translations=False))


@cache
def spotless(extensions: frozenset[str]) -> Validator:
    """Return the validator that only releases pass of which there is nothing to say, but for ids."""
    return compiled(schema.spotless_release_schema(extensions))


@cache
def versioned(extensions: frozenset[str]) -> Validator:
    """Return the validator of versioned releases with these extensions."""
    return compiled(schema.versioned_release_schema(extensions, translations=False))


@cache
def envelope(name: str) -> Validator:
    """Return the validator of a package without what it carries (``name``: releases or records)."""
    whole = schema.release_package_schema() if name == "releases" else schema.record_package_schema()
    whole["properties"][name] = {"type": "array", "minItems": 1}
    return compiled(whole)


@cache
def names_of_envelope(name: str) -> frozenset[str]:
    """Return the fields that the standard gives a package of releases or records."""
    whole = schema.release_package_schema() if name == "releases" else schema.record_package_schema()
    return frozenset(whole["properties"])


@cache
def record() -> Validator:
    """Return the validator of a record without its releases."""
    return compiled(
        {
            "type": "object",
            "required": ["ocid", "releases"],
            "properties": {"ocid": {"type": "string"}, "releases": {"type": "array", "minItems": 1}},
        }
    )


@cache
def linked_release() -> Validator:
    """Return the validator of a release that a record only points to."""
    return compiled(schema.linked_release_schema())


def check(
    validator: Validator, value: Any, at: Place, notes: Notes, *, codes_may_be_empty: bool = True
) -> None:
    """Note what the schema refuses in a value.

    An empty text where a closed codelist rules is no error for the official checker, only an empty value;
    in versioned releases it is one.
    """
    if validator.is_valid(value):
        return
    for error in validator.iter_errors(value):
        place = (*at, *error.instance_path)
        kind = error.kind
        blank = kind.name == "enum" and error.instance == "" and not isinstance(place[-1], int)
        if blank and codes_may_be_empty:
            continue
        if (
            kind.name == "enum"
            and _known_codes(error.instance, kind.options)
            and not isinstance(place[-1], int)
        ):
            continue  # said already: it is no text
        code, message = _said(error, kind)
        notes.error(code, place, message, about=str(error.instance) if kind.name == "enum" else "")


def _known_codes(value: Any, options: Iterable[Any]) -> bool:
    """Return whether what stands in place of a code is a list of only known ones, or is no text."""
    if not isinstance(value, list):
        return isinstance(value, dict)
    known = {str(one) for one in options}
    return not value or isinstance(value[0], dict) or all(str(one) in known for one in value)


def _said(error: Any, kind: Any) -> tuple[str, str]:
    match kind.name:
        case "required":
            return "required", messages.required(kind.property)
        case "type":
            return "type", messages.wrong_type(error.instance, kind.types)
        case "format":
            return kind.format, messages.bad_format(error.instance, kind.format)
        case "enum":
            return "closed_codelist", _closed(error.instance, kind.options)
    return _shape(error, kind)


def _shape(error: Any, kind: Any) -> tuple[str, str]:
    match kind.name:
        case "minLength":
            return "minLength", messages.too_short()
        case "minProperties":
            return "minProperties", messages.no_fields()
        case "minItems":
            return "minItems", messages.no_items()
        case "uniqueItems":
            return "uniqueItems", messages.equal_items()
        case "pattern":
            return "pattern", messages.bad_pattern(error.instance)
    return kind.name, messages.other(error.message)


def _closed(value: Any, options: Iterable[Any]) -> str:
    codes = [str(one) for one in options if one is not None]
    name = next((name for name, one in CODELISTS.items() if list(one.codes) == codes), "")
    return messages.closed_code(value, codes, name)
