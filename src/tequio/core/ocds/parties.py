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


def bidders(facts: ProcessFacts) -> tuple[OrganizationFacts, ...]:
    """Return who made an offer, in order: those whose bids are known, or those who are only named."""
    return tuple(one.bidder for one in facts.bids if one.status != "invited") or facts.tenderers


def _everyone(facts: ProcessFacts) -> Iterator[tuple[str, OrganizationFacts | None]]:
    yield "buyer", facts.buyer
    yield "procuringEntity", facts.contracting_office or facts.buyer
    yield "requestingUnit", facts.requesting_office
    yield "responsibleUnit", facts.responsible_office
    yield "contractingUnit", facts.contracting_office
    yield from _before_the_award(facts)
    yield from (("supplier", one) for award in facts.awards for one in award.suppliers)
    for contract in facts.contracts:
        yield from (("guarantor", guarantee.guarantor) for guarantee in contract.guarantees)
        for payment in contract.payments:
            yield "payer", payment.payer
            yield "payee", payment.payee


def _before_the_award(facts: ProcessFacts) -> Iterator[tuple[str, OrganizationFacts]]:
    for request in facts.quote_requests:
        yield from (("invitedSupplier", one) for one in request.invited)
        yield from (("issuingSupplier", quote.supplier) for quote in request.quotes)
    for meeting in facts.meetings:
        yield from (("official", one) for one in meeting.officials)
        yield from (("attendee", one) for one in meeting.attendees)
    yield from (("tenderer", one) for one in bidders(facts))


def _organization(facts: OrganizationFacts, roles: tuple[str, ...]) -> Organization:
    rfc = public_rfc(facts)
    return Organization(
        id=party_id(facts),
        name=facts.name,
        identifier=_identifier(facts, rfc),
        additional_identifiers=(Identifier(id=facts.roll),) if rfc and facts.roll else (),
        roles=roles,
        position=facts.position or None,
        member_of=references([facts.part_of]),
    )


def _identifier(facts: OrganizationFacts, rfc: str) -> Identifier | None:
    """Return its RFC; where it is not public, the number in the city's roll."""
    if facts.natural_person:
        return Identifier(
            id=facts.roll or None,
            legal_name=facts.name,
            legal_personality="naturalPerson",
            given_name=facts.given_name or None,
            patronymic_name=facts.patronymic_name or None,
            matronymic_name=facts.matronymic_name or None,
        )
    if not rfc:
        return Identifier(id=facts.roll, legal_name=facts.name) if facts.roll else None
    return Identifier(
        scheme=_SCHEME,
        id=rfc,
        legal_name=facts.name,
        uri=facts.url or None,
        legal_personality="legalPerson",
    )
