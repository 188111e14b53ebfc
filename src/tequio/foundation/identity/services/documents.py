"""An identity document: sent, looked at by a person, destroyed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.curp import Curp
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.identity.events import DocumentDecided, DocumentDestroyed, DocumentSent
from tequio.foundation.identity.models import DocumentReview
from tequio.foundation.identity.services import claims
from tequio.foundation.identity.services.errors import AlreadySet, DocumentGone, ReasonMissing
from tequio.foundation.identity.types import Assurance, Decision, Source


@transaction.atomic
def send(*, person: User, upload: files.Upload, at: datetime) -> DocumentReview:
    """Keep a photo for the reviewers alone, until they decide. Not even its sender reads it back.

    Raises:
        AlreadySet: if one waits already.
        UnacceptedFileError, FileTooLargeError: if it is no photo.
    """
    file = files.store(upload=upload, kind=FileKind.IMAGE)  # nobody's in the store, so only our page reads it
    try:
        with transaction.atomic():
            review = DocumentReview.objects.create(user=person, file=file, sent_at=at)
    except IntegrityError as error:
        raise AlreadySet(_("Su identificación ya está en revisión.")) from error
    audit.record(DocumentSent(review_id=review.pk), actor=person.pk)
    return review


@transaction.atomic
def decide(
    *,
    review_id: int,
    decision: Decision,
    actor: int,
    at: datetime,
    curp: Curp | None = None,
    born: date | None = None,
    reason: str = "",
) -> DocumentReview:
    """Accept or refuse a document, and destroy its image in the same act.

    Args:
        review_id: which.
        decision: ``APPROVED`` or ``REFUSED``.
        actor: the id of who looked at it.
        at: now.
        curp: the CURP read in it, where it has one; only its HMAC is kept.
        born: the birth date read in it, where it has no CURP.
        reason: why it is refused; the person reads it.

    Raises:
        DocumentGone: if it was decided or expired before.
        ReasonMissing: if it is refused without one.
    """
    if decision is Decision.REFUSED and not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: la persona lo leerá."))
    review = _locked(review_id)
    if review is None:
        raise DocumentGone(_("Ya se decidió sobre esa identificación, y su imagen ya no existe."))
    if decision is Decision.APPROVED:
        _learn(review.user, curp, born, at=at, actor=actor)
    _settle(review, decision, at=at, actor=actor, reason=reason.strip())
    return review


def expire_old(*, at: datetime) -> int:
    """Destroy the images that nobody looked at in time; return how many."""
    limit = at - timedelta(days=settings.IDENTITY_DOCUMENT_DAYS)
    old = DocumentReview.objects.filter(decided_at=None, sent_at__lt=limit).values_list("pk", flat=True)
    done = 0
    for review_id in list(old):
        with transaction.atomic():
            review = _locked(review_id)
            if review is not None:
                _settle(review, Decision.EXPIRED, at=at, actor=None)
                done += 1
    return done


def destroy_image(review: DocumentReview, *, actor: int | None) -> None:
    """Remove the image, its row at once and its bytes with the commit, and write it down."""
    file = review.file
    if file is None:
        return
    sha256 = bytes(file.sha256).hex()
    review.file = None
    files.remove(file=file)
    audit.record(DocumentDestroyed(review_id=review.pk, sha256=sha256), actor=actor)


def _locked(review_id: int) -> DocumentReview | None:
    rows = DocumentReview.objects.select_for_update(of=("self",)).select_related("user", "file")
    return rows.filter(pk=review_id, decided_at=None).first()


def _learn(person: User, curp: Curp | None, born: date | None, *, at: datetime, actor: int) -> None:
    if curp is not None:
        claims.claim_curp(person=person, curp=curp, at=at)
        born = curp.born
    if born is not None:
        claims.learn_birth(person, born, Source.DOCUMENT)
    if not person.identity_cases.filter(closed_at=None).exists():
        claims.prove(person=person, means=Assurance.DOCUMENT, at=at, by=actor)


def _settle(
    review: DocumentReview, decision: Decision, *, at: datetime, actor: int | None, reason: Any = ""
) -> None:
    destroy_image(review, actor=actor)
    review.decision, review.decided_at, review.decided_by, review.reason = decision.value, at, actor, reason
    review.save(update_fields=["file", "decision", "decided_at", "decided_by", "reason"])
    audit.record(DocumentDecided(review_id=review.pk, decision=decision.value), actor=actor)
