"""Mending releases published elsewhere, so that a publisher moves in with its history (REPAIR).

Every change has a numbered case in docs/rules/publishing.md and is told one by one. What means something stays;
what cannot be read is left out and told. The same release is always mended the same way, and one that needs
nothing stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.repair import identity, names, values
from tequio.core.ocds.repair.log import Log, Repair
from tequio.core.ocds.repair.people import People
from tequio.core.ocds.repair.walk import Walk

__all__ = ["People", "Repair", "Repaired", "repaired"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A release as it can be published, and all that was changed in it."""

    release: dict[str, Any]
    repairs: tuple[Repair, ...]


def repaired(
    release: Mapping[str, Any],
    *,
    zone: tzinfo = UTC,
    published: str | None = None,
    people: People | None = None,
) -> Repaired:
    """Return a release mended.

    Args:
        release: a parsed release of anybody, with an ocid.
        zone: of times that name none.
        published: when its package was published, for a release without a date.
        people: the natural persons of its process, where it has several releases.
    """
    log = Log()
    own = {name: value for name, value in release.items() if name not in names.DROPPED}
    for name in release.keys() & names.DROPPED:
        log.note(3, (name,), release[name])
    mended = Walk(log, zone).object(_taxed(own, log), (), Release)
    _head(mended, release, log)
    _when(mended, release, values.instant(mended.get("date") or published, zone), log)
    identity.give_ids(mended, (), log)
    identity.name_awards(mended, log)
    identity.name_parties(mended, _parties(mended), log)
    return Repaired((people or People()).hide(mended, log), tuple(log.repairs))


def _taxed(release: dict[str, Any], log: Log) -> dict[str, Any]:
    """The federal flavour writes a contract's amount without VAT, and the one with it apart."""
    contracts = release.get("contracts")
    if not isinstance(contracts, list):
        return release
    found = [_with_tax(one, ("contracts", index), log) for index, one in enumerate(contracts)]
    return {**release, "contracts": found}


def _with_tax(contract: Any, at: tuple[str, int], log: Log) -> Any:
    gross = contract.get("valueWithTax") if isinstance(contract, dict) else None
    net = contract.get("value") if isinstance(contract, dict) else None
    if not isinstance(gross, dict) or not isinstance(net, dict):
        return contract
    if values.number(gross.get("amount")) is None or values.number(net.get("amount")) is None:
        return contract
    kept = {name: value for name, value in contract.items() if name != "valueWithTax"}
    log.note(3, (*at, "valueWithTax"), gross, "value/amount")
    return {**kept, "value": {**net, **gross, "netAmount": net["amount"]}}


def _head(mended: dict[str, Any], release: Mapping[str, Any], log: Log) -> None:
    """Complete what a release must say of itself: what began it, its tags, the id of its tender."""
    if mended.get("initiationType") != "tender":
        log.note(12, ("initiationType",), release.get("initiationType"), "tender")
        mended["initiationType"] = "tender"
    found = [one for one in mended.get("tag") or () if one != "compiled"]
    if not found or found != mended.get("tag"):
        mended["tag"] = found or identity.tags(mended)
        log.note(12, ("tag",), release.get("tag"), mended["tag"])
    tender = mended.get("tender")
    if isinstance(tender, dict) and "id" not in tender:
        tender["id"] = str(mended.get("ocid"))
        log.note(9, ("tender", "id"), None, tender["id"])


def _when(mended: dict[str, Any], release: Mapping[str, Any], date: str | None, log: Log) -> None:
    """Give a release its date, in UTC, and its id if it has none."""
    if date is not None and date != mended.get("date"):
        log.note(6 if "date" in mended else 12, ("date",), release.get("date"), date)
        mended["date"] = date
    if "id" not in mended and date is not None:
        mended["id"] = f"{mended.get('ocid')}-{date}"
        log.note(12, ("id",), None, mended["id"])


def _parties(release: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of each party by its name, where the name is one party's alone."""
    named: dict[str, list[str]] = {}
    for one in release.get("parties") or ():
        if isinstance(one, dict) and isinstance(one.get("name"), str) and "id" in one:
            named.setdefault(one["name"], []).append(one["id"])
    return {name: keys[0] for name, keys in named.items() if len(keys) == 1}
