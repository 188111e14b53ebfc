"""The photos of a proposal: at most five, each described in words."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.participation.proposals.events import ProposalEdited
from tequio.participation.proposals.models import Proposal, ProposalPhoto
from tequio.participation.proposals.services.drafts import editable
from tequio.participation.proposals.services.errors import TooManyPhotos
from tequio.participation.proposals.services.history import keep_first, keep_version
from tequio.participation.proposals.types import ProposalState

MOST = 5


@transaction.atomic
def add_photo(
    *, proposal: Proposal, upload: Upload, alt: str, at: datetime, actor: int | None = None
) -> ProposalPhoto:
    """Keep a photo with what it shows in words. It becomes public when the proposal does.

    Raises:
        TooManyPhotos: if the proposal has five already.
        UnacceptedFileError, FileTooLargeError: if it is no photo, or too heavy; nothing is kept of it.
        PhaseClosed, NotEditable: as for any other answer.
    """
    proposal = editable(proposal, at=at)
    count = proposal.photos.count()
    if count >= MOST:
        raise TooManyPhotos(_("Ya tiene cinco fotos. Quite una para subir otra."))
    public = proposal.state == ProposalState.SUBMITTED
    file = files.store(upload=upload, kind=FileKind.IMAGE, uploaded_by=actor, public=public, alt=alt)
    if public:
        keep_first(proposal)
    photo = ProposalPhoto.objects.create(proposal=proposal, file=file, position=count)
    _note(proposal, at=at, actor=actor)
    return photo


@transaction.atomic
def remove_photo(*, photo: ProposalPhoto, at: datetime, actor: int | None = None) -> None:
    """Take a photo away, with its file.

    Raises:
        PhaseClosed, NotEditable: as for any other answer.
    """
    proposal = editable(photo.proposal, at=at)
    if proposal.state == ProposalState.SUBMITTED:
        keep_first(proposal)
    photo.delete()
    files.remove(file=photo.file)
    _note(proposal, at=at, actor=actor)


def open_photos(proposal: Proposal, *, public: bool) -> None:
    """Let anyone read the photos, or nobody but their author."""
    for photo in proposal.photos.select_related("file"):
        files.publish(file=photo.file, public=public)


def _note(proposal: Proposal, *, at: datetime, actor: int | None) -> None:
    if proposal.state == ProposalState.SUBMITTED:
        keep_version(proposal, at=at)
        event = ProposalEdited(
            proposal_id=proposal.pk,
            edition_id=proposal.edition_id,
            folio=proposal.folio or "",
            fields="photos",
        )
        audit.record(event, actor=actor)
