"""The reads of certificates, and the addresses under which they are published."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from tequio.core import credentials
from tequio.core.text import plain
from tequio.foundation.certificates import types
from tequio.foundation.certificates.models import Batch, Certificate, SigningKey
from tequio.foundation.certificates.types import BY_HAND, Claim, Standing

_GROUPS = re.compile(r"C(\d{2})([0-9A-Z]{4})([0-9A-Z]{4})")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a person did and has no certificate of yet."""

    source: str
    claim: Claim

    @property
    def label(self) -> Any:
        """Return what the certificate is called."""
        return types.kind_label(self.claim.kind)


def issuer() -> str:
    """Return the address of the issuer's document of keys, which names the issuer in every credential."""
    return settings.PUBLIC_URL + reverse("certificates:issuer")


def method(name: str) -> str:
    """Return the address of a key in that document."""
    return f"{issuer()}#{name}"


def address(folio: str) -> str:
    """Return the address where anybody checks a certificate."""
    return settings.PUBLIC_URL + reverse("certificates:check", args=[folio])


def list_address(number: int) -> str:
    """Return the address of a list of states."""
    return settings.PUBLIC_URL + reverse("certificates:status", args=[number])


def qr_text(certificate: Certificate) -> str:
    """Return what the QR carries: the address, and after ``#`` the signed text that never reaches a server."""
    return f"{address(certificate.folio)}#{certificate.compact}"


def public_keys() -> dict[str, credentials.PublicKey]:
    """Return every key that ever signed, by its short name, the one that signs now first. One query."""
    rows = SigningKey.objects.values_list("name", "public")
    return {name: credentials.PublicKey.parse(text) for name, text in rows}


def issuer_document() -> dict[str, Any]:
    """Return the document in which the municipality publishes its keys. One query."""
    keys = {method(name): key for name, key in public_keys().items()}
    return credentials.issuer_document(issuer(), keys)


def signing_keys() -> QuerySet[SigningKey]:
    """Return the keys with how many certificates each signed, the newest first. One query."""
    return SigningKey.objects.select_related("made_by").annotate(signed=Count("certificates"))


def written(text: str) -> str:
    """Return a folio as it is written, from how a person types it: small letters, spaces, without hyphens.

    What no folio can be comes back in capitals, and nobody has it.
    """
    found = "".join(char for char in text.upper() if char.isalnum())
    match = _GROUPS.fullmatch(found)
    return f"C{match[1]}-{match[2]}-{match[3]}" if match else text.strip().upper()


def by_folio(folio: str) -> Certificate | None:
    """Return a certificate with what stands in its place and what it replaced, or None. One query."""
    related = Certificate.objects.select_related(
        "replaced_by", "replaces", "holder", "batch", "key", "status_list"
    )
    return related.filter(folio=written(folio)).first()


def certificate(pk: int) -> Certificate | None:
    """Return a certificate by its number, or None."""
    return Certificate.objects.filter(pk=pk).first()


def of_holder(person_id: int) -> QuerySet[Certificate]:
    """Return a person's certificates, the newest first, without those that others replaced."""
    return Certificate.objects.filter(holder_id=person_id, superseded=False)


def of_contact(email: str, phone: str) -> QuerySet[Certificate]:
    """Return the certificates of nobody's account that were issued to a contact. One query."""
    wanted = Q()
    if email:
        wanted |= Q(email__iexact=email)
    if phone:
        wanted |= Q(phone=phone)
    found = Certificate.objects.filter(holder=None, superseded=False)
    return found.filter(wanted) if wanted else found.none()


def plain_rows(found: QuerySet[Certificate]) -> list[dict[str, Any]]:
    """Return everything kept of some certificates, as plain values. One query."""
    who = ("folio", "holder_name", "email", "phone")
    what = ("occasion", "topic", "did", "happened_on", "issued_at", "revoked_at", "credential")
    return list(found.values(*who, *what))


def claimable(person_id: int) -> list[Offer]:
    """Return what a person did and has no certificate of, whoever knows it. One query beside the sources'."""
    offers = [Offer(found.slug, claim) for found in types.sources() for claim in found.mine(person_id)]
    if not offers:
        return []
    subjects = {offer.claim.subject for offer in offers}
    rows = Certificate.objects.filter(holder_id=person_id, subject__in=subjects, superseded=False)
    held = set(rows.values_list("kind", "subject"))
    return [offer for offer in offers if (offer.claim.kind, offer.claim.subject) not in held]


def own_certificate(person_id: int, *, kind: str, subject: str) -> Certificate | None:
    """Return a person's certificate of one act, or None."""
    found = Certificate.objects.filter(holder_id=person_id, kind=kind, subject=subject, superseded=False)
    return found.first()


def listing(
    *, text: str = "", kind: str = "", standing: str = "", batch: UUID | None = None
) -> QuerySet[Certificate]:
    """Return certificates for the office, the newest first: by folio or name, kind, standing and batch."""
    found = Certificate.objects.select_related("batch")
    if text:
        found = found.filter(Q(plain_name__contains=plain(text)) | Q(folio=written(text)))
    if kind:
        found = found.filter(kind=kind)
    if batch:
        found = found.filter(batch=batch)
    if standing == Standing.VALID:
        return found.filter(revoked_at=None)
    if standing == Standing.REVOKED:
        return found.filter(revoked_at__isnull=False, superseded=False)
    return found.filter(superseded=True) if standing == Standing.REPLACED else found


def batches() -> QuerySet[Batch]:
    """Return the batches, the newest first. One query."""
    return Batch.objects.select_related("started_by")


def batch(pk: UUID) -> Batch | None:
    """Return a batch, or None. One query."""
    return batches().filter(pk=pk).first()


def waiting(source: str, scope: str) -> int:
    """Return how many certificates of a whole were issued before, whatever became of them. One query."""
    found = types.source(source)
    return (
        Certificate.objects.filter(scope=scope, kind__in=found.kinds, superseded=False).count() if found else 0
    )


def revoked_places(list_id: int) -> Iterable[int]:
    """Return the places of a list whose certificates were revoked. One query."""
    rows = Certificate.objects.filter(status_list_id=list_id, revoked_at__isnull=False)
    return rows.values_list("status_index", flat=True)


def accounts_of(emails: Iterable[str]) -> Mapping[str, int]:
    """Return who has shown that one of these addresses is theirs, by address. One query."""
    wanted = list(emails)
    rows = EmailAddress.objects.filter(email__in=wanted, verified=True, user__is_active=True)
    return dict(rows.values_list("email", "user_id"))


def same_by_hand(*, kind: str, occasion: str, did: str, happened_on: date) -> set[tuple[str, str]]:
    """Return the name and e-mail of who has a valid certificate of the very same by hand. One query."""
    if kind not in BY_HAND:
        return set()
    rows = Certificate.objects.filter(kind=kind, occasion=occasion, did=did, happened_on=happened_on)
    return set(rows.filter(revoked_at=None).values_list("holder_name", "email"))


def issued_in(issuance: str) -> list[Certificate]:
    """Return the certificates of one act of issuing that have a holder with an account. One query."""
    rows = Certificate.objects.filter(issuance=issuance, holder__isnull=False)
    return list(rows.defer("credential", "compact"))


def revoked_in(batch_id: str) -> list[Certificate]:
    """Return the revoked certificates of a batch that have a holder with an account. One query."""
    rows = Certificate.objects.filter(batch_id=batch_id, revoked_at__isnull=False, holder__isnull=False)
    return list(rows.defer("credential", "compact"))
