"""Whether a process says who, what, for whom, how much, when and how: what people ask first."""

from collections.abc import Mapping
from typing import Any

from tequio.core.ocds.validation.coherence.fields import amount, many, part

GROUPS = ("who", "what", "whom", "how_much", "when", "how")


def complete(compiled: Mapping[str, Any]) -> list[str]:
    """Return the groups of data that a compiled release has, of ``GROUPS``. What cannot be yet is not asked.

    Before an award nobody can be named as winner: ``whom`` and ``how_much`` then count as told.
    """
    tender = part(compiled, "tender")
    awards = [one for _, one in many(compiled, "awards")]
    contracts = [one for _, one in many(compiled, "contracts")]
    told = {
        "who": bool(part(compiled, "buyer") or part(tender, "procuringEntity")),
        "what": bool(tender.get("title") and tender.get("mainProcurementCategory")),
        "whom": all(many(one, "suppliers") for one in awards if one.get("status") == "active"),
        "how_much": all(amount(one) is not None for one in (contracts or awards)),
        "when": bool(part(tender, "tenderPeriod")) if not contracts else all(map(_dated, contracts)),
        "how": bool(tender.get("procurementMethod")),
    }
    return [name for name in GROUPS if told[name]]


def _dated(contract: Mapping[str, Any]) -> bool:
    return bool(contract.get("dateSigned") and part(contract, "period").get("endDate"))
