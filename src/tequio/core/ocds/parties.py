"""Who takes part, once each, with every role; and how the rest of the release refers to them."""

import re
from collections.abc import Iterable, Iterator

from tequio.core.ocds.facts import OrganizationFacts, ProcessFacts
from tequio.core.ocds.profile.parts import Identifier, Organization, OrganizationReference

_RFC_OF_LEGAL_PERSON = re.compile(r"[A-ZÑ&]{3}\d{6}[A-Z0-9]{3}")
_SCHEME = "MX-RFC"


def public_rfc(facts: OrganizationFacts) -> str:
    """Return the RFC that may be published: of a legal person, well formed; else an empty text.

    A natural person's RFC (flagged, or known by its 13 characters) is personal data; the generic ones
    (XAXX010101000, XEXX010101000) name nobody and are as long.
    """
    rfc = facts.rfc.strip().upper().replace("-", "").replace(" ", "")
    return "" if facts.natural_person or not _RFC_OF_LEGAL_PERSON.fullmatch(rfc) else rfc


def party_id(facts: OrganizationFacts) -> str:
    """Return the organization's id in the release: its RFC if that is public, else the city's own key."""
    rfc = public_rfc(facts)
    return f"{_SCHEME}-{rfc}" if rfc else facts.key


def reference(facts: OrganizationFacts) -> OrganizationReference:
    """Return the id and name by which other parts of a release mean this organization."""
    return OrganizationReference(id=party_id(facts), name=facts.name)


def references(many: Iterable[OrganizationFacts | None]) -> tuple[OrganizationReference, ...]:
    """Return one reference per organization, in order, none twice."""
    unique = {party_id(one): one for one in many if one is not None}
    return tuple(reference(one) for one in unique.values())


def parties(facts: ProcessFacts) -> tuple[Organization, ...]:
    """Return everyone who takes part in the process, in the order they are first met, with all their roles."""
    found: dict[str, tuple[OrganizationFacts, dict[str, None]]] = {}
    for role, one in _everyone(facts):
        if one is not None:
            found.setdefault(party_id(one), (one, {}))[1][role] = None
    return tuple(_organization(one, tuple(roles)) for one, roles in found.values())


def _everyone(facts: ProcessFacts) -> Iterator[tuple[str, OrganizationFacts | None]]:
    yield "buyer", facts.buyer
    yield "procuringEntity", facts.contracting_office or facts.buyer
    yield "requestingUnit", facts.requesting_office
    yield "responsibleUnit", facts.responsible_office
    yield "contractingUnit", facts.contracting_office
    yield from (("tenderer", one) for one in facts.tenderers)
    yield from (("supplier", one) for award in facts.awards for one in award.suppliers)
    for payment in (payment for contract in facts.contracts for payment in contract.payments):
        yield "payer", payment.payer
        yield "payee", payment.payee


def _organization(facts: OrganizationFacts, roles: tuple[str, ...]) -> Organization:
    return Organization(
        id=party_id(facts), name=facts.name, identifier=_identifier(facts, public_rfc(facts)), roles=roles
    )


def _identifier(facts: OrganizationFacts, rfc: str) -> Identifier | None:
    if facts.natural_person:
        return Identifier(legal_name=facts.name, legal_personality="naturalPerson")
    if not rfc:
        return None
    return Identifier(
        scheme=_SCHEME,
        id=rfc,
        legal_name=facts.name,
        uri=facts.url or None,
        legal_personality="legalPerson",
    )
