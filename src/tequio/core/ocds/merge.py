"""Compiled and versioned releases, by the merge rules of OCDS 1.1 (docs/rules/publishing.md, MERGE)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from tequio.core.ocds.rules import NOTHING_KNOWN, Rule, Rules, of_profile

Json = dict[str, Any]
# Writes a value that has no parts of its own into an object. The last argument: it is replaced as a whole.
_Put = Callable[[Json, str, Any, bool], None]


_TOLD = {"releaseID", "releaseDate", "releaseTag", "value"}  # what a history says of each value


class MergeError(ValueError):
    """The releases cannot be merged: not of one process, without a readable date, or of clashing shapes."""


def in_order(releases: Iterable[Json]) -> list[Json]:
    """Return the releases from the oldest to the newest, by instant, whatever zone their dates are written in.

    A date without a zone counts as UTC; releases of the same instant stay as they came.

    Raises:
        MergeError: if a date is missing or is no date, or there are several ocids or no release at all.
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
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def compiled(releases: Iterable[Json], rules: Rules | None = None) -> Json:
    """Return the compiled release: the last known value of everything.

    Args:
        releases: all releases of one process, parsed, in any order. They are not changed.
        rules: how each field is merged (``rules``); by default, as the whole profile says.

    Raises:
        MergeError: as ``in_order``, or if a field changed between a value and an object.
    """
    ordered = in_order(releases)
    rules = of_profile() if rules is None else rules
    last = ordered[-1]
    merged: Json = {"tag": ["compiled"], "id": f"{last.get('ocid')}-{last['date']}", "date": last["date"]}
    for release in ordered:
        _merge(merged, _without_tag(release), rules, _replace)
    return merged


def versioned(releases: Iterable[Json], rules: Rules | None = None) -> Json:
    """Return the versioned release: every value that each field ever had, each with its release.

    A value is written again only where it changed. Arguments and errors as ``compiled``.
    """
    ordered = in_order(releases)
    rules = of_profile() if rules is None else rules
    merged: Json = {"ocid": ordered[0]["ocid"]} if ordered[0].get("ocid") is not None else {}
    for release in ordered:
        without = {name: value for name, value in _without_tag(release).items() if name != "ocid"}
        _merge(merged, without, rules, _remember(release))
    return merged


def _without_tag(release: Json) -> Json:
    """The tag speaks of the release itself, though not every version of the schema marks it so."""
    return {name: value for name, value in release.items() if name != "tag"}


def _replace(into: Json, name: str, value: Any, whole: bool) -> None:
    if not whole and _has_parts(into.get(name)):
        return  # an object or a list of things, which a value does not take away
    if value is not None:
        into[name] = value
    else:
        into.pop(name, None)


def _keep(into: Json, name: str, value: Any, whole: bool) -> None:
    """Write a value, null too: what a release says, before it is merged with others."""
    if whole or not _has_parts(into.get(name)):
        into[name] = value


def _remember(release: Json) -> _Put:
    def put(into: Json, name: str, value: Any, _whole: bool) -> None:
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
    return isinstance(value, list) and bool(value) and isinstance(value[-1], dict) and value[-1].keys() == _TOLD


def _mergeable(items: list[Any]) -> bool:
    return all(isinstance(one, dict) for one in items)


def _merge(into: Json, new: Json, rules: Rules, put: _Put) -> bool:
    """Merge an object into what is known. Return whether it said anything."""
    said = False
    for name, value in new.items():
        rule = rules.get(name, NOTHING_KNOWN)
        if rule.omitted:
            continue
        if isinstance(value, dict) and not rule.whole:
            said |= _merge_object(into, name, value, rule, put)
        elif isinstance(value, list) and not rule.whole and _mergeable(value):
            said |= _merge_list(into, name, value, rule, put)
        else:
            put(into, name, value, rule.whole)
            said = True
    return said


def _merge_object(into: Json, name: str, value: Json, rule: Rule, put: _Put) -> bool:
    known = into.get(name)
    if isinstance(known, list) and _is_history(known) and all(one["value"] is None for one in known):
        known = None  # null said nothing of an object
    merged = known if isinstance(known, dict) else {}
    said = _merge(merged, value, rule.inner, put)
    if said and known is not None and merged is not known:
        raise MergeError(f"{name} was a value or a list and becomes an object")
    if said:
        into[name] = merged
    return said


def _merge_list(into: Json, name: str, items: Sequence[Json], rule: Rule, put: _Put) -> bool:
    if not items:
        return False
    known = into.get(name, [])
    if not isinstance(known, list):
        raise MergeError(f"{name} was something else and becomes a list of objects")
    merged = list(known)  # what was no list of objects before stays at its head, as in the reference merge
    places = {_key(one): one for one in merged if _has_id(one)}
    for item in _once_each(items, rule.inner):
        _merge_item(merged, places, item, rule.inner, put)
    if merged:
        into[name] = merged
    return bool(merged)


class _Nameless(dict[str, Any]):
    """The item of a list whose id is null: there is one at most, as in the standard's reference merge."""


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and ("id" in item or isinstance(item, _Nameless))


def _key(item: Json) -> str:
    return str(None) if isinstance(item, _Nameless) else str(item["id"])


def _once_each(items: Sequence[Json], rules: Rules) -> Sequence[Json]:
    """Return the items with those of the same id made one: the last of them has the last word."""
    ids = [str(item["id"]) for item in items if "id" in item]
    if len(ids) == len(set(ids)):
        return items
    known: list[Json] = []
    places: dict[str, Json] = {}
    for item in items:
        _merge_item(known, places, item, rules, _keep)
    return known


def _merge_item(known: list[Json], places: dict[str, Json], item: Json, rules: Rules, put: _Put) -> None:
    if "id" not in item:
        fresh: Json = {}
        if _merge(fresh, item, rules, put):
            known.append(fresh)
        return
    key = str(item["id"])
    if key not in places:
        places[key] = _Nameless() if item["id"] is None else {"id": item["id"]}
        known.append(places[key])
    without = item if item["id"] is None else {name: value for name, value in item.items() if name != "id"}
    _merge(places[key], without, rules, put)
