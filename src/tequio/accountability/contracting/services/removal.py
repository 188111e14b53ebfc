"""What a release says of data that is no longer there, and of the releases that an amendment joins.

In OCDS a field that is left out keeps its old value when releases are merged; only a null takes it away. The
items of a list never go: what was there is emptied, and what was agreed is cancelled.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]
_NEEDED = frozenset({"id", "awardID", "measure"})  # the standard lets no item of their lists go without
_AGREED = frozenset({"awards", "contracts"})


def without_nulls(release: Any) -> Any:
    """Return a release as it stands, without the nulls by which it took something away."""
    if isinstance(release, dict):
        inner = {key: without_nulls(value) for key, value in release.items()}
        return {key: value for key, value in inner.items() if value is not None and value != {}}
    if isinstance(release, list):
        return [without_nulls(item) for item in release]
    return release


def with_removals(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """Return the release ``after`` with a null for each field that ``before`` had and it has not (PUB-10).

    Objects lose their fields one by one, since most may not be null themselves; items of an array that have an
    id are compared by it, and never disappear (PUB-15). Each amendment of a contract names the release that
    first told of it and the one before, which it amends (PUB-16).
    """
    whole = _without(before, after)
    for contract in whole.get("contracts") or ():
        _join(contract, _by_id(before.get("contracts")).get(contract["id"], {}), before, after)
    return whole


def _join(contract: Json, old: Json, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    known = _by_id(old.get("amendments"))
    if "amendments" not in contract or not before:
        return
    contract["amendments"] = [
        one | _links(known.get(one["id"]), {"amendsReleaseID": before.get("id"), "releaseID": after["id"]})
        for one in contract["amendments"]
    ]


def _links(known: Json | None, fresh: Json) -> Json:
    """Return the links that an amendment had when it was first told, or those that it has now."""
    return fresh if known is None else {key: known[key] for key in fresh if key in known}


def _by_id(items: Iterable[Json] | None) -> dict[str, Json]:
    return {item["id"]: item for item in items or () if "id" in item}


def _without(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    result = dict(after)
    for key, old in before.items():
        if key not in after:
            gone = _gone(old, key)
            result |= {key: gone} if gone != {} else {}
        elif isinstance(old, dict):
            result[key] = _without(old, after[key])
        elif _has_ids(old):
            result[key] = _items(old, after[key], key)
    return result


def _items(before: list[Json], after: list[Json], of: str) -> list[Json]:
    old, new = _by_id(before), _by_id(after)
    kept = [_without(old.get(item["id"], {}), item) for item in after]
    return kept + [_emptied(item, of) for item in before if item["id"] not in new]


def _gone(value: Any, of: str) -> Any:
    """Return what takes a value away: null, an object with its nulls, or a list whose items are emptied."""
    if isinstance(value, dict):
        inner = {key: _gone(one, key) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one != {}}
    return [_emptied(item, of) for item in value] if _has_ids(value) else None


def _emptied(item: Json, of: str) -> Json:
    """Return an item of which nothing is left but what it must have; an award or contract is cancelled."""
    kept = {key: one for key, one in item.items() if key in _NEEDED or _is_figure(of, key)}
    gone = {key: found for key, one in item.items() if key not in kept and (found := _gone(one, key)) != {}}
    return kept | gone | ({"status": "cancelled"} if of in _AGREED else {})


def _is_figure(of: str, key: str) -> bool:
    return (of, key) == ("statistics", "value")


def _has_ids(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "id" in one for one in value)
    )
