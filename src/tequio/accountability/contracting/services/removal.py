"""What a release says of data that is no longer there.

In OCDS a field that is left out keeps its old value when releases are merged; only a null takes it away.
"""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


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
    id are compared by it, and never disappear.
    """
    result = dict(after)
    for key, old in before.items():
        if key not in after:
            gone = _gone(old)
            result |= {key: gone} if gone != {} else {}
        elif isinstance(old, dict):
            result[key] = with_removals(old, after[key])
        elif _has_ids(old):
            result[key] = _items(old, after[key])
    return result


def _items(before: list[Json], after: list[Json]) -> list[Json]:
    old = {item["id"]: item for item in before}
    return [with_removals(old.get(item["id"], {}), item) for item in after]


def _gone(value: Any) -> Any:
    """Return what takes a value away: null, or an object with its nulls; nothing for an array of items."""
    if isinstance(value, dict):
        inner = {key: _gone(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one != {}}
    return {} if _has_ids(value) else None


def _has_ids(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "id" in one for one in value)
    )
