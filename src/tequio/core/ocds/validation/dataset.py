"""Whether all published processes together make sense, and none was lost since the last look (DATASET)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tequio.core.ocds.validation.coherence.fields import amount, many, part
from tequio.core.ocds.validation.findings import Finding, Notes

FEWEST = 20  # processes below which shares say nothing
_STAGES = ("planning", "tender", "awards", "contracts")


@dataclass(frozen=True, slots=True)
class Figures:
    """What of one compiled release the look at all of them needs."""

    ocid: str
    title: str
    tender_id: str
    buyer: str
    category: str
    amount: Decimal | None  # of the contracts, else of the awards
    stages: tuple[str, ...]
    related: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what the next look compares with, in plain values."""
        return {"title": self.title, "stages": list(self.stages)}


def figures(compiled: Mapping[str, Any]) -> Figures:
    """Return the figures of one compiled release."""
    tender = part(compiled, "tender")
    contracts = [amount(one) for _, one in many(compiled, "contracts")]
    awards = [amount(one) for _, one in many(compiled, "awards")]
    known = [one for one in contracts if one is not None] or [one for one in awards if one is not None]
    return Figures(
        ocid=str(compiled.get("ocid", "")),
        title=str(tender.get("title") or ""),
        tender_id=str(tender.get("id") or ""),
        buyer=str(part(compiled, "buyer").get("id") or part(compiled, "buyer").get("name") or ""),
        category=str(tender.get("mainProcurementCategory") or ""),
        amount=sum(known, Decimal(0)) if known else None,
        stages=tuple(name for name in _STAGES if compiled.get(name)),
        related=tuple(
            str(one["identifier"])
            for _, one in many(compiled, "relatedProcesses")
            if one.get("scheme") == "ocid" and one.get("identifier")
        ),
    )


def dataset(now: Sequence[Figures], before: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """Return what is odd of all processes together.

    Args:
        now: the figures of every published process.
        before: ``as_dict`` of each process at the last look, by ocid.
    """
    notes = Notes()
    _identity(now, notes)
    _over_time(now, before, notes)
    if len(now) >= FEWEST:
        _shares(now, notes)
    return notes.findings()


def _identity(now: Sequence[Figures], notes: Notes) -> None:
    """DATASET-1: one process per tender id; DATASET-2: ocids differ by more than case; DATASET-3: relations."""
    for one in _repeated(item.tender_id for item in now):
        notes.remark("tender_id_repeated", ("tender", "id"), one, about=one)
    for one in _repeated(item.ocid.lower() for item in now):
        notes.remark("ocid_repeated", ("ocid",), one, about=one)
    known = {item.ocid for item in now}
    for item in now:
        for one in item.related:
            if one not in known:
                notes.remark("related_missing", ("relatedProcesses", item.ocid), one, about=item.ocid)


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if value and count > 1)


def _over_time(now: Sequence[Figures], before: Mapping[str, Mapping[str, Any]], notes: Notes) -> None:
    """DATASET-4: no process vanishes; DATASET-5: nor a stage of one; DATASET-6: titles stay."""
    known = {item.ocid: item for item in now}
    for ocid, then in before.items():
        item = known.get(ocid)
        if item is None:
            notes.remark("ocid_vanished", ("ocid",), ocid, about=ocid)
            continue
        if not set(then.get("stages") or ()) <= set(item.stages):
            notes.remark("phase_vanished", ("tag",), ocid, about=ocid)
        if then.get("title") and then["title"] != item.title:
            notes.remark("title_changed", ("tender", "title"), ocid, about=ocid)


def _shares(now: Sequence[Figures], notes: Notes) -> None:
    """DATASET-7 to DATASET-10: concentration and repetition of amounts, buyers, one category alone."""
    amounts = sorted((item.amount for item in now if item.amount), reverse=True)
    if len(amounts) >= FEWEST:
        first = amounts[: -(-len(amounts) // 100)]
        if sum(first) * 2 > sum(amounts):
            notes.remark("value_concentration", ("contracts", "value"), str(len(first)))
        most, times = Counter(amounts).most_common(1)[0]
        if times * 10 >= len(amounts):
            notes.remark("value_repetition", ("contracts", "value"), str(most))
    buyers = Counter(item.buyer for item in now if item.buyer)
    if buyers and max(buyers.values()) * 100 < len(now):
        notes.remark("buyer_repetition", ("buyer",), str(len(buyers)))
    categories = Counter(item.category for item in now if item.category)
    if categories:
        name, times = categories.most_common(1)[0]
        if times * 100 > 95 * sum(categories.values()):
            notes.remark("category_share", ("tender", "mainProcurementCategory"), name)
