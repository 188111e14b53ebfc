"""Issuing: from what somebody did to a signed certificate, with its folio and its place in a list of states."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.core import credentials
from tequio.core.text import plain
from tequio.foundation.audit import services as audit
from tequio.foundation.certificates import queries, types
from tequio.foundation.certificates.events import CertificatesIssued
from tequio.foundation.certificates.models import Batch, Certificate
from tequio.foundation.certificates.services import lists
from tequio.foundation.certificates.services.errors import UnknownCertificateKind
from tequio.foundation.certificates.services.keys import Signer, signer
from tequio.foundation.certificates.services.people import initials
from tequio.foundation.certificates.types import CertificateKind, Claim
from tequio.foundation.web import appearance

LANGUAGE = "es-mx"  # certificates are issued in Spanish, whoever asks
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike
_SALT_BYTES = 16
_Key = tuple[str, str, int | None]  # kind, subject, holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some claims.

    Attributes:
        certificates: those issued now.
        before: how many had theirs already.
        nameless: how many were left out because nobody knows a full name.
    """

    certificates: Sequence[Certificate]
    before: int
    nameless: int


@transaction.atomic
def issue(*, claims: Iterable[Claim], by: int | None, at: datetime, batch: Batch | None = None) -> Outcome:
    """Issue a certificate for each claim that has none yet; running it again issues nothing (CER-2).

    Args:
        claims: what was done and by whom, some hundreds at most: they are signed in one transaction.
        by: the id of who issues; None for the system.
        at: now.
        batch: the batch to which they belong.

    Raises:
        UnknownCertificateKind: if nobody registered the kind of one.
        KeyLost: if the key that signs cannot be read.
    """
    asked = list(claims)
    named = [claim for claim in asked if claim.holder_name.strip()]
    signing = signer(at=at)
    row = lists.open_list(by=signing, at=at)  # from here on, nobody else issues until the end
    fresh = _fresh(named)
    made: list[Certificate] = []
    if fresh:
        maker = _Maker(signing, by, at, batch)
        places = lists.take(row, len(fresh))
        folios = _folios(len(fresh), at)
        made = [maker.make(*each) for each in zip(fresh, places, folios, strict=True)]
        Certificate.objects.bulk_create(made)
        audit.record(CertificatesIssued(issuance=str(maker.issuance), count=len(made)), actor=by, at=at)
    return Outcome(certificates=made, before=len(named) - len(made), nameless=len(asked) - len(named))


def _fresh(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without a certificate, each once. One query."""
    wanted: dict[_Key, Claim] = {}
    for claim in claims:
        wanted.setdefault((claim.kind, claim.subject, claim.holder_id), claim)
    found = Certificate.objects.filter(subject__in={subject for _kind, subject, _holder in wanted})
    held = set(found.filter(superseded=False).values_list("kind", "subject", "holder_id"))
    return [claim for key, claim in wanted.items() if key not in held]


def _folios(count: int, at: datetime) -> list[str]:
    """Draw folios such as ``C26-7K4M-Q2XF``: chance, so that from one nobody reaches another (CER-3)."""
    found: set[str] = set()
    while len(found) < count:
        drawn = {_folio(at.year) for _n in range(count - len(found))} - found
        found |= drawn - set(Certificate.objects.filter(folio__in=drawn).values_list("folio", flat=True))
    return sorted(found)


def _folio(year: int) -> str:
    drawn = "".join(secrets.choice(_LETTERS) for _n in range(8))
    return f"C{year % 100:02d}-{drawn[:4]}-{drawn[4:]}"


class _Maker:
    """Makes the rows of one act: same key, same instant, same person who issues."""

    def __init__(self, signing: Signer, by: int | None, at: datetime, batch: Batch | None) -> None:
        self.issuance = uuid.uuid4()
        self._signing, self._by, self._at, self._batch = signing, by, at, batch
        self._issuer_name = appearance.current().name
        self._kinds = {kind.slug: kind for kind in types.kinds()}

    def make(self, claim: Claim, place: lists.Place, folio: str) -> Certificate:
        """Return the row of a claim, signed."""
        kind = self._kinds.get(claim.kind)
        if kind is None:
            raise UnknownCertificateKind(_("Aquí no se expiden constancias de ese tipo."))
        short = initials(claim.holder_name)
        return Certificate(
            folio=folio,
            kind=claim.kind,
            scope=claim.scope,
            subject=claim.subject,
            holder_id=claim.holder_id,
            holder_name=claim.holder_name.strip(),
            plain_name=plain(claim.holder_name),
            initials=short,
            email=claim.email,
            phone=claim.phone,
            occasion=claim.occasion,
            topic=claim.topic,
            did=claim.did,
            happened_on=claim.happened_on,
            issuer_name=self._issuer_name,
            issued_at=self._at,
            issued_by_id=self._by,
            issuance=self.issuance,
            batch=self._batch,
            key=self._signing.row,
            status_list=place.row,
            status_index=place.index,
            credential=self._credential(claim, kind, place, folio),
            compact=self._compact(claim, place, folio, short),
        )

    def _credential(self, claim: Claim, kind: CertificateKind, place: lists.Place, folio: str) -> str:
        with translation.override(LANGUAGE):
            name, criteria = str(kind.label), str(kind.description)
            description = _("Por haber %(did)s.") % {"did": claim.did}
        parts = [description, claim.topic, claim.occasion]
        facts = credentials.AchievementFacts(
            id=queries.address(folio),
            folio=folio,
            issuer_id=queries.issuer(),
            issuer_name=self._issuer_name,
            issuer_url=settings.PUBLIC_URL,
            achievement_id=f"{queries.issuer()}#{claim.kind}",
            name=name,
            description=" ".join(part for part in parts if part),
            criteria=criteria,
            valid_from=self._at,
            identity=claim.holder_name.strip(),
            salt=secrets.token_hex(_SALT_BYTES),
            status_list=queries.list_address(place.row.number),
            status_index=place.index,
            happened_on=claim.happened_on,
        )
        document = credentials.achievement_credential(facts)
        signed = credentials.sign(
            document, key=self._signing.key, method=self._signing.method, created=self._at
        )
        return orjson.dumps(signed).decode()

    def _compact(self, claim: Claim, place: lists.Place, folio: str, short: str) -> str:
        facts = credentials.CompactFacts(
            kind=claim.kind,
            folio=folio,
            happened_on=claim.happened_on,
            topic=credentials.cut_topic(claim.topic or claim.occasion),
            initials=short,
            status_index=place.overall,
        )
        return credentials.seal(facts, key=self._signing.key, key_id=self._signing.row.name)
