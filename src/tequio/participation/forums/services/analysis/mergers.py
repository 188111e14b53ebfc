"""Joining voices that ask for the very same. Both stay in view; each person's vote counts once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.analysis import MergerUndone, VoicesMerged
from tequio.participation.forums.models import Contribution, Merger
from tequio.participation.forums.services.analysis.errors import NotMergeable, SaidNothing
from tequio.participation.forums.types import ContributionState


@transaction.atomic
def merge(
    *, voices: Iterable[Contribution], into: Contribution, reason: str, at: datetime, actor: int
) -> list[Merger]:
    """Join voices to another of the same exercise. All or none.

    Votes are not moved: they are counted together, once for each person, while the joining stands.

    Raises:
        SaidNothing: without a reason; it is public, and the authors read it.
        NotMergeable: if they are not different voices of one exercise that stand by themselves, or
            something was joined to one of them already.
    """
    if not reason.strip():
        raise SaidNothing(_("Escriba el motivo: lo leerán quienes aportaron, y se publica."))
    keys = {voice.pk for voice in voices} - {into.pk}
    rows = Contribution.objects.select_for_update(of=("self",)).filter(pk__in=[*keys, into.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    target = found.pop(into.pk)
    if not found:
        raise NotMergeable(_("Elija otra aportación: ninguna se une a sí misma."))
    _demand(target, list(found.values()))
    made = Merger.objects.bulk_create(
        Merger(contribution=row, into=target, reason=reason.strip(), at=at, by_id=actor)
        for row in found.values()
    )
    for row in found.values():
        row.state, row.merged_into = ContributionState.MERGED.value, target
    Contribution.objects.bulk_update(found.values(), ["state", "merged_into"])
    events = [
        VoicesMerged(
            merger_id=merger.pk,
            contribution_id=merger.contribution_id,
            into_id=target.pk,
            folio=merger.contribution.folio or "",
            into_folio=target.folio or "",
        )
        for merger in made
    ]
    audit.record_all(events, actor=actor, at=at)
    return made


@transaction.atomic
def unmerge(*, voice: Contribution, at: datetime, actor: int) -> Merger:
    """Undo the joining of a voice: it stands by itself again, with its own votes.

    Raises:
        NotMergeable: if it is not joined to another.
    """
    voice = Contribution.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=voice.pk)
    merger = Merger.objects.filter(contribution=voice, undone_at__isnull=True).first()
    if voice.state != ContributionState.MERGED or merger is None or voice.merged_into is None:
        raise NotMergeable(_("Esta aportación no está unida a otra."))
    event = MergerUndone(
        merger_id=merger.pk,
        contribution_id=voice.pk,
        into_id=voice.merged_into.pk,
        folio=voice.folio or "",
        into_folio=voice.merged_into.folio or "",
    )
    merger.undone_at = at
    merger.save(update_fields=["undone_at"])
    voice.state, voice.merged_into = ContributionState.SUBMITTED.value, None
    voice.save(update_fields=["state", "merged_into"])
    audit.record(event, actor=actor, at=at)
    return merger


def _demand(target: Contribution, voices: list[Contribution]) -> None:
    if any(voice.forum_id != target.forum_id for voice in voices):
        raise NotMergeable(_("Se unen aportaciones del mismo foro."))
    for voice in (target, *voices):
        if voice.state != ContributionState.SUBMITTED or voice.hidden_at:
            raise NotMergeable(
                _("La aportación %(folio)s ya no está por sí misma: no se puede unir.") % {"folio": voice.folio}
            )
    if Contribution.objects.filter(merged_into__in=voices).exists():
        raise NotMergeable(_("A una de ellas ya se le unieron otras. Sepárelas primero, o únala al revés."))
