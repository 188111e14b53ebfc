"""The summary of a contracting process, derived from its releases (OC4IDS guidance, "Mapping to OCDS").

A compiled release may hold emptied things, and parts of it may be missing: what is not there is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from tequio.core.oc4ids.facts import Json, LinkFacts, ProcessHistory
from tequio.core.oc4ids.profile.parts import (
    Document,
    Milestone,
    OrganizationReference,
    Period,
    Transaction,
    Value,
)
from tequio.core.oc4ids.profile.processes import (
    ContractingProcess,
    ContractingProcessSummary,
    LinkedRelease,
    Modification,
    TenderSummary,
)

_FALLEN = {"cancelled", "unsuccessful", "withdrawn"}
_ENDED = {"cancelled", "terminated"}
_NATURES = {"works": ("construction",)}
_DOCUMENT = ("title", "description", "url", "date_published", "date_modified", "format", "language")
_WIRED = {"date_published": "datePublished", "date_modified": "dateModified"}


def process(history: ProcessHistory) -> ContractingProcess:
    """Return a contracting process: its summary and the links to its releases."""
    return ContractingProcess(
        id=history.ocid,
        summary=_summary(history),
        releases=tuple(
            LinkedRelease(
                id=one.release["id"], tag=tuple(one.release["tag"]), date=one.release["date"], url=one.url
            )
            for one in history.releases
        ),
    )


def _summary(history: ProcessHistory) -> ContractingProcessSummary:
    found = history.compiled
    tender: Json = found.get("tender") or {}
    contracts = _live(found, "contracts")
    status = _status(tender, contracts)
    return ContractingProcessSummary(
        ocid=history.ocid,
        nature=_NATURES.get(tender.get("mainProcurementCategory") or "", ()),
        title=tender.get("title"),
        description=tender.get("description"),
        status=status,
        tender=_tender(tender),
        suppliers=_references(one for award in _live(found, "awards") for one in award.get("suppliers") or ()),
        contract_value=_sum(one.get("value") for one in _as_signed(history.releases, contracts)),
        contract_period=_span(one.get("period") or {} for one in _as_signed(history.releases, contracts)),
        final_value=_sum(_paid(contracts)) if status == "closed" else None,
        documents=tuple(_documents(found)),
        modifications=tuple(_modifications(history.releases, contracts)),
        transactions=tuple(_transactions(contracts)),
        milestones=tuple(_milestones(contracts)),
    )


def _status(tender: Json, contracts: Sequence[Json]) -> str:
    """Return the phase (contractingProcessStatus): closed when it fell, or all its contracts ended."""
    if tender.get("status") in _FALLEN:
        return "closed"
    if not contracts:
        return "pre-award"
    return "closed" if all(one.get("status") in _ENDED for one in contracts) else "active"


def _live(found: Json, name: str) -> list[Json]:
    """Return the awards or contracts that were not cancelled."""
    return [one for one in found.get(name) or () if one.get("status") not in {"cancelled", "unsuccessful"}]


def _tender(tender: Json) -> TenderSummary | None:
    notice: Json = next(
        (one for one in tender.get("milestones") or () if one.get("type") == "publicNotices"), {}
    )
    called = notice.get("dateMet") or (tender.get("tenderPeriod") or {}).get("startDate")
    entity = tender.get("procuringEntity")
    found = TenderSummary(
        procurement_method=tender.get("procurementMethod"),
        procurement_method_details=tender.get("procurementMethodDetails"),
        date_published=called,
        cost_estimate=_value(tender.get("value")),
        number_of_tenderers=tender.get("numberOfTenderers"),
        tenderers=_references(tender.get("tenderers") or ()),
        procuring_entity=next(iter(_references([entity])), None) if entity else None,
    )
    return None if found == TenderSummary() else found


def _as_signed(releases: Sequence[LinkFacts], contracts: Sequence[Json]) -> list[Json]:
    """Return each contract as the first release that has it says it: before any modification."""
    first: dict[str, Json] = {}
    for link in releases:
        for one in link.release.get("contracts") or ():
            first.setdefault(one["id"], one)
    return [first.get(one["id"], one) for one in contracts]


def _modifications(releases: Sequence[LinkFacts], contracts: Sequence[Json]) -> Iterator[Modification]:
    """Yield the amendments, each with what the contract said in the release that it amends and in its own."""
    said = {link.release["id"]: _by_id(link.release.get("contracts")) for link in releases}
    for contract in contracts:
        for one in contract.get("amendments") or ():
            old = said.get(one.get("amendsReleaseID") or "", {}).get(contract["id"], {})
            new = said.get(one.get("releaseID") or "", {}).get(contract["id"], {})
            yield Modification(
                id=_within(contract, one),
                date=one.get("date"),
                description=one.get("description"),
                rationale=one.get("rationale"),
                type=_kind(old, new),
                release_id=one.get("releaseID") if new else None,
                old_contract_value=_value(old.get("value")),
                new_contract_value=_value(new.get("value")),
                old_contract_period=_period(old.get("period") or {}),
                new_contract_period=_period(new.get("period") or {}),
            )


def _kind(old: Json, new: Json) -> str | None:
    """Return what was modified (modificationType), if both sides are known."""
    if not old or not new:
        return None
    if old.get("value") != new.get("value"):
        return "value"
    return "duration" if old.get("period") != new.get("period") else "scope"


def _transactions(contracts: Sequence[Json]) -> Iterator[Transaction]:
    for contract in contracts:
        for one in (contract.get("implementation") or {}).get("transactions") or ():
            yield Transaction(
                id=_within(contract, one),
                source=one.get("source"),
                date=one.get("date"),
                value=_value(one.get("value")),
                payer=next(iter(_references([one.get("payer") or {}])), None),
                payee=next(iter(_references([one.get("payee") or {}])), None),
                uri=one.get("uri"),
            )


def _milestones(contracts: Sequence[Json]) -> Iterator[Milestone]:
    for contract in contracts:
        carried_out = (contract.get("implementation") or {}).get("milestones") or ()
        for one in (*(contract.get("milestones") or ()), *carried_out):
            yield Milestone(
                id=_within(contract, one),
                title=one.get("title"),
                type=one.get("type"),
                description=one.get("description"),
                due_date=one.get("dueDate"),
                date_met=one.get("dateMet"),
                status=one.get("status"),
            )


def _documents(found: Json) -> Iterator[Document]:
    """Yield the documents from the call on, each id once."""
    seen: set[str] = set()
    for one in _all_documents(found):
        if one["id"] not in seen and one.get("title"):
            seen.add(one["id"])
            told = {name: one.get(_WIRED.get(name, name)) for name in _DOCUMENT}
            yield Document(id=one["id"], document_type=one.get("documentType"), **told)


def _all_documents(found: Json) -> Iterator[Json]:
    yield from (found.get("tender") or {}).get("documents") or ()
    for one in (*_live(found, "awards"), *_live(found, "contracts")):
        yield from one.get("documents") or ()
        yield from (one.get("implementation") or {}).get("documents") or ()


def _within(contract: Json, one: Json) -> str:
    """Return an id that is unique in the whole process, whose contracts may number their things alike."""
    return f"{contract['id']}-{one['id']}"


def _by_id(items: Iterable[Json] | None) -> dict[str, Json]:
    return {one["id"]: one for one in items or ()}


def _references(many: Iterable[Json]) -> tuple[OrganizationReference, ...]:
    unique = {one["id"]: one for one in many if one.get("id") and one.get("name")}
    return tuple(OrganizationReference(id=key, name=one["name"]) for key, one in unique.items())


def _paid(contracts: Sequence[Json]) -> Iterator[Json | None]:
    for contract in contracts:
        for one in (contract.get("implementation") or {}).get("transactions") or ():
            yield one.get("value")


def _sum(values: Iterable[Json | None]) -> Value | None:
    """Return the sum of amounts, exact to the centavo; None if there is none, or several currencies."""
    found = [one for one in values if one and one.get("amount") is not None]
    if not found or len({one.get("currency") for one in found}) != 1:
        return None
    total = sum((Decimal(str(one["amount"])) for one in found), Decimal(0))
    return Value(amount=_number(total), currency=found[0].get("currency"))


def _number(amount: Decimal) -> int | Decimal:
    return int(amount) if amount == amount.to_integral_value() else amount.quantize(Decimal("0.01"))


def _value(said: Json | None) -> Value | None:
    return _sum([said])


def _period(said: Any) -> Period | None:
    start, end = said.get("startDate"), said.get("endDate")
    return Period(start_date=start, end_date=end) if start or end else None


def _span(periods: Iterable[Json]) -> Period | None:
    found = [one for one in periods if one]
    starts = [one["startDate"] for one in found if one.get("startDate")]
    ends = [one["endDate"] for one in found if one.get("endDate")]
    return _period({"startDate": min(starts, default=None), "endDate": max(ends, default=None)})
