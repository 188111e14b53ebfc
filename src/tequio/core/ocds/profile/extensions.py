"""The extensions that make up the Mexican profile, and the codes that they add to codelists of the standard."""

from collections.abc import Iterable

_MEXICO = "https://raw.githubusercontent.com/contratacionesabiertas/ocds_{}_extension/master/extension.json"
_REGISTRY = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_{}_extension/master/extension.json"
)

# The address of each extension's description, as the publishers of the profile write it.
EXTENSIONS: dict[str, str] = {
    "awardRationale": _MEXICO.format("awardRationale"),
    "budgetLines": _MEXICO.format("budgetLines"),
    "clarificationMeetings": _MEXICO.format("clarificationMeetings"),
    "contactPointType": _MEXICO.format("contactPointType"),
    "extendedProcurementCategory": _MEXICO.format("extendedProcurementCategory"),
    "guarantees": _MEXICO.format("guarantees"),
    "implementationStatus": _MEXICO.format("implementationStatus"),
    "nameBreakdown": _MEXICO.format("nameBreakdown"),
    "paymentMethod": _MEXICO.format("paymentMethod"),
    "procurementUnits": _MEXICO.format("procurementUnits"),
    "publicNotices": _MEXICO.format("publicNotices"),
    "requestForQuotes": _MEXICO.format("requestForQuotes"),
    "surveillanceMechanisms": _MEXICO.format("surveillanceMechanisms"),
    "taxes": _MEXICO.format("taxes"),
    "additionalContactPoints": _REGISTRY.format("additionalContactPoints"),
    "bids": _REGISTRY.format("bid"),
    "budget": _REGISTRY.format("budget_breakdown"),
    "exchangeRate": _REGISTRY.format("exchangeRate"),
    "location": _REGISTRY.format("location"),
    "memberOf": _REGISTRY.format("memberOf"),
}

# Those whose fields or codes our own releases write.
USED: tuple[str, ...] = tuple(
    EXTENSIONS[name]
    for name in (
        "awardRationale",
        "bids",
        "budget",
        "budgetLines",
        "clarificationMeetings",
        "extendedProcurementCategory",
        "guarantees",
        "implementationStatus",
        "location",
        "memberOf",
        "nameBreakdown",
        "paymentMethod",
        "procurementUnits",
        "publicNotices",
        "requestForQuotes",
        "surveillanceMechanisms",
        "taxes",
    )
)

CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "budget": {"partyRole": ("sourceParty",)},
    "clarificationMeetings": {"partyRole": ("attendee", "official")},
    "extendedProcurementCategory": {
        "extendedProcurementCategory": ("goodsAcquisition", "goodsLease", "worksRelatedServices")
    },
    "guarantees": {"partyRole": ("guarantor",)},
    "procurementUnits": {
        "partyRole": ("contractingUnit", "requestingUnit", "technicalUnit", "responsibleUnit")
    },
    "publicNotices": {"milestoneType": ("publicNotices",)},
    "requestForQuotes": {"partyRole": ("invitedSupplier", "issuingSupplier")},
}


def added_codes(codelist: str, extensions: Iterable[str]) -> list[str]:
    """Return the codes that these extensions add to a codelist of the standard."""
    return [code for one in sorted(extensions) for code in CODES.get(one, {}).get(codelist, ())]
