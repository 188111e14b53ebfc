"""What the schema of OC4IDS does not see: unknown fields, open codes, empty values, missing currencies."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tequio.core.oc4ids.profile.codelists import CODELISTS
from tequio.core.oc4ids.profile.project import Project
from tequio.core.oc4ids.validation import words
from tequio.core.ocds.profile.notation import Codes, Deprecated, Part
from tequio.core.ocds.schema import Property, properties
from tequio.core.ocds.validation import messages, quality
from tequio.core.ocds.validation.findings import Notes, Place


class _Field(NamedTuple):
    part: type[Part] | None
    codelist: str
    closed: bool
    deprecated: str  # what is said of it
    many: bool


@cache
def _fields(part: type[Part]) -> Mapping[str, _Field]:
    return {one.name: _field(one) for one in properties(part)}


def _field(one: Property) -> _Field:
    listed, gone = one.mark(Codes), one.mark(Deprecated)
    return _Field(
        part=one.part,
        codelist=listed.name if listed is not None else "",
        closed=listed is not None and CODELISTS[listed.name].closed,
        deprecated=messages.deprecated(one.name, gone.since, gone.instead) if gone is not None else "",
        many=one.many,
    )


def walk(value: dict[str, Any], at: Place, notes: Notes, part: type[Part] = Project) -> None:
    """Look at a project, field by field."""
    known = _fields(part)
    for name, inner in value.items():
        place = (*at, name)
        if name == "amount" and "currency" not in value and not (inner and isinstance(inner, dict | list)):
            notes.remark("missing_currency", place, words.missing_currency())
        field = known.get(name)
        if field is None:
            quality.strange(name, inner, place, notes, languages=False)
            quality.empties(inner, place, notes)
        else:
            _known(field, inner, place, notes)


def _known(field: _Field, value: Any, place: Place, notes: Notes) -> None:
    if field.deprecated:
        notes.remark("deprecated_field", place, field.deprecated)
    if quality.is_empty(value):
        notes.remark("empty_value", place, messages.empty_value())
    elif field.part is not None:
        _inside(field.part, value, place, notes)
    else:
        _leaf(field, value, place, notes)


def _inside(part: type[Part], value: Any, place: Place, notes: Notes) -> None:
    if isinstance(value, dict):
        walk(value, place, notes, part)
    elif isinstance(value, list):
        names = [item.get("id") for item in value if isinstance(item, dict)]
        keys = [one for one in names if isinstance(one, str | int)]
        for one in dict.fromkeys(one for one in keys if keys.count(one) > 1):
            notes.error("uniqueItems", place, messages.repeated_id(one))
        for index, item in enumerate(value):
            if isinstance(item, dict):
                walk(item, (*place, index), notes, part)
            elif quality.is_empty(item):
                notes.remark("empty_value", (*place, index), messages.empty_value())


def _leaf(field: _Field, value: Any, place: Place, notes: Notes) -> None:
    if isinstance(value, dict | list):
        quality.strangers(value, place, notes, languages=False)
        quality.empties(value, place, notes)
    if field.codelist and value and not isinstance(value, dict):
        _codes(field, value, place, notes)


def _codes(field: _Field, value: Any, place: Place, notes: Notes) -> None:
    """Note codes that are in no list; of closed lists, only one that stands alone: the schema sees the rest."""
    codes = CODELISTS[field.codelist].codes
    if field.closed:
        if field.many and not isinstance(value, list) and str(value) not in codes:
            said = messages.closed_code(value, codes, field.codelist)
            notes.error("closed_codelist", place, said, about=str(value))
        return
    several = value if isinstance(value, list) else [value]
    for one in several if not isinstance(several[0], dict) else ():
        if str(one) not in codes:
            notes.remark("open_codelist", place, messages.open_code(one, field.codelist), about=str(one))
