"""Whoever is named stands in ``parties`` with that name and that role, and nobody has a role for nothing."""

from collections.abc import Iterator

from tequio.core.ocds.validation.coherence.fields import Part, Said, many, part
from tequio.core.ocds.validation.findings import Place

Reference = tuple[Place, str, Part]  # where, in which role, who

_UNITS = (
    ("requestingUnits", "requestingUnit"),
    ("responsibleUnits", "responsibleUnit"),
    ("contractingUnits", "contractingUnit"),
)
_REFERRED = frozenset(
    {
        *("buyer", "procuringEntity", "tenderer", "supplier", "payer", "payee", "guarantor"),
        *("requestingUnit", "responsibleUnit", "contractingUnit"),
        *("invitedSupplier", "issuingSupplier", "attendee", "official"),
    }
)  # the roles of which the standard and the profile have a field


def references(release: Part) -> Said:
    """COHERE-10: whoever is named stands in parties; COHERE-12: by the same name; COHERE-13: with that role."""
    known = {one.get("id"): one for _, one in many(release, "parties")}
    for place, role, named in _references(release):
        key = named.get("id")
        if key is None:
            continue
        party = known.get(key)
        if party is None:
            yield "party_missing", place, "Se nombra a una organización que no está en parties. Agréguela."
            continue
        if named.get("name") and party.get("name") and named["name"] != party["name"]:
            yield (
                "party_name",
                (*place, "name"),
                "La organización se llama de un modo aquí y de otro en parties. Use el mismo nombre.",
            )
        if role not in (party.get("roles") or ()):
            yield (
                "party_role",
                place,
                f"En parties falta a esta organización el papel {role}, con el que aquí se le nombra.",
            )


def roles(release: Part) -> Said:
    """COHERE-14: a role that the standard can name is named somewhere."""
    named = {(role, one.get("id")) for _, role, one in _references(release)}
    for n, party in many(release, "parties"):
        for role in party.get("roles") or ():
            if role in _REFERRED and (role, party.get("id")) not in named:
                yield (
                    "role_unused",
                    ("parties", n, "roles"),
                    f"La organización dice tener el papel {role}, y nada en el proceso la nombra así.",
                )


def _references(release: Part) -> Iterator[Reference]:
    tender, planning = part(release, "tender"), part(release, "planning")
    yield from _one(("buyer",), "buyer", part(release, "buyer"))
    yield from _one(("tender", "procuringEntity"), "procuringEntity", part(tender, "procuringEntity"))
    yield from _list(("tender",), tender, "tenderers", "tenderer")
    for name, role in _UNITS:
        yield from _list(("planning",), planning, name, role)
    yield from _quotes(planning)
    for n, meeting in many(tender, "clarificationMeetings"):
        for name, role in (("attendees", "attendee"), ("officials", "official")):
            yield from _list(("tender", "clarificationMeetings", n), meeting, name, role)
    for n, bid in many(part(release, "bids"), "details"):
        yield from _list(("bids", "details", n), bid, "tenderers", "tenderer")
    for n, award in many(release, "awards"):
        yield from _list(("awards", n), award, "suppliers", "supplier")
    for n, contract in many(release, "contracts"):
        yield from _of_contract(("contracts", n), contract)


def _quotes(planning: Part) -> Iterator[Reference]:
    for n, asked in many(planning, "requestsForQuotes"):
        place: Place = ("planning", "requestsForQuotes", n)
        yield from _list(place, asked, "invitedSuppliers", "invitedSupplier")
        for m, quote in many(asked, "quotes"):
            yield from _one(
                (*place, "quotes", m, "issuingSupplier"), "issuingSupplier", part(quote, "issuingSupplier")
            )


def _of_contract(place: Place, contract: Part) -> Iterator[Reference]:
    for n, one in many(contract, "guarantees"):
        yield from _one((*place, "guarantees", n, "guarantor"), "guarantor", part(one, "guarantor"))
    for n, one in many(part(contract, "implementation"), "transactions"):
        for side in ("payer", "payee"):
            yield from _one((*place, "implementation", "transactions", n, side), side, part(one, side))


def _list(place: Place, one: Part, name: str, role: str) -> Iterator[Reference]:
    for n, named in many(one, name):
        yield (*place, name, n), role, named


def _one(place: Place, role: str, named: Part) -> Iterator[Reference]:
    if named:
        yield place, role, named
