"""Labels of voices, and the pillar and theme that the office corrects. A person decides every one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.events.analysis import VoiceReclassified, VoiceTagged, VoiceUntagged
from tequio.participation.forums.models import Contribution, Pillar, Reclassification, Tag, Theme
from tequio.participation.forums.services.analysis.errors import NotOfThisForum, SaidNothing


@transaction.atomic
def tag(*, voices: Iterable[Contribution], concept: Concept, at: datetime, actor: int) -> int:
    """Label voices with a concept. Doing it again changes nothing. Returns how many did not have it."""
    found = list(voices)
    have = set(
        Tag.objects.filter(contribution__in=found, concept=concept).values_list("contribution", flat=True)
    )
    fresh = [voice for voice in found if voice.pk not in have]
    Tag.objects.bulk_create(
        [Tag(contribution=voice, concept=concept, at=at, by_id=actor) for voice in fresh],
        ignore_conflicts=True,
    )
    if fresh:
        events = [
            VoiceTagged(contribution_id=voice.pk, concept_id=concept.pk, code=concept.code) for voice in fresh
        ]
        audit.record_all(events, actor=actor, at=at)
    return len(fresh)


@transaction.atomic
def untag(*, voice: Contribution, concept: Concept, actor: int) -> None:
    """Take a label from a voice; nothing happens if it does not have it."""
    gone, _each = Tag.objects.filter(contribution=voice, concept=concept).delete()
    if gone:
        event = VoiceUntagged(contribution_id=voice.pk, concept_id=concept.pk, code=concept.code)
        audit.record(event, actor=actor)


@transaction.atomic
def reclassify(
    *, voice: Contribution, pillar: Pillar, theme: Theme | None, reason: str, at: datetime, actor: int
) -> Reclassification | None:
    """Move a voice to another pillar or theme. What its author chose stays in view. None if nothing changes.

    Raises:
        SaidNothing: without a reason; it is public.
        NotOfThisForum: if the pillar is of another exercise, or the theme of another pillar.
    """
    if not reason.strip():
        raise SaidNothing(_("Escriba el motivo del cambio: se publica junto a lo que eligió quien aportó."))
    if pillar.forum_id != voice.forum_id or (theme is not None and theme.pillar_id != pillar.pk):
        raise NotOfThisForum(_("Ese tema no es de ese pilar, o el pilar no es de este foro."))
    voice = (
        Contribution.objects.select_for_update(of=("self",)).select_related("pillar", "theme").get(pk=voice.pk)
    )
    before = voice.pillar
    if before is None or (before.pk == pillar.pk and voice.theme_id == (theme.pk if theme else None)):
        return None
    change = Reclassification.objects.create(
        contribution=voice,
        from_pillar=before,
        from_theme=voice.theme,
        to_pillar=pillar,
        to_theme=theme,
        reason=reason.strip(),
        at=at,
        by_id=actor,
    )
    voice.pillar, voice.theme = pillar, theme
    voice.save(update_fields=["pillar", "theme"])
    event = VoiceReclassified(
        contribution_id=voice.pk, folio=voice.folio or "", before=before.code, after=pillar.code
    )
    audit.record(event, actor=actor, at=at)
    return change
