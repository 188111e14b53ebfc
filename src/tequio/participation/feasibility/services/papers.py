"""What lies behind an opinion: papers, and what the offices tell each other."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.participation.feasibility.events import OpinionFileAdded, OpinionFileRemoved, ReviewNoteAdded
from tequio.participation.feasibility.models import Note, OpinionFile, Review
from tequio.participation.feasibility.services.errors import ObservationIncomplete, OpinionPublished
from tequio.participation.proposals.models import Proposal

MOST_FILES = 10


@transaction.atomic
def attach(*, review: Review, upload: Upload, public: bool, actor: int | None = None) -> OpinionFile:
    """Keep a paper with the opinion. A public one is opened to everyone when the opinions are published.

    Raises:
        OpinionPublished: if the opinion is public already, or has as many papers as fit.
        FileTooLargeError, UnacceptedFileError: as the files say.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.published_at or review.files.count() >= MOST_FILES:
        raise OpinionPublished(_("Este dictamen ya es público, o ya tiene 10 anexos."))
    kept = files.store(upload=upload, kind=FileKind.DOCUMENT, uploaded_by=actor)
    found = OpinionFile.objects.create(review=review, file=kept, public=public)
    event = OpinionFileAdded(review_id=review.pk, proposal_id=review.proposal_id, office_id=review.office_id)
    audit.record(event, actor=actor)
    return found


@transaction.atomic
def detach(*, paper: OpinionFile, actor: int | None = None) -> None:
    """Take a paper away while its opinion is not public.

    Raises:
        OpinionPublished: if it is.
    """
    review = Review.objects.select_for_update().get(pk=paper.review_id)
    if review.published_at:
        raise OpinionPublished(_("Este dictamen ya es público y no se puede cambiar."))
    kept = paper.file
    paper.delete()
    files.remove(file=kept)
    event = OpinionFileRemoved(review_id=review.pk, proposal_id=review.proposal_id, office_id=review.office_id)
    audit.record(event, actor=actor)


@transaction.atomic
def add_note(*, proposal: Proposal, text: str, at: datetime, actor: int) -> Note:
    """Leave a note for the offices that judge the proposal. It is never public.

    Raises:
        ObservationIncomplete: if it says nothing.
    """
    if not text.strip():
        raise ObservationIncomplete(_("Escriba la nota."))
    note = Note.objects.create(proposal=proposal, author_id=actor, text=text.strip(), at=at)
    audit.record(ReviewNoteAdded(proposal_id=proposal.pk), actor=actor)
    return note
