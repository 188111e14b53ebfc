"""What JSON Schema does not see: unknown and deprecated fields, open codes, empty values, bad ocids."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.extensions import added_codes
from tequio.core.ocds.profile.notation import Codes, Deprecated, From, Part, WholeList
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.schema import LANGUAGE, Property, properties
from tequio.core.ocds.validation import messages
from tequio.core.ocds.validation.findings import Notes, Place

_OTHER_LANGUAGE = re.compile(f".*_{LANGUAGE}")
HISTORY = frozenset({"releaseID", "releaseDate", "releaseTag", "value"})  # what each value of a history says
_OCID = re.compile("ocds-[a-z0-9]{6}")


class _Field(NamedTuple):
    """What of a field the walk asks, found once."""

    name: str
    part: type[Part] | None
    codelist: str  # an open one
    deprecated: str  # what is said of it
    whole: bool


@cache
def _fields(part: type[Part], extensions: frozenset[str]) -> Mapping[str, _Field]:
    known = ((one, one.mark(From)) for one in properties(part))
    return {one.name: _field(one) for one, source in known if source is None or source.extension in extensions}


def _field(one: Property) -> _Field:
    listed, gone = one.mark(Codes), one.mark(Deprecated)
    is_open = listed is not None and not CODELISTS[listed.name].closed
    return _Field(
        name=one.name,
        part=one.part,
        codelist=listed.name if is_open else "",
        deprecated=messages.deprecated(one.name, gone.since, gone.instead) if gone is not None else "",
        whole=one.mark(WholeList) is not None,
    )


@cache
def codes(name: str, extensions: frozenset[str]) -> frozenset[str]:
    """Return the codes of a codelist, with those that the extensions add."""
    return frozenset((*CODELISTS[name].codes, *added_codes(name, extensions)))


class Walk:
    """One walk over a release; ``versioned`` where every value is a list of its history."""

    def __init__(self, notes: Notes, extensions: frozenset[str], *, versioned: bool = False) -> None:
        self.notes = notes
        self.extensions = extensions
        self.versioned = versioned

    def release(self, value: Any, at: Place) -> None:
        """Look at a release field by field."""
        self._object(value, at, Release)

    def _object(self, value: dict[str, Any], at: Place, part: type[Part]) -> None:
        known = _fields(part, self.extensions)
        for name, inner in value.items():
            place = (*at, name)
            field = known.get(name)
            if field is None:
                self._unknown(name, inner, place)
            else:
                self._field(field, inner, place)

    def _unknown(self, name: str, value: Any, place: Place) -> None:
        strange(name, value, place, self.notes)
        empties(value, place, self.notes)

    def _field(self, field: _Field, value: Any, place: Place) -> None:
        if field.deprecated:
            self.notes.remark("deprecated_field", place, field.deprecated)
        if self.versioned and isinstance(value, list) and (field.part is None or field.whole):
            now = Walk(self.notes, self.extensions)
            for index, entry in enumerate(value):
                if isinstance(entry, dict):
                    now._value(field, entry.get("value"), (*place, index, "value"))
                    for name in entry.keys() - HISTORY:
                        strange(name, entry[name], (*place, index, name), self.notes)
        else:
            self._value(field, value, place)

    def _value(self, field: _Field, value: Any, place: Place) -> None:
        if is_empty(value):
            self.notes.remark("empty_value", place, messages.empty_value())
        elif field.part is not None:
            self._inside(field.part, value, place)
        else:
            self._leaf(field, value, place)

    def _inside(self, part: type[Part], value: Any, place: Place) -> None:
        if isinstance(value, dict):
            self._object(value, place, part)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    self._object(item, (*place, index), part)
                elif is_empty(item):
                    self.notes.remark("empty_value", (*place, index), messages.empty_value())

    def _leaf(self, field: _Field, value: Any, place: Place) -> None:
        if field.codelist:
            self._open_codes(field.codelist, value, place)
        if isinstance(value, dict | list):
            strangers(value, place, self.notes)
            empties(value, place, self.notes)

    def _open_codes(self, name: str, value: Any, place: Place) -> None:
        known = codes(name, self.extensions)
        if not value or isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
            return
        for one in value if isinstance(value, list) else [value]:
            if str(one) not in known:
                self.notes.remark("open_codelist", place, messages.open_code(one, name), about=str(one))


def is_empty(value: Any) -> bool:
    """Return whether something is written that says nothing: blank text, an empty list or object."""
    return (isinstance(value, str) and not value.strip()) or (isinstance(value, dict | list) and not value)


def empties(value: Any, at: Place, notes: Notes) -> None:
    """Note what is empty inside a value that the profile does not know."""
    if is_empty(value):
        notes.remark("empty_value", at, messages.empty_value())
    elif isinstance(value, dict):
        for name, inner in value.items():
            empties(inner, (*at, name), notes)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict) and item:
                empties(item, (*at, index), notes)
            elif is_empty(item) and item != {}:
                notes.remark("empty_value", (*at, index), messages.empty_value())


def strange(name: str, value: Any, place: Place, notes: Notes, *, languages: bool = True) -> None:
    """Note a field that the profile does not know. What it holds is not told apart.

    A name such as ``title_en`` is the same text in another language (in OCDS, not in OC4IDS); what
    it holds is unknown.
    """
    if languages and _OTHER_LANGUAGE.fullmatch(name):
        strangers(value, place, notes)
    else:
        notes.remark("unknown_field", place, messages.unknown_field(name))


def strangers(value: Any, at: Place, notes: Notes, *, languages: bool = True) -> None:
    """Note the fields of an object that stands where the profile has none."""
    if isinstance(value, dict):
        for name, inner in value.items():
            strange(name, inner, (*at, name), notes, languages=languages)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                strangers(item, (*at, index), notes, languages=languages)


def check_ocid(value: Any, at: Place, notes: Notes) -> None:
    """Note an ocid without a well-formed prefix (OCDS 1.1, identifiers)."""
    ocid = value.get("ocid")
    if isinstance(ocid, str) and ocid and not _OCID.match(ocid):
        notes.remark("bad_ocid", (*at, "ocid"), messages.bad_ocid(ocid), about=ocid)
