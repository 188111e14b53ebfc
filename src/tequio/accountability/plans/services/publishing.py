"""Publishing what was decided: from then on it stands, and the authors are told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.plans.events import DecisionsPublished
from tequio.accountability.plans.models import Decision
from tequio.accountability.plans.services.errors import DecisionError
from tequio.accountability.plans.services.plans import locked
from tequio.foundation.audit import services as audit


@transaction.atomic
def publish_decisions(
    *, plan_id: int, at: datetime, contributions: Iterable[int] | None = None, actor: int | None = None
) -> int:
    """Publish the decisions of some voices, or all that wait. What stood of those voices is superseded.

    Args:
        plan_id: which plan; it has to be published itself.
        at: now; the same instant for the whole batch.
        contributions: ids of the voices; all that wait if None.
        actor: who publishes.

    Returns:
        of how many voices.

    Raises:
        DecisionError: if the plan is not published, or nothing waits.
    """
    plan = locked(plan_id)
    if plan.published_at is None:
        raise DecisionError(_("Primero publique el plan: las decisiones se leen en él."))
    waiting = Decision.objects.drafts().filter(plan=plan, contribution__hidden_at__isnull=True)
    if contributions is not None:
        waiting = waiting.filter(contribution__in=list(contributions))
    told = set(waiting.values_list("contribution_id", flat=True))
    if not told:
        raise DecisionError(_("No hay decisiones por publicar."))
    cells = list(waiting.values_list("pk", flat=True))
    Decision.objects.standing().filter(plan=plan, contribution__in=told).update(superseded_at=at)
    Decision.objects.filter(pk__in=cells).update(published_at=at)
    event = DecisionsPublished(plan_id=plan.pk, voices=len(told), at=at.isoformat())
    audit.record(event, actor=actor, at=at)
    return len(told)
