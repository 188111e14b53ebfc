"""Answering voices in public. A correction is a new answer; what was said stays."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.analysis import VoiceAnswered
from tequio.participation.forums.models import Answer, Assignment
from tequio.participation.forums.services.analysis.errors import DutyEnded, SaidNothing

LONGEST = 5_000  # characters


@transaction.atomic
def answer(*, assignments: Iterable[Assignment], text: str, at: datetime, actor: int) -> list[Answer]:
    """Answer one voice or several of one office with the same words. All or none.

    The first answer of each ends its clock; any later one is a correction and moves no date.

    Raises:
        SaidNothing: if it says nothing, or too much to be read.
        DutyEnded: if one of them was sent to another office or taken back.
    """
    said = text.strip()
    if not said:
        raise SaidNothing(_("Escriba la respuesta."))
    if len(said) > LONGEST:
        raise SaidNothing(_("La respuesta pasa de %(most)d letras. Resúmala.") % {"most": LONGEST})
    keys = [one.pk for one in assignments]
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("contribution")
    found = list(rows.filter(pk__in=keys).order_by("pk"))
    if any(one.ended_at for one in found):
        raise DutyEnded(_("Una de las aportaciones ya no la tiene esta dependencia. No se respondió ninguna."))
    act = uuid.uuid4()
    made = Answer.objects.bulk_create(
        Answer(assignment=one, act=act, text=said, by_id=actor, at=at) for one in found
    )
    events = [
        VoiceAnswered(
            answer_id=row.pk,
            assignment_id=one.pk,
            contribution_id=one.contribution_id,
            office_id=one.office_id,
            folio=one.contribution.folio or "",
            correction=one.answered_at is not None,
        )
        for row, one in zip(made, found, strict=True)
    ]
    first = [one.pk for one in found if one.answered_at is None]
    Assignment.objects.filter(pk__in=first).update(answered_at=at)
    audit.record_all(events, actor=actor, at=at)
    return made
