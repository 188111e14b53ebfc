"""Hiding a voice that breaks the rules of the house, with a reason, and showing it again. It stays counted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.discussion import services as discussion
from tequio.participation.discussion import types as talk
from tequio.participation.discussion.models import HouseRule
from tequio.participation.forums.events.voices import ContributionHidden, ContributionShown
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.models.voices import PUBLIC_STATES
from tequio.participation.forums.services.errors import ReasonMissing
from tequio.participation.forums.services.photos import open_photos
from tequio.participation.forums.services.refusals import NotChangeable
from tequio.participation.forums.types import ContributionState

KIND = "voice"  # how the discussion names what is talked about


@transaction.atomic
def hide(
    *, voice: Contribution, reason: str, at: datetime, rule: HouseRule | None = None, actor: int | None = None
) -> Contribution:
    """Take a voice out of the public pages. Its author still sees it, with the reason, and may disagree.

    One that is hidden already stays as it is, with the reason that it had.

    Raises:
        ReasonMissing: without a reason.
        NotChangeable: if it is a draft, which nobody sees anyway.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: su autora o autor lo leerá."))
    voice = Contribution.objects.select_for_update().get(pk=voice.pk)
    if voice.state == ContributionState.DRAFT:
        raise NotChangeable(_("Un borrador no se oculta: nadie más lo ve."))
    if voice.hidden_at is not None:
        return voice
    voice.hidden_at, voice.hidden_reason = at, reason
    voice.save(update_fields=["hidden_at", "hidden_reason"])
    open_photos(voice, public=False)
    subject = talk.key(KIND, voice.pk)
    discussion.note_hidden(subject=subject, rule=rule, reason=reason, at=at, actor=actor)
    event = ContributionHidden(
        contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "", reason=reason
    )
    audit.record(event, actor=actor, at=at)
    return voice


@transaction.atomic
def show(*, voice: Contribution, at: datetime, actor: int | None = None) -> Contribution:
    """Put a hidden voice back on the public pages. Of one that is not hidden, nothing changes."""
    voice = Contribution.objects.select_for_update().get(pk=voice.pk)
    if voice.hidden_at is None:
        return voice
    voice.hidden_at, voice.hidden_reason = None, ""
    voice.save(update_fields=["hidden_at", "hidden_reason"])
    open_photos(voice, public=voice.state in PUBLIC_STATES)
    discussion.note_shown(subject=talk.key(KIND, voice.pk), at=at)
    event = ContributionShown(contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "")
    audit.record(event, actor=actor, at=at)
    return voice
