"""JSON Schema (draft 4) generated from the typed profile: releases, versioned releases, records, packages.

The same fields, types, formats and codelists as the schema of OCDS 1.1.5, without its prose (a test holds the
two side by side), and those of the Mexican extensions that are asked for.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.extensions import added_codes
from tequio.core.ocds.profile.notation import (
    Also,
    Codes,
    Converted,
    Deprecated,
    Format,
    From,
    NotEmpty,
    NotNull,
    Part,
    Translatable,
    Unique,
    Unmerged,
    VersionedId,
    WholeList,
    Written,
)
from tequio.core.ocds.profile.packages import LinkedRelease, Publisher
from tequio.core.ocds.profile.parts import OrganizationReference
from tequio.core.ocds.profile.stages import Release

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-04/schema#"
LANGUAGE = (
    "(((([A-Za-z]{2,3}(-([A-Za-z]{3}(-[A-Za-z]{3}){0,2}))?)|[A-Za-z]{4}|[A-Za-z]{5,8})(-([A-Za-z]{4}))?"
    "(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    "(-([0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+))*(-(x(-[A-Za-z0-9]{1,8})+))?)|(x(-[A-Za-z0-9]{1,8})+))"
)  # BCP 47, as OCDS 1.1 writes it for fields in other languages
_TYPES: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    Decimal: "number",
    bool: "boolean",
    dict: "object",
}
_ANYTHING = ["string", "number", "integer", "array", "object", "null"]


def json_type(kind: Any) -> str:
    """Return the JSON type of a plain Python type."""
    return _TYPES[kind]


@dataclass(frozen=True, slots=True)
class Property:
    """One field of a structure, as its annotation says it."""

    name: str  # as in JSON
    kind: Any  # str, int, a Part…; for lists, the kind of the items
    many: bool
    nullable: bool
    required: bool
    marks: tuple[Any, ...]
    item_marks: tuple[Any, ...] = ()

    def mark(self, kind: type) -> Any:
        """Return the mark of this kind, or None."""
        return next((one for one in self.marks if isinstance(one, kind)), None)

    @property
    def part(self) -> type[Part] | None:
        """Return the structure that the field holds, if it holds one."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, Part) else None


@cache
def properties(part: type[Part]) -> tuple[Property, ...]:
    """Return the fields of a structure in their order."""
    hints = get_type_hints(part, include_extras=True)
    return tuple(
        _property(one.encode_name, hints[one.name], required=one.required)
        for one in msgspec.structs.fields(part)
    )


def _property(name: str, hint: Any, *, required: bool) -> Property:
    hint, marks = _unwrap(hint)
    kinds = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    nullable = type(None) in kinds and not any(isinstance(one, NotNull) for one in marks)
    kind = next(one for one in kinds if one is not type(None))
    if Decimal in kinds:
        kind = Decimal
    if get_origin(kind) is dict:
        kind = dict
    if get_origin(kind) is not tuple:
        return Property(name, kind, many=False, nullable=nullable, required=required, marks=marks)
    item, item_marks = _unwrap(get_args(kind)[0])
    nullable = item is str and not required
    return Property(name, item, True, nullable, required, marks, item_marks)  # noqa: FBT003 - a record's fields


def _unwrap(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


@dataclass(slots=True)
class _Generator:
    """Writes definitions as they are met. ``versioned`` wraps every value in its history."""

    extensions: frozenset[str]
    translations: bool
    versioned: bool = False
    strict: bool = False
    prefix: str = ""
    definitions: dict[str, Schema] = field(default_factory=dict)

    def fields(self, part: type[Part]) -> Iterable[Property]:
        for one in properties(part):
            source = one.mark(From)
            if source is None or source.extension in self.extensions:
                yield one

    def reference(self, part: type[Part], *, single: bool = False) -> Schema:
        """Return a reference to a structure, whose definition is written if it was not yet."""
        own_id = self.versioned and single and part is OrganizationReference
        name = f"{self.prefix}{part.__name__}{'VersionedId' if own_id else ''}"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.structure(part, versioned_id=own_id)
        return {"$ref": f"#/definitions/{name}"}

    def structure(self, part: type[Part], *, versioned_id: bool = False) -> Schema:
        """Return the schema of a structure."""
        fields = [one for one in self.fields(part) if not (self.versioned and one.mark(Unmerged))]
        schema: Schema = {
            "type": "object",
            "properties": {one.name: self.value(one, versioned_id=versioned_id) for one in fields},
        }
        if required := [one.name for one in fields if one.required]:
            schema["required"] = required
        if others := self._under_other_names(fields):
            schema["patternProperties"] = others
        if self.strict or part.says_something:
            schema["minProperties"] = 1
        return schema | ({"additionalProperties": False} if self.strict else {})

    def _under_other_names(self, fields: Iterable[Property]) -> Schema:
        """Return the patterns of the fields that may come in other languages or currencies."""
        found: Schema = {}
        for one in fields:
            if self.translations and one.mark(Translatable):
                found[f"^({one.name}_{LANGUAGE})$"] = {"type": ["string", "null"]}
            converted = one.mark(Converted)
            if converted and converted.extension in self.extensions and not self.versioned:
                found[f"^{one.name}_.+$"] = {"type": ["number", "null"]}
        return found

    def value(self, one: Property, *, versioned_id: bool) -> Schema:
        """Return the schema of a field's value, with its history where this generator writes histories."""
        if not self.versioned:
            return self.plain(one)
        bare = _Generator(self.extensions, self.translations, prefix="Unversioned")
        if self._has_history(one, versioned_id=versioned_id):
            schema = history(bare.plain(one))
        else:
            schema = (bare if one.many and not _has_id(one) else self).plain(one)
        self.definitions.update(bare.definitions)
        return schema

    @staticmethod
    def _has_history(one: Property, *, versioned_id: bool) -> bool:
        if one.name == "ocid" or one.part is not None:
            return one.mark(WholeList) is not None
        return one.name != "id" or versioned_id or one.mark(VersionedId) is not None

    def plain(self, one: Property) -> Schema:
        """Return the schema of a field's value."""
        free = one.kind in {dict, Any} and not one.mark(Written)
        if self.strict and (free or one.mark(Deprecated)):
            return {"not": {}}
        schema = self._list(one) if one.many else self._single(one, one.marks)
        if codes := one.mark(Codes):
            schema |= {"codelist": f"{codes.name}.csv", "openCodelist": not CODELISTS[codes.name].closed}
        if one.mark(Unique):
            schema["uniqueItems"] = True
        if not self.prefix:
            schema |= {word: True for word, mark in _MERGE.items() if _noted(one.mark(mark))}
        if gone := one.mark(Deprecated):
            schema["deprecated"] = {"deprecatedVersion": gone.since, "description": gone.instead}
        return schema

    def _list(self, one: Property) -> Schema:
        if written := one.mark(Written):
            return dict(written.schema)
        if one.part is not None:
            items = self.reference(one.part)
        else:
            bare = Property(one.name, one.kind, many=False, nullable=False, required=True, marks=())
            items = self._single(bare, (*one.item_marks, *(m for m in one.marks if isinstance(m, Codes))))
        schema: Schema = {"type": _types(["array"], nullable=one.nullable), "items": items}
        return schema | ({"minItems": 1} if self.strict or one.mark(NotEmpty) else {})

    def _constraint(self, mark: Any, *, nullable: bool) -> Schema:
        match mark:
            case Format(name=name):
                return {"format": name}
            case NotEmpty():
                return {"minLength": 1}
            case Codes(name=name) if self.strict or CODELISTS[name].closed:
                added = added_codes(name, self.extensions) if self.strict else ()
                return {"enum": [*CODELISTS[name].codes, *added, *([None] if nullable else [])]}
        return {}

    def _single(self, one: Property, marks: Iterable[Any]) -> Schema:
        if one.part is not None:
            return self.reference(one.part, single=True)
        if one.kind is Any:
            return {"type": list(_ANYTHING)}
        names = [_TYPES[one.kind], *(mark.type for mark in marks if isinstance(mark, Also))]
        schema: Schema = {"type": _types(names, nullable=one.nullable)}
        for mark in marks:
            schema |= self._constraint(mark, nullable=one.nullable)
        return schema | ({"pattern": "\\S"} if self.strict and "string" in names else {})


def _has_id(one: Property) -> bool:
    return one.part is None or any(inner.name == "id" for inner in properties(one.part))


_MERGE = {
    "wholeListMerge": WholeList,
    "omitWhenMerged": Unmerged,
    "versionId": VersionedId,
}


def _noted(mark: Any) -> bool:
    return mark is not None and getattr(mark, "noted", True)


def _types(names: list[str], *, nullable: bool) -> str | list[str]:
    names = [*names, *(["null"] if nullable else [])]
    return names[0] if len(names) == 1 else names


def history(value: Schema) -> Schema:
    """Return the schema of the values that a field had over time, each with its release."""
    when = {
        "releaseDate": {"type": "string", "format": "date-time"},
        "releaseID": {"type": "string"},
        "releaseTag": {"type": "array", "items": {"type": "string"}},
    }
    return {"type": "array", "items": {"type": "object", "properties": {**when, "value": value}}}


def release_schema(extensions: Iterable[str] = (), *, translations: bool = True) -> Schema:
    """Return the JSON Schema of a release.

    Args:
        extensions: names of the extensions (profile.extensions) whose fields it knows.
        translations: whether fields in other languages (``title_en``) are checked, too. The official checker
            leaves them alone.
    """
    return _whole(_Generator(frozenset(extensions), translations))


def versioned_release_schema(extensions: Iterable[str] = (), *, translations: bool = True) -> Schema:
    """Return the JSON Schema of a versioned release. Arguments as in ``release_schema``."""
    return _whole(_Generator(frozenset(extensions), translations, versioned=True))


def spotless_release_schema(extensions: Iterable[str] = ()) -> Schema:
    """Return a schema that only a release passes of which no check has anything to say, but for its ids.

    It lets no field pass that is unknown, deprecated, empty or free, and no code outside its codelist. What
    it refuses may still be valid; it is then looked at field by field.
    """
    return _whole(_Generator(frozenset(extensions), translations=False, strict=True))


def _whole(generator: _Generator) -> Schema:
    root = generator.structure(Release)
    return {"$schema": DRAFT, **root, "definitions": generator.definitions}


def release_package_schema(extensions: Iterable[str] = (), *, translations: bool = True) -> Schema:
    """Return the JSON Schema of a release package, complete in itself."""
    generator = _Generator(frozenset(extensions), translations)
    releases = {
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": generator.reference(Release),
    }
    return _package(generator, {"releases": releases})


def record_package_schema(extensions: Iterable[str] = (), *, translations: bool = True) -> Schema:
    """Return the JSON Schema of a record package, complete in itself."""
    generator = _Generator(frozenset(extensions), translations)
    record = _record(generator)
    packages = {
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": {"type": "string", "format": "uri"},
    }
    records = {"type": "array", "minItems": 1, "uniqueItems": True, "items": record}
    return _package(generator, {"packages": packages, "records": records})


def linked_release_schema() -> Schema:
    """Return the JSON Schema of a release that a record only points to."""
    return _Generator(frozenset(), translations=False).structure(LinkedRelease) | {"required": ["url", "date"]}


def _record(generator: _Generator) -> Schema:
    versioned = _Generator(generator.extensions, generator.translations, versioned=True, prefix="Versioned")
    embedded = {"type": "array", "minItems": 1, "items": generator.reference(Release)}
    linked = {"type": "array", "minItems": 1, "items": linked_release_schema()}
    schema: Schema = {
        "type": "object",
        "required": ["ocid", "releases"],
        "properties": {
            "ocid": {"type": "string"},
            "releases": {"oneOf": [linked, embedded]},
            "compiledRelease": generator.reference(Release),
            "versionedRelease": versioned.reference(Release),
        },
    }
    generator.definitions |= versioned.definitions
    return schema


def _package(generator: _Generator, content: Mapping[str, Schema]) -> Schema:
    link = {"type": ["string", "null"], "format": "uri"}
    head: Schema = {
        "uri": {"type": "string", "format": "uri"},
        "version": {"type": "string", "pattern": r"^(\d+\.)(\d+)$"},
        "extensions": {"type": "array", "items": {"type": "string", "format": "uri"}},
        "publishedDate": {"type": "string", "format": "date-time"},
        "publisher": generator.structure(Publisher),
        "license": link,
        "publicationPolicy": link,
    }
    return {
        "$schema": DRAFT,
        "type": "object",
        "required": ["uri", "publisher", "publishedDate", "version", list(content)[-1]],
        "properties": {**head, **content},
        "definitions": generator.definitions,
    }
