"""Revoking, replacing, and taking back a whole batch."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.foundation.audit import services as audit
from tequio.foundation.certificates.events import BatchRevoked, CertificateReplaced, CertificateRevoked
from tequio.foundation.certificates.models import Batch, Certificate
from tequio.foundation.certificates.services import lists
from tequio.foundation.certificates.services.errors import CannotReplace, NameMissing, ReasonMissing
from tequio.foundation.certificates.services.issuing import issue
from tequio.foundation.certificates.types import BatchState, Claim


@transaction.atomic
def revoke(*, certificate_id: int, reason: str, by: int, at: datetime, note: str = "") -> Certificate:
    """Revoke a certificate for ever (CER-7). One that is revoked already stays as it is.

    Args:
        certificate_id: which.
        reason: why, as anybody reads it who checks the certificate; without personal data.
        by: the id of who revokes.
        at: now.
        note: for the office alone.

    Raises:
        ReasonMissing: without a reason.
    """
    _demand(reason)
    certificate = _locked(certificate_id)
    if certificate.revoked_at is None:
        _mark(certificate, reason=reason, note=note, by=by, at=at)
        audit.record(CertificateRevoked(folio=certificate.folio), actor=by, at=at)
    return certificate


@transaction.atomic
def replace(*, certificate_id: int, name: str, reason: str, by: int, at: datetime) -> Certificate:
    """Issue another in the place of one that carries a mistake, or that was revoked by one (CER-10).

    Args:
        certificate_id: the old one; it is revoked and says which stands in its place.
        name: the full name that the new one carries; everything else is the same.
        reason: why, in public.
        by: the id of who does it.
        at: now.

    Returns:
        The new certificate.

    Raises:
        CannotReplace: if it was replaced already, or its holder was erased.
        NameMissing: without a name.
        ReasonMissing: without a reason.
    """
    _demand(reason)
    if not name.strip():
        raise NameMissing(_("Escriba el nombre completo que llevará la constancia."))
    old = _locked(certificate_id)
    if old.superseded or old.erased_at:
        raise CannotReplace(_("Esta constancia ya se sustituyó, o su titular pidió borrar sus datos."))
    if old.revoked_at is None:
        _mark(old, reason=reason, note="", by=by, at=at)
    old.superseded = True
    old.save(update_fields=["superseded"])
    outcome = issue(claims=[_claim(old, name)], by=by, at=at)
    new = outcome.certificates[0]
    new.replaces = old
    new.save(update_fields=["replaces"])
    audit.record(CertificateReplaced(folio=old.folio, new_folio=new.folio), actor=by, at=at)
    return new


@transaction.atomic
def revoke_batch(*, batch_id: UUID, reason: str, by: int, at: datetime, note: str = "") -> int:
    """Revoke every certificate of a batch that was a mistake; one that is being issued goes no further.

    Returns:
        How many were revoked.

    Raises:
        ReasonMissing: without a reason.
    """
    _demand(reason)
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    standing = Certificate.objects.filter(batch=batch, revoked_at=None)
    rows = lists.lock(standing.values_list("status_list_id", flat=True).distinct())
    count = standing.update(revoked_at=at, revoked_by=by, reason=reason.strip(), note=note.strip())
    if rows:
        lists.rewrite(rows, at=at)
    batch.state, batch.ended_at = BatchState.REVOKED.value, batch.ended_at or at
    batch.save(update_fields=["state", "ended_at"])
    audit.record(BatchRevoked(batch_id=str(batch.pk), count=count), actor=by, at=at)
    return count


def _demand(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Diga por qué, en una frase. La lee quien compruebe la constancia."))


def _locked(certificate_id: int) -> Certificate:
    """Lock the list and then the certificate, in the order of those who issue."""
    place = Certificate.objects.values_list("status_list_id", flat=True).get(pk=certificate_id)
    lists.lock([place])
    return Certificate.objects.select_for_update().get(pk=certificate_id)


def _mark(certificate: Certificate, *, reason: str, note: str, by: int, at: datetime) -> None:
    certificate.revoked_at, certificate.revoked_by_id = at, by
    certificate.reason, certificate.note = reason.strip(), note.strip()
    certificate.save(update_fields=["revoked_at", "revoked_by", "reason", "note"])
    lists.rewrite(lists.lock([certificate.status_list_id]), at=at)


def _claim(old: Certificate, name: str) -> Claim:
    return Claim(
        kind=old.kind,
        scope=old.scope,
        subject=old.subject,
        holder_id=old.holder_id,
        holder_name=" ".join(name.split()),
        email=old.email,
        phone=old.phone,
        topic=old.topic,
        did=old.did,
        happened_on=old.happened_on,
        occasion=old.occasion,
    )
