"""Compiled and versioned releases, by the merge rules of OCDS 1.1 (docs/rules/publishing.md, MERGE)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from tequio.core.ocds.profile.notation import Part, Unmerged, WholeList
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.schema import Property, properties

Json = dict[str, Any]
_Put = Callable[[Json, str, Any], None]  # writes a value that has no parts of its own


class MergeError(ValueError):
    """The releases cannot be merged: not of one process, without a readable date, or of clashing shapes."""


def in_order(releases: Iterable[Json]) -> list[Json]:
    """Return the releases from the oldest to the newest, by instant, whatever zone their dates are written in.

    Raises:
        MergeError: if a date is missing, is no date with a zone, or there are several ocids or none at all.
    """
    found = sorted(releases, key=_instant)
    if len({one.get("ocid") for one in found}) != 1:
        raise MergeError("the releases are not of one contracting process")
    return found


def _instant(release: Json) -> datetime:
    try:
        moment = datetime.fromisoformat(release["date"])
    except (KeyError, TypeError, ValueError):
        raise MergeError("a release has no readable date") from None
    if moment.tzinfo is None:
        raise MergeError("a release's date has no zone")
    return moment.astimezone(UTC)


def compiled(releases: Iterable[Json]) -> Json:
    """Return the compiled release: the last known value of everything.

    Args:
        releases: all releases of one process, parsed, in any order. They are not changed.

    Raises:
        MergeError: as ``in_order``, or if a field changed between a value and an object.
    """
    ordered = in_order(releases)
    last = ordered[-1]
    merged: Json = {"tag": ["compiled"], "id": f"{last['ocid']}-{last['date']}", "date": last["date"]}
    for release in ordered:
        _merge(merged, release, Release, _replace)
    return merged


def versioned(releases: Iterable[Json]) -> Json:
    """Return the versioned release: every value that each field ever had, each with its release.

    A value is written again only where it changed. Arguments and errors as ``compiled``.
    """
    ordered = in_order(releases)
    merged: Json = {"ocid": ordered[0]["ocid"]}
    for release in ordered:
        without = {name: value for name, value in release.items() if name != "ocid"}
        _merge(merged, without, Release, _remember(release))
    return merged


def _replace(into: Json, name: str, value: Any) -> None:
    if value is not None:
        into[name] = value
    elif not _has_parts(into.get(name)):
        into.pop(name, None)


def _remember(release: Json) -> _Put:
    def put(into: Json, name: str, value: Any) -> None:
        history = into.setdefault(name, [])
        if history and (not _is_history(history) or history[-1]["value"] == value):
            return  # unchanged, or an object or a list of objects, which has no value of its own to forget
        history.append(
            {
                "releaseID": release.get("id"),
                "releaseDate": release["date"],
                "releaseTag": release.get("tag"),
                "value": value,
            }
        )

    return put


def _has_parts(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )


def _is_history(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[-1], dict) and "releaseID" in value[-1]


class _Rule(NamedTuple):
    """How a field is merged."""

    omitted: bool
    whole: bool  # a list that is replaced as a whole: marked so, or of values or of objects without id
    part: type[Part] | None


_UNKNOWN = _Rule(omitted=False, whole=False, part=None)


@cache
def _rules(part: type[Part] | None) -> dict[str, _Rule]:
    return {one.name: _rule(one) for one in properties(part)} if part else {}


def _rule(one: Property) -> _Rule:
    has_id = one.part is not None and any(inner.name == "id" for inner in properties(one.part))
    return _Rule(
        omitted=one.mark(Unmerged) is not None,
        whole=one.many and (one.mark(WholeList) is not None or not has_id),
        part=one.part,
    )


def _mergeable(value: Json | list[Any]) -> bool:
    return isinstance(value, dict) or all(isinstance(one, dict) for one in value)


def _merge(into: Json, new: Json, part: type[Part] | None, put: _Put) -> bool:
    """Merge an object into what is known. Return whether it said anything."""
    said = False
    rules = _rules(part)
    for name, value in new.items():
        rule = rules.get(name, _UNKNOWN)
        if rule.omitted:
            continue
        if not isinstance(value, dict | list) or rule.whole or not _mergeable(value):
            put(into, name, value)
            said = True
        elif isinstance(value, dict):
            said |= _merge_object(into, name, value, rule.part, put)
        else:
            said |= _merge_list(into, name, value, rule.part, put)
    return said


def _merge_object(into: Json, name: str, value: Json, part: type[Part] | None, put: _Put) -> bool:
    known = into.get(name, {})
    if not isinstance(known, dict):
        raise MergeError(f"{name} was a value and becomes an object")
    said = _merge(known, value, part, put)
    if said:
        into[name] = known
    return said


def _merge_list(into: Json, name: str, items: Sequence[Json], part: type[Part] | None, put: _Put) -> bool:
    known = into.get(name, [])
    if not isinstance(known, list) or (known and not _has_parts(known)):
        raise MergeError(f"{name} was something else and becomes a list of objects")
    places = {str(one["id"]): one for one in known if "id" in one and not _is_history(one["id"])}
    for item in _once_each(items, part):
        _merge_item(known, places, item, part, put)
    if known:
        into[name] = known
    return bool(known)


def _once_each(items: Sequence[Json], part: type[Part] | None) -> Sequence[Json]:
    """Return the items with those of the same id made one: the last of them has the last word."""
    ids = [str(item["id"]) for item in items if item.get("id") is not None]
    if len(ids) == len(set(ids)):
        return items
    known: list[Json] = []
    places: dict[str, Json] = {}
    for item in items:
        _merge_item(known, places, item, part, dict.__setitem__)
    return known


def _merge_item(
    known: list[Json], places: dict[str, Json], item: Json, part: type[Part] | None, put: _Put
) -> None:
    if item.get("id") is None:
        fresh: Json = {}
        if _merge(fresh, item, part, put):
            known.append(fresh)
        return
    key = str(item["id"])
    if key not in places:
        places[key] = {"id": item["id"]}
        known.append(places[key])
    without = item.copy()
    del without["id"]
    _merge(places[key], without, part, put)
