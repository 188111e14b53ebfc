"""Hiding what breaks a rule of the house, and leaving in view what does not."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.participation.discussion.events import (
    CommentApproved,
    CommentHidden,
    CommentRestored,
    ReportsDismissed,
)
from tequio.participation.discussion.models import Appeal, Comment, Decision, HouseRule, Report
from tequio.participation.discussion.services import texts
from tequio.participation.discussion.services.errors import ReasonMissing
from tequio.participation.discussion.types import (
    APPEAL_DAYS,
    NOTE_MAX,
    AppealState,
    CommentState,
    ReportState,
    kinds,
    parts,
)


@transaction.atomic
def hide(
    *,
    comments: Collection[int],
    subjects: Collection[str] = (),
    rule: HouseRule | None,
    reason: str,
    at: datetime,
    actor: int | None = None,
) -> int:
    """Take comments and subjects out of view, all by the same rule and for the same reason, or none.

    What is hidden already, or was taken away by its author, is left as it is.

    Returns:
        How many were hidden.

    Raises:
        ReasonMissing: without a rule or a reason.
    """
    if rule is None or not reason.strip():
        raise ReasonMissing(_("Elija la regla de la casa y escriba el motivo: quien lo escribió los leerá."))
    kept = texts.clean(reason, most=NOTE_MAX)
    found = _locked(comments, CommentState.VISIBLE, CommentState.WAITING)
    decisions = Decision.objects.bulk_create(
        _decision(comment.subject, comment, rule=rule, reason=kept, at=at, actor=actor) for comment in found
    )
    _settle(found, ReportState.UPHELD, at)
    Comment.objects.filter(pk__in=[c.pk for c in found]).update(state=CommentState.HIDDEN.value)
    for subject in sorted(subjects):
        kind, pk = parts(subject)
        kinds()[kind].hide(pk, rule, kept, at, actor)
    _record(
        [
            CommentHidden(comment_id=d.comment_id or 0, subject=d.subject, decision_id=d.pk, rule=rule.number)
            for d in decisions
        ],
        actor=actor,
        at=at,
    )
    return len(found) + len(subjects)


@transaction.atomic
def keep(
    *,
    comments: Collection[int],
    subjects: Collection[str] = (),
    at: datetime,
    actor: int | None = None,
    hidden: bool = False,
) -> int:
    """Leave comments and subjects in view: what waits is approved, and open reports end.

    With ``hidden``, what moderation had hidden comes back too; without it, what somebody else has just hidden
    stays so.

    Returns:
        How many of them are in view now.
    """
    states = [CommentState.VISIBLE, CommentState.WAITING, *([CommentState.HIDDEN] if hidden else [])]
    found = _locked(comments, *states)
    standing = _lift([Decision(pk=d) for d in _standing(found)], at)
    events = [_kept(comment, standing) for comment in found]
    dismissed = _settle(found, ReportState.DISMISSED, at)
    for comment in found:
        comment.state = CommentState.VISIBLE.value
        comment.published_at = comment.published_at or at
    Comment.objects.bulk_update(found, ["state", "published_at"])
    for subject in sorted(subjects):
        dismissed[subject, None] = _settle_subject(subject, ReportState.DISMISSED, at)
        if hidden:
            kind, pk = parts(subject)
            kinds()[kind].show(pk, at, actor)
    ended = [
        ReportsDismissed(subject=subject, comment_id=comment or 0, reports=n)
        for (subject, comment), n in dismissed.items()
        if n
    ]
    _record([*filter(None, events), *ended], actor=actor, at=at)
    return len(found) + len(subjects)


@transaction.atomic
def note_hidden(
    *, subject: str, rule: HouseRule | None, reason: str, at: datetime, actor: int | None = None
) -> Decision:
    """Keep the decision by which a subject's owner hid it; its author may then disagree.

    It records no event: the owner does. Where one stands already, nothing changes.
    """
    standing = Decision.objects.filter(subject=subject, comment=None, lifted_at=None).first()
    if standing:
        return standing
    decision = _decision(subject, rule=rule, reason=reason, at=at, actor=actor)
    decision.save()
    _settle_subject(subject, ReportState.UPHELD, at)
    return decision


@transaction.atomic
def note_shown(*, subject: str, at: datetime) -> None:
    """Lift the decision by which a subject was hidden: its owner shows it again."""
    _lift(list(Decision.objects.filter(subject=subject, comment=None, lifted_at=None)), at)


def restore(comment: Comment, decision: Decision, *, at: datetime) -> CommentRestored:
    """Put one hidden comment back in view, and return the event of it. The caller holds the transaction."""
    _lift([decision], at)
    comment.state = CommentState.VISIBLE.value
    comment.published_at = comment.published_at or at
    comment.save(update_fields=["state", "published_at"])
    return CommentRestored(comment_id=comment.pk, subject=comment.subject, decision_id=decision.pk)


def _locked(comments: Collection[int], *states: CommentState) -> list[Comment]:
    found = Comment.objects.select_for_update().filter(pk__in=comments, state__in=[s.value for s in states])
    return list(found.order_by("pk"))


def _decision(
    subject: str,
    comment: Comment | None = None,
    *,
    rule: HouseRule | None,
    reason: str,
    at: datetime,
    actor: int | None,
) -> Decision:
    until = at + timedelta(days=APPEAL_DAYS)
    return Decision(
        subject=subject, comment=comment, rule=rule, reason=reason, at=at, by_id=actor, appeal_until=until
    )


def _standing(comments: Collection[Comment]) -> list[int]:
    standing = Decision.objects.filter(comment__in=[c.pk for c in comments], lifted_at=None)
    return list(standing.values_list("pk", flat=True))


def _lift(decisions: Collection[Decision], at: datetime) -> dict[int, int]:
    """Lift decisions, give reason to whoever had an open appeal against them; return them by comment."""
    ids = [d.pk for d in decisions]
    if not ids:
        return {}
    Appeal.objects.filter(decision__in=ids, state=AppealState.OPEN).update(
        state=AppealState.UPHELD.value,
        decided_at=at,
        answer=str(_("Moderación cambió de parecer y lo volvió a mostrar.")),
    )
    Decision.objects.filter(pk__in=ids).update(lifted_at=at)
    rows = Decision.objects.filter(pk__in=ids, comment__isnull=False).values_list("comment", "pk")
    return {int(comment or 0): pk for comment, pk in rows}


def _kept(comment: Comment, standing: dict[int, int]) -> Event | None:
    if comment.state == CommentState.WAITING:
        return CommentApproved(comment_id=comment.pk, subject=comment.subject)
    if comment.state == CommentState.HIDDEN:
        return CommentRestored(
            comment_id=comment.pk, subject=comment.subject, decision_id=standing.get(comment.pk, 0)
        )
    return None


def _settle(
    comments: Collection[Comment], state: ReportState, at: datetime
) -> dict[tuple[str, int | None], int]:
    """Close the open reports of comments; return how many each one had."""
    waiting = Report.objects.filter(comment__in=[c.pk for c in comments], state=ReportState.OPEN)
    counts: dict[tuple[str, int | None], int] = {}
    for subject, comment in waiting.values_list("subject", "comment"):
        counts[subject, comment] = counts.get((subject, comment), 0) + 1
    waiting.update(state=state.value, settled_at=at)
    return counts


def _settle_subject(subject: str, state: ReportState, at: datetime) -> int:
    waiting = Report.objects.filter(subject=subject, comment=None, state=ReportState.OPEN)
    return waiting.update(state=state.value, settled_at=at)


def _record(events: Sequence[Event], *, actor: int | None, at: datetime) -> None:
    """Record what was done; where everything was as asked for already, there is nothing to tell."""
    if events:
        audit.record_all(events, actor=actor, at=at)
