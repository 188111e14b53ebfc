"""Who takes part in an exercise, and what they said of themselves: once, and frozen."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.participation.forums.models import Forum, Participant
from tequio.participation.forums.services.refusals import VoiceIncomplete
from tequio.participation.forums.types import About, Gender


def joined(*, forum: Forum, person: User, at: datetime) -> Participant:
    """Return the person in the exercise, under a row lock: what they do at once is done one after the other."""
    held = Participant.objects.select_for_update(of=("self",)).filter(forum=forum, person=person)
    found = held.first()
    if found is None:
        fresh = Participant(forum=forum, person=person, joined_at=at)
        Participant.objects.bulk_create([fresh], ignore_conflicts=True)  # another request may be first
        found = held.get()
    return found


def written_down(*, forum: Forum, about: About | None, at: datetime) -> Participant:
    """Return somebody new who was written down at a table or on a sheet, with what the sheet says of them."""
    row = Participant(forum=forum, joined_at=at)
    _freeze(forum, row, about or About(), at)
    row.save()
    return row


def freeze(*, forum: Forum, participant: Participant, about: About | None, at: datetime) -> None:
    """Keep what a person says of themselves, the first time that they do. Afterwards nothing changes it.

    ``about`` None: they were not asked yet. An empty one: they would rather not say.

    Raises:
        VoiceIncomplete: if it names what the exercise does not have.
    """
    if about is None or participant.asked_at is not None:
        return
    _freeze(forum, participant, about, at)
    participant.save(update_fields=["gender", "age_from", "sector", "unit", "asked_at"])


@transaction.atomic
def say_about(*, forum: Forum, person: User, about: About, at: datetime) -> None:
    """Keep what somebody who voted says of themselves, or that they would rather not. Once."""
    freeze(forum=forum, participant=joined(forum=forum, person=person, at=at), about=about, at=at)


def _freeze(forum: Forum, row: Participant, about: About, at: datetime) -> None:
    bands = {band[0] for band in forum.age_bands}
    known = about.gender in set(Gender) and (about.age_from is None or about.age_from in bands)
    if about.sector is not None:
        known = known and forum.sectors.filter(pk=about.sector).exists()
    if about.unit is not None:
        known = known and forum.territory.units.filter(pk=about.unit).exists()
    if not known:
        raise VoiceIncomplete({"about": _("Alguna de las respuestas sobre usted no es de este foro.")})
    row.gender, row.age_from = about.gender, about.age_from
    row.sector_id, row.unit_id, row.asked_at = about.sector, about.unit, at
