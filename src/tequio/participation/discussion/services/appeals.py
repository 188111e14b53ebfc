"""Disagreeing with a decision, and the answer of somebody who did not take it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.participation.discussion import permissions, queries
from tequio.participation.discussion.events import AppealDecided, AppealMade
from tequio.participation.discussion.models import Appeal, Comment, Decision
from tequio.participation.discussion.services import moderation, texts
from tequio.participation.discussion.services.errors import NotTheSameHand, NotYours, TooLate
from tequio.participation.discussion.types import ANSWER_DAYS, TEXT_MAX, AppealState, kinds, parts


@transaction.atomic
def appeal(*, decision: Decision, author: User, text: str, at: datetime) -> Appeal:
    """Disagree, once, with a decision about what one wrote. It is answered within ``ANSWER_DAYS`` days.

    Raises:
        NotYours: if somebody else wrote it.
        TooLate: if the days have passed, it was appealed before, or it is in view again.
        BadText: the text.
    """
    decision = Decision.objects.select_for_update(of=("self",)).select_related("comment").get(pk=decision.pk)
    if queries.author_of(decision, at) != author.pk:
        raise NotYours(_("Solo puede inconformarse quien escribió lo que se ocultó."))
    if not permissions.can_appeal(decision, at):
        raise TooLate(_("Ya no es posible inconformarse con esta decisión: venció el plazo o ya lo hizo."))
    made = Appeal.objects.create(
        decision=decision,
        author=author,
        text=texts.clean(text, most=TEXT_MAX),
        created_at=at,
        due_at=at + timedelta(days=ANSWER_DAYS),
        hidden_by_id=decision.by_id,
    )
    event = AppealMade(appeal_id=made.pk, decision_id=decision.pk, subject=decision.subject)
    audit.record(event, actor=author.pk, at=at)
    return made


@transaction.atomic
def answer(*, appeal: Appeal, upheld: bool, text: str, at: datetime, actor: User) -> Appeal:
    """Answer an appeal, with reasons. If it is upheld, what was hidden is in view again at once.

    Raises:
        TooLate: if it was answered already.
        NotTheSameHand: if the actor hid it or wrote it.
        BadText: the reasons.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal.pk)
    if appeal.state != AppealState.OPEN:
        raise TooLate(_("Esta inconformidad ya tiene respuesta."))
    if not permissions.can_answer(actor, appeal):
        raise NotTheSameHand(
            _("Debe responderla otra persona de moderación: no quien lo ocultó ni quien lo escribió.")
        )
    appeal.state = (AppealState.UPHELD if upheld else AppealState.REJECTED).value
    appeal.answer = texts.clean(text, most=TEXT_MAX)
    appeal.decided_at, appeal.decided_by = at, actor
    appeal.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    decision = appeal.decision
    events: list[Event] = [
        AppealDecided(appeal_id=appeal.pk, decision_id=decision.pk, subject=decision.subject, upheld=upheld)
    ]
    if upheld:
        events += _show_again(decision, at, actor)
    audit.record_all(events, actor=actor.pk, at=at)
    return appeal


def _show_again(decision: Decision, at: datetime, actor: User) -> list[Event]:
    if decision.comment_id:
        comment = Comment.objects.select_for_update().get(pk=decision.comment_id)
        return [moderation.restore(comment, decision, at=at)]
    kind, pk = parts(decision.subject)
    kinds()[kind].show(pk, at, actor.pk)
    return []
