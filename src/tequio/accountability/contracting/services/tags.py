"""Which OCDS tags a release carries: what changed since the one before (docs/rules/contracting.md, TAG)."""

from collections.abc import Iterable, Mapping
from typing import Any

from tequio.accountability.contracting.services.removal import with_removals, without_nulls

Json = Mapping[str, Any]
_ENDED = frozenset({"cancelled", "withdrawn"})
_CONTRACT_ENDED = frozenset({"cancelled", "terminated"})


def tags(before: Json | None, after: Json, *, seen: Iterable[str] = ()) -> list[str]:
    """Return the tags of the release ``after``, in the order of the stages; at least one.

    Args:
        before: the release published before it, if any.
        after: the release as it will be published.
        seen: every tag that the process's releases have carried. What comes for the first time gets the
            plain tag of its stage, and later changes the tag of an update.
    """
    known = set(seen)
    before = before or {}
    after = without_nulls(with_removals(before, after))  # what is gone changes nothing a second time
    found = [
        *_planning(before, after, known),
        *_tender(before, after, known),
        *_awards(before, after),
        *_contracts(before, after),
        *_implementation(before, after, known),
    ]
    return found or ["contractUpdate" if before.get("contracts") else "planningUpdate"]


def _planning(before: Json, after: Json, known: set[str]) -> list[str]:
    if "planning" not in known:
        return ["planning"]
    return ["planningUpdate"] if before.get("planning") != after.get("planning") else []


def _tender(before: Json, after: Json, known: set[str]) -> list[str]:
    old, new = before.get("tender") or {}, after.get("tender") or {}
    if old == new:
        return ["tenderUpdate"] if "tender" in known and before.get("bids") != after.get("bids") else []
    if new.get("status") in _ENDED and new.get("status") != old.get("status") and known:
        return ["tenderCancellation"]
    if "tender" not in known:
        return [] if new.get("status") == "planned" else ["tender"]
    return ["tenderAmendment" if old.get("tenderPeriod") != new.get("tenderPeriod") else "tenderUpdate"]


def _awards(before: Json, after: Json) -> list[str]:
    old, new = _by_id(before, "awards"), _by_id(after, "awards")
    found = {}
    for key, award in new.items():
        if key not in old:
            found["award"] = True
        elif award != old[key]:
            ended = award.get("status") == "cancelled" != old[key].get("status")
            found["awardCancellation" if ended else "awardUpdate"] = True
    return list(found)


def _contracts(before: Json, after: Json) -> list[str]:
    old, new = _by_id(before, "contracts"), _by_id(after, "contracts")
    found = {}
    for key, contract in new.items():
        if key not in old:
            found["contract"] = True
        elif _agreed(contract) != _agreed(old[key]):
            found |= dict.fromkeys(_contract_changes(old[key], contract), True)
    return list(found)


def _contract_changes(old: Json, new: Json) -> list[str]:
    """Only what is agreed anew, with legal force, amends a contract; the rest is news of it."""
    amended = len(new.get("amendments") or ()) > len(old.get("amendments") or ())
    ended = new.get("status") in _CONTRACT_ENDED and new.get("status") != old.get("status")
    found = ["contractAmendment"] * amended + ["contractTermination"] * ended
    return found or ["contractUpdate"]


def _implementation(before: Json, after: Json, known: set[str]) -> list[str]:
    """A promise for later (a milestone not met) is part of the contract; what was done is implementation."""
    old, new = _carried_out(before), _carried_out(after)
    if old == new or not _began(new):
        return []
    return ["implementationUpdate" if "implementation" in known else "implementation"]


def _carried_out(release: Json) -> dict[str, Json]:
    """Return what was carried out of each contract; how it goes as a whole follows from the rest."""
    return {
        key: {name: one for name, one in (contract.get("implementation") or {}).items() if name != "status"}
        for key, contract in _by_id(release, "contracts").items()
    }


def _began(contracts: Mapping[str, Json]) -> bool:
    return any(
        one.get("transactions")
        or one.get("documents")
        or any(milestone.get("status") == "met" for milestone in one.get("milestones") or ())
        for one in contracts.values()
    )


def _agreed(contract: Json) -> dict[str, Any]:
    return {key: value for key, value in contract.items() if key != "implementation"}


def _by_id(release: Json, name: str) -> dict[str, Json]:
    return {item["id"]: item for item in release.get(name) or ()}
