"""Deciding where voices end: one by one, or all of a group at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.plans.events import VoicesDecided
from tequio.accountability.plans.models import Decision, Plan
from tequio.accountability.plans.queries.matrix import voices
from tequio.accountability.plans.services.errors import DecisionError
from tequio.accountability.plans.services.plans import locked
from tequio.accountability.plans.types import Level, Verdict
from tequio.core.alignment import Outcome
from tequio.foundation.audit import services as audit


@transaction.atomic
def decide(
    *, plan_id: int, contributions: Iterable[int], verdict: Verdict, at: datetime, actor: int | None = None
) -> list[int]:
    """Decide where voices end. What was decided of them before and not published is superseded.

    What is published goes on standing until this is published (PLA-5).

    Args:
        plan_id: which plan.
        contributions: ids of the voices, of the exercises of the plan.
        verdict: the state, the lines of action, why, the office and the page.
        at: now.
        actor: who decides.

    Returns:
        the ids of the voices that were decided.

    Raises:
        DecisionError: if there is no reason, no action or one too many, or a voice is not the plan's (PLA-4).
    """
    plan = locked(plan_id)
    chosen = sorted(set(contributions))
    _check(plan, chosen, verdict)
    drafts = Decision.objects.drafts().filter(plan=plan, contribution__in=chosen)
    drafts.update(superseded_at=at)
    elements: Sequence[int | None] = verdict.actions or (None,)
    Decision.objects.bulk_create(
        [
            Decision(
                plan=plan,
                contribution_id=voice,
                element_id=element,
                state=verdict.state.value,
                reason=verdict.reason.strip(),
                office_id=verdict.office_id,
                page=verdict.page,
                decided_at=at,
                decided_by_id=actor,
            )
            for voice in chosen
            for element in elements
        ],
        batch_size=1000,
    )
    told = VoicesDecided(plan_id=plan.pk, voices=len(chosen), state=verdict.state.value)
    audit.record(told, actor=actor, at=at)
    return chosen


def _check(plan: Plan, chosen: list[int], verdict: Verdict) -> None:
    if not chosen:
        raise DecisionError(_("Elija al menos una aportación."), status=422)
    if voices(plan.pk).filter(pk__in=chosen).count() != len(chosen):
        raise DecisionError(_("Alguna de esas aportaciones no es de los ejercicios de este plan."), status=404)
    if not verdict.reason.strip():
        raise DecisionError(_("Escriba la razón: se publica junto a la decisión."), status=422)
    if verdict.state is Outcome.UNDECIDED:
        raise DecisionError(_("Diga si se incorporó, en parte o no."), status=422)
    if verdict.state is Outcome.NOT and verdict.actions:
        raise DecisionError(_("Si no se incorporó, no va en ninguna línea de acción."), status=422)
    if verdict.state is not Outcome.NOT and not verdict.actions:
        raise DecisionError(_("Elija la línea de acción donde quedó."), status=422)
    known = plan.elements.filter(pk__in=verdict.actions, level=Level.ACTION.value).count()
    if known != len(set(verdict.actions)):
        raise DecisionError(_("Alguna de esas líneas de acción no es de este plan."), status=422)
