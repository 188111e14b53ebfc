"""Ids that repeat where each thing should have its own: merged releases would lose all but one."""

from collections.abc import Hashable
from functools import cache
from typing import Any, NamedTuple

from tequio.core.ocds.profile.notation import From, Part, Unique
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.schema import Property, properties
from tequio.core.ocds.validation import messages
from tequio.core.ocds.validation.findings import Notes, Place


class _Step(NamedTuple):
    name: str
    many: bool
    unique: bool  # whether the schema demands it
    part: type[Part]
    deeper: bool


@cache
def _steps(part: type[Part], extensions: frozenset[str]) -> tuple[_Step, ...]:
    """Return the fields below which there are lists of things with ids."""
    return tuple(
        _step(one, one.part, extensions)
        for one in properties(part)
        if one.part is not None and _is_known(one, extensions) and (one.many or _steps(one.part, extensions))
    )


def _step(one: Property, part: type[Part], extensions: frozenset[str]) -> _Step:
    return _Step(one.name, one.many, one.mark(Unique) is not None, part, bool(_steps(part, extensions)))


def _is_known(one: Property, extensions: frozenset[str]) -> bool:
    source = one.mark(From)
    return source is None or source.extension in extensions


def check(value: Any, at: Place, notes: Notes, extensions: frozenset[str], part: type[Part] = Release) -> None:
    """Note every id that repeats in a list of a release that the standard or these extensions know."""
    for step in _steps(part, extensions):
        found = value.get(step.name)
        if found and step.many and isinstance(found, list):
            _check_list(found, (*at, step.name), notes, extensions, step)
        elif isinstance(found, dict) and not step.many:
            check(found, (*at, step.name), notes, extensions, step.part)


def _check_list(items: list[Any], at: Place, notes: Notes, extensions: frozenset[str], step: _Step) -> None:
    if len(items) > 1:
        _repeated(items, at, notes, unique=step.unique)
    if step.deeper:
        for index, item in enumerate(items):
            if isinstance(item, dict):
                check(item, (*at, index), notes, extensions, step.part)


def _repeated(items: list[Any], at: Place, notes: Notes, *, unique: bool) -> None:
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    known = [one for one in ids if one is not None and isinstance(one, Hashable)]
    if len(set(known)) == len(known):
        return
    for one in dict.fromkeys(one for one in known if known.count(one) > 1):
        if unique:
            notes.error("uniqueItems", at, messages.repeated_id(one))
        else:
            notes.remark("repeated_id", at, messages.repeated_id(one), about=str(one))
