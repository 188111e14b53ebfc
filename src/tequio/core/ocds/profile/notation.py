"""Marks that say of a field what its Python type cannot: formats, codelists, identity, deprecation."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

import msgspec


@dataclass(frozen=True, slots=True)
class Also:
    """The field may also hold this JSON type in the files of others (we ourselves write the Python type)."""

    type: str


@dataclass(frozen=True, slots=True)
class Format:
    """The text has this format: ``date-time`` or ``uri``."""

    name: str


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """At least one character in the text, one item in the list, or one property in the object."""


@dataclass(frozen=True, slots=True)
class Unique:
    """The list repeats no item and no id."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The values come from this codelist (profile/codelists.py); whether it is open is the codelist's own."""

    name: str


@dataclass(frozen=True, slots=True)
class Deprecated:
    """The standard withdrew the field in this version; ``instead`` says what to use, in Spanish."""

    since: str
    instead: str


@dataclass(frozen=True, slots=True)
class From:
    """The field comes from this extension, and exists only where that extension is declared."""

    extension: str


@dataclass(frozen=True, slots=True)
class WholeList:
    """When merged, the newer list replaces the older as a whole."""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The field is left out when releases are merged: it speaks of the release itself."""


@dataclass(frozen=True, slots=True)
class VersionedId:
    """An ``id`` whose object is no list item: in a versioned release it is versioned like any other value.

    ``noted`` is whether the standard's own schema says so, too.
    """

    noted: bool = True


@dataclass(frozen=True, slots=True)
class Translatable:
    """The same text may come in other languages, as ``title_en``."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The same number may come in other currencies, as ``amount_USD``, where this extension is declared."""

    extension: str


@dataclass(frozen=True, slots=True)
class NotNull:
    """The field may be left out, but not written as null."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number is not below this one."""

    least: int


@dataclass(frozen=True, slots=True)
class Written:
    """The field's JSON Schema, written out where the notation has no word for it."""

    schema: dict[str, object]


def wire(name: str) -> str:
    """Return the JSON name of a field: ``award_id`` is ``awardID``, ``date_signed`` is ``dateSigned``."""
    if name in _AS_WRITTEN:
        return name
    first, *rest = name.rstrip("_").split("_")
    return first + "".join("ID" if word == "id" else word.capitalize() for word in rest)


_AS_WRITTEN = {"former_value"}


class Part(msgspec.Struct, rename=wire, omit_defaults=True):
    """A structure of the standard. What is empty is not written."""

    says_something: ClassVar[bool] = False  # its schema wants at least one property


Text = str | None
Day = Annotated[str | None, Format("date-time")]
Link = Annotated[str | None, Format("uri")]
Id = Annotated[str, Also("integer"), NotEmpty()]
