"""One project package: its structure, what the standard asks beyond its schema, and whom it names."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tequio.core.oc4ids.schema import project_package_schema, project_schema
from tequio.core.oc4ids.validation import words
from tequio.core.oc4ids.validation.walk import walk
from tequio.core.ocds.validation import messages, quality, structure
from tequio.core.ocds.validation.findings import Notes, Place

_PREFIX = re.compile(r"^oc4ids-[a-z0-9]{6}.")
_OF_PROJECTS = frozenset({"contractingProcesses", "publicAuthority", "assetLifetime"})  # that no release has
_PUBLISHER = frozenset({"name", "scheme", "uid", "uri"})


@cache
def _package() -> structure.Validator:
    whole = project_package_schema()
    whole["properties"]["projects"] = {"type": "array", "minItems": 1}
    return structure.compiled(whole)


@cache
def _names() -> frozenset[str]:
    return frozenset(project_package_schema()["properties"])


@cache
def _project() -> structure.Validator:
    return structure.compiled(project_schema())


def is_projects(document: Any) -> bool:
    """Return whether a document is a project package, or a project alone (by its id or its fields)."""
    if not isinstance(document, dict):
        return False
    key = document.get("id")
    alone = isinstance(key, str) and (key.startswith("oc4ids-") or not _OF_PROJECTS.isdisjoint(document))
    return "projects" in document or alone


def check_projects(document: Mapping[str, Any], at: Place, notes: Notes) -> None:
    """Check a package and all of its projects; a project alone as if its package were sound."""
    if "projects" not in document:
        check_project(document, at, notes)
        return
    structure.check(_package(), document, at, notes)
    for name, value in document.items():
        _of_envelope(name, value, (*at, name), notes)
    projects = document["projects"]
    for index, one in enumerate(projects if isinstance(projects, list) else []):
        check_project(one, (*at, "projects", index), notes)
    if isinstance(projects, list):
        _repeated(projects, (*at, "projects"), notes)


def _of_envelope(name: str, value: Any, place: Place, notes: Notes) -> None:
    if quality.is_empty(value):
        notes.remark("empty_value", place, messages.empty_value())
    if name not in _names():
        quality.strange(name, value, place, notes, languages=False)
    elif name == "publisher" and isinstance(value, dict):
        for inner, said in value.items():
            if inner not in _PUBLISHER:
                quality.strange(inner, said, (*place, inner), notes, languages=False)
            quality.empties(said, (*place, inner), notes)


def _repeated(projects: list[Any], at: Place, notes: Notes) -> None:
    keys = [one.get("id") for one in projects if isinstance(one, dict)]
    seen: set[Any] = set()
    for key in keys:
        if isinstance(key, str | int) and key in seen:
            notes.error("uniqueItems", at, messages.repeated_id(key))
        if isinstance(key, str | int):
            seen.add(key)


def check_project(value: Any, at: Place, notes: Notes) -> None:
    """Check one project."""
    structure.check(_project(), value, at, notes)
    if not isinstance(value, dict):
        return
    key = value.get("id")
    if isinstance(key, str) and not _PREFIX.match(key):
        notes.remark("bad_project_id", (*at, "id"), words.bad_project_id(key), about=key)
    walk(value, at, notes)
    for place in _unknown_parties(value):
        notes.remark("party_missing", (*at, *place), words.party_missing())


def _unknown_parties(project: Mapping[str, Any]) -> Iterator[Place]:
    """Yield where an organization is named that does not stand in the project's parties."""
    known = {one.get("id") for _, one in _many(project, "parties") if isinstance(one.get("id"), str)}
    for place, named in _named(project):
        key = named.get("id", "")
        if "id" in named and not isinstance(key, dict | list) and key not in known:
            yield (*place, "id")


def _named(project: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    yield ("publicAuthority",), _part(project, "publicAuthority")
    for n, one in _many(_part(project, "budget"), "budgetBreakdowns"):
        for m, line in _many(one, "budgetBreakdown"):
            place: Place = ("budget", "budgetBreakdowns", n, "budgetBreakdown", m, "sourceParty")
            yield place, _part(line, "sourceParty")
    for n, process in _many(project, "contractingProcesses"):
        place = ("contractingProcesses", n, "summary")
        summary = _part(process, "summary")
        tender = _part(summary, "tender")
        for name in ("procuringEntity", "administrativeEntity"):
            yield (*place, "tender", name), _part(tender, name)
        for m, one in _many(tender, "tenderers"):
            yield (*place, "tender", "tenderers", m), one
        for m, one in _many(summary, "suppliers"):
            yield (*place, "suppliers", m), one


def _part(one: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = one.get(name)
    return found if isinstance(found, dict) else {}


def _many(one: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    found = one.get(name)
    items = found if isinstance(found, list) else []
    return [(n, item) for n, item in enumerate(items) if isinstance(item, dict)]
