"""The photo of a voice: one, described in words."""

from datetime import datetime

from django.db import transaction

from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.participation.forums.models import Contribution, ContributionPhoto
from tequio.participation.forums.services.exercise import demand_open
from tequio.participation.forums.types import ContributionState, PhaseKind


@transaction.atomic
def set_photo(*, draft: Contribution, upload: Upload, alt: str, at: datetime) -> ContributionPhoto:
    """Keep the photo of a draft in the place of the one that it had. It becomes public when the draft does.

    Raises:
        PhaseClosed: if contributions are not open.
        UnacceptedFileError, FileTooLargeError: if it is no photo, or too heavy; nothing is kept of it.
    """
    demand_open(draft.forum, PhaseKind.CONTRIBUTING, at=at)
    Contribution.objects.select_for_update(of=("self",)).get(pk=draft.pk, state=ContributionState.DRAFT.value)
    file = files.store(upload=upload, kind=FileKind.IMAGE, uploaded_by=draft.author_id, alt=alt)
    remove_photos(voice=draft)
    return ContributionPhoto.objects.create(contribution=draft, file=file)


@transaction.atomic
def remove_photos(*, voice: Contribution) -> None:
    """Take the photo away, with its file."""
    for photo in list(voice.photos.select_related("file")):
        photo.delete()
        files.remove(file=photo.file)


def open_photos(voice: Contribution, *, public: bool) -> None:
    """Let anyone read the photo, or nobody but its author."""
    for photo in voice.photos.select_related("file"):
        files.publish(file=photo.file, public=public)
