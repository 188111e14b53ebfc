"""What each thing is known by: ids that are missing or repeat, and the awards that contracts name."""

from collections.abc import Mapping
from typing import Any

from tequio.core.ocds.profile.notation import Part, Unique
from tequio.core.ocds.profile.parts import OrganizationReference
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.repair.log import Log
from tequio.core.ocds.repair.walk import fields
from tequio.core.ocds.schema import Property
from tequio.core.ocds.validation.findings import Place

_STAGES = ("planning", "tender", "awards", "contracts")
_TAGS = {"awards": "award", "contracts": "contract"}


def give_ids(value: dict[str, Any], at: Place, log: Log, part: type[Part] = Release) -> None:
    """Give an id to each thing of a list that needs one and has none, and another to those that repeat one."""
    for name, inner in value.items():
        one = fields(part).get(name)
        if one is None or one.part is None:
            continue
        if one.many and isinstance(inner, list):
            _in_list(inner, (*at, name), log, one, one.part)
        elif isinstance(inner, dict):
            give_ids(inner, (*at, name), log, one.part)


def _in_list(items: list[Any], at: Place, log: Log, one: Property, part: type[Part]) -> None:
    for index, item in enumerate(items):
        if isinstance(item, dict):
            give_ids(item, (*at, index), log, part)
    key = fields(part).get("id")
    if part is OrganizationReference:
        _named_twice(items, at, log)
    if key is None or part is OrganizationReference:
        return
    if key.required or one.mark(Unique):
        _missing(items, at, log)
    if one.mark(Unique):
        _repeated(items, at, log)


def _missing(items: list[Any], at: Place, log: Log) -> None:
    taken = {str(item["id"]) for item in items if isinstance(item, dict) and "id" in item}
    singular = str(at[-1]).removesuffix("s")
    for index, item in enumerate(items):
        if not isinstance(item, dict) or "id" in item:
            continue
        key = _free(f"{singular}-{index + 1}", taken)
        taken.add(key)
        items[index] = {"id": key, **item}
        log.note(9, (*at, index), {}, key)


def _repeated(items: list[Any], at: Place, log: Log) -> None:
    seen: dict[str, Any] = {}
    kept = []
    for index, item in enumerate(items):
        key = item.get("id") if isinstance(item, dict) else None
        if key is None or str(key) not in seen:
            seen[str(key)] = item
            kept.append(item)
        elif item == seen[str(key)]:
            log.note(10, (*at, index), key)
        else:
            other = _free(f"{key}-2", set(seen))
            log.note(10, (*at, index, "id"), key, other)
            seen[other] = item
            kept.append({**item, "id": other})
    items[:] = kept


def _named_twice(items: list[Any], at: Place, log: Log) -> None:
    """Name each organization of a list once."""
    seen: list[Any] = []
    for index, item in enumerate(items):
        key = item.get("id", item) if isinstance(item, dict) else item
        if key in seen:
            log.note(10, (*at, index), item)
            items[index] = None
        seen.append(key)
    items[:] = [item for item in items if item is not None]


def _free(key: str, taken: set[str]) -> str:
    stem, _, count = key.rpartition("-")
    number = int(count)
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def name_awards(release: Mapping[str, Any], log: Log) -> None:
    """Let a contract without one name its award, where it can be no other."""
    awards = [one for one in release.get("awards") or () if isinstance(one, dict) and "id" in one]
    for index, contract in enumerate(release.get("contracts") or ()):
        if not isinstance(contract, dict) or "awardID" in contract:
            continue
        same = awards[0] if len(awards) == 1 else awards[index] if index < len(awards) else None
        if same is not None and len(awards) in {1, len(release["contracts"])}:
            contract["awardID"] = same["id"]
            log.note(9, ("contracts", index, "awardID"), {}, same["id"])


def name_parties(value: Any, parties: Mapping[str, str], log: Log, at: Place = (), part: Any = Release) -> None:
    """Give an organization that is named without id that of the party with its name."""
    for name, inner in list(value.items()):
        one = fields(part).get(name)
        if one is None or one.part is None:
            continue
        for place, item in _objects(inner, (*at, name)):
            if one.part is OrganizationReference and "id" not in item and item.get("name") in parties:
                item["id"] = parties[item["name"]]
                log.note(16, place, item["name"], item["id"])
            name_parties(item, parties, log, place, one.part)


def _objects(value: Any, at: Place) -> list[tuple[Place, dict[str, Any]]]:
    if isinstance(value, dict):
        return [(at, value)]
    items = value if isinstance(value, list) else []
    return [((*at, index), item) for index, item in enumerate(items) if isinstance(item, dict)]


def tags(release: Mapping[str, Any]) -> list[str]:
    """Return the tags of a release that has none, by what it says."""
    found = [_TAGS.get(name, name) for name in _STAGES if release.get(name)]
    began = [
        one for one in release.get("contracts") or () if isinstance(one, dict) and one.get("implementation")
    ]
    return [*found, "implementation"] if began else found or ["planning"]
