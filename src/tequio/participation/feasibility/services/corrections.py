"""The window to correct: what an office observes and the author answers, while the office's clock stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import feasibility as rules
from tequio.foundation.audit import services as audit
from tequio.foundation.restdays import queries as restdays
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.events import CorrectionAnswered, CorrectionAsked
from tequio.participation.feasibility.models import Observation, Review
from tequio.participation.feasibility.services.errors import (
    AlreadyObserved,
    ObservationClosed,
    ObservationIncomplete,
)
from tequio.participation.feasibility.services.opinions import open_review
from tequio.participation.feasibility.types import CORRECTABLE
from tequio.participation.proposals import services as proposals


@transaction.atomic
def observe(
    *, review: Review, text: str, fields: Sequence[str] = (), at: datetime, actor: int | None = None
) -> Observation:
    """Ask the author to mend something before the office decides; only they are told. The clock stops.

    An office asks once per opinion, as article 17-A of the Ley Federal de Procedimiento Administrativo has it.

    Args:
        review: the office's duty, not answered yet.
        text: what to mend, in plain words.
        fields: names of ``CORRECTABLE`` fields that the author may change; none: an answer is enough.
        at: now; the feasibility phase must be open.
        actor: the id of the liaison.

    Raises:
        PhaseClosed, OpinionPublished, NotInReview: if it is too late.
        AlreadyObserved: if the office has observed before, has decided, or the edition gives no days for it.
        ObservationIncomplete: without text, or naming a field that is not to be corrected.
    """
    review = open_review(review, at=at)
    edition = review.proposal.edition
    if review.verdict or hasattr(review, "observation") or not edition.correction_days:
        raise AlreadyObserved(_("Cada área pide correcciones una sola vez, y antes de decidir."))
    if not text.strip() or not set(fields) <= CORRECTABLE.keys():
        raise ObservationIncomplete(_("Escriba qué hay que corregir."))
    last = queries.last_day(edition)
    until = restdays.last_day(at, edition.correction_days)
    until = min(until, last) if last else until
    found = Observation.objects.create(
        review=review,
        text=text.strip(),
        fields=[name for name in CORRECTABLE if name in fields],
        asked_by_id=actor,
        asked_at=at,
        last_day=until,
        due_before=review.due,
    )
    review.due = rules.due_after_pause(review.due, began=timezone.localdate(at), ended=until, last=last)
    review.draft = {}
    review.save(update_fields=["due", "draft"])
    event = CorrectionAsked(
        observation_id=found.pk,
        proposal_id=review.proposal_id,
        office_id=review.office_id,
        last_day=until.isoformat(),
    )
    audit.record(event, actor=actor)
    return found


@transaction.atomic
def answer_observation(
    *,
    observation: Observation,
    answer: str,
    changes: dict[str, Any] | None = None,
    at: datetime,
    actor: int | None = None,
) -> Observation:
    """Keep the author's answer and correct what was observed, nothing else. The office's clock runs again.

    Raises:
        ObservationClosed: if it was answered, its days have passed, or the office has decided.
        ObservationIncomplete: without answer, or changing what was not observed.
        CostOverCap, ProposalIncomplete, NotEditable: as the proposals say.
    """
    found = (
        Observation.objects.select_for_update(of=("self", "review"))
        .select_related("review__proposal__edition")
        .get(pk=observation.pk)
    )
    today = timezone.localdate(at)
    if found.answered_at or today > found.last_day or found.review.verdict:
        raise ObservationClosed(_("Esta observación ya no se puede contestar."))
    wanted = changes or {}
    if not answer.strip() or not set(wanted) <= set(found.fields):
        raise ObservationIncomplete(_("Escriba su respuesta. Solo puede cambiar lo que el área observó."))
    proposal = found.review.proposal
    if wanted:
        proposals.correct(proposal=proposal, at=at, actor=actor, **wanted)
    found.answer, found.answered_at = answer.strip(), at
    found.save(update_fields=["answer", "answered_at"])
    review = found.review
    review.due = rules.due_after_pause(
        found.due_before,
        began=timezone.localdate(found.asked_at),
        ended=today,
        last=queries.last_day(proposal.edition),
    )
    review.save(update_fields=["due"])
    event = CorrectionAnswered(
        observation_id=found.pk, proposal_id=review.proposal_id, office_id=review.office_id
    )
    audit.record(event, actor=actor)
    return found
