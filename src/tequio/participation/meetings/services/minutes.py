"""What was said and agreed: published once, and corrected by another version with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.participation.meetings.events import MinutesPublished
from tequio.participation.meetings.models import Agreement, Meeting, Minutes, MinutesFile
from tequio.participation.meetings.services.errors import NothingAgreed


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """Something that was agreed: who sees to it, and by when, if that was said."""

    text: str
    office: Office | None = None
    due_on: date | None = None


@transaction.atomic
def publish_minutes(
    *,
    meeting: Meeting,
    text: str,
    at: datetime,
    agreements: Sequence[AgreementDraft] = (),
    uploads: Sequence[Upload] = (),
    kept: Sequence[StoredFile] = (),
    reason: str = "",
    actor: int | None = None,
) -> Minutes:
    """Publish the minutes of a meeting; if there are some already, as their correction.

    Args:
        meeting: one that was held and is public.
        text: what was said.
        at: now.
        agreements: what was agreed, in order.
        uploads: documents to attach; anyone may read them.
        kept: files of the version before that stay attached.
        reason: why the version before is corrected; public.
        actor: the id of the person who does it.

    Raises:
        NothingAgreed: before the meeting begins, or for a correction without a reason.
        UnacceptedFileError, FileTooLargeError: a document; nothing is kept.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.starts > at or meeting.cancelled_at is not None or meeting.published_at is None:
        raise NothingAgreed(_("La minuta se publica cuando la reunión ya empezó."))
    last = meeting.minutes.order_by("-number").first()
    if last and not reason.strip():
        raise NothingAgreed(_("Ya hay una minuta publicada. Escriba por qué se corrige."))
    made = Minutes.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        text=text,
        reason=reason.strip() if last else "",
        published_at=at,
    )
    Agreement.objects.bulk_create(
        Agreement(minutes=made, position=position, text=one.text, office=one.office, due_on=one.due_on)
        for position, one in enumerate(agreements, 1)
    )
    fresh = [files.store(upload=one, kind=FileKind.DOCUMENT, uploaded_by=actor, public=True) for one in uploads]
    MinutesFile.objects.bulk_create(
        MinutesFile(minutes=made, file=file, position=position) for position, file in enumerate([*kept, *fresh])
    )
    event = MinutesPublished(minutes_id=made.pk, meeting_id=meeting.pk, number=made.number)
    audit.record(event, actor=actor, at=at)
    return made
