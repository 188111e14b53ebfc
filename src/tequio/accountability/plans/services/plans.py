"""Plans themselves: made from exercises, written, published."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tequio.accountability.plans.events import PlanChanged, PlanCreated, PlanPublished
from tequio.accountability.plans.models import Plan
from tequio.accountability.plans.services.errors import PlanError
from tequio.accountability.plans.types import Level, PlanDraft
from tequio.foundation.audit import services as audit
from tequio.participation.forums.models import Forum


@transaction.atomic
def create_plan(*, draft: PlanDraft, forums: Iterable[int], actor: int | None = None) -> Plan:
    """Create a plan that listens to some exercises. Nobody outside sees it until it is published.

    Args:
        draft: what is known of it.
        forums: ids of the exercises whose voices it has to answer.
        actor: who creates it.

    Raises:
        PlanError: if it has no name, its period is upside down, or no exercise is named.
    """
    _check(draft)
    chosen = _forums(forums)
    plan = Plan.objects.create(slug=_free_slug(draft), **_values(draft))
    plan.forums.set(chosen)
    audit.record(PlanCreated(plan_id=plan.pk, slug=plan.slug), actor=actor)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan_id: int,
    draft: PlanDraft,
    forums: Iterable[int],
    document: UUID | None = None,
    actor: int | None = None,
) -> Plan:
    """Change what is written about a plan, the exercises it listens to, or its document.

    Args:
        plan_id: which plan.
        draft: all that is written about it.
        forums: ids of the exercises; one whose voices were already decided stays.
        document: the stored file of the plan; the one that it has stays if None.
        actor: who changes it.

    Raises:
        PlanError: as ``create_plan``, or an exercise with decided voices would be left out.
    """
    _check(draft)
    plan = locked(plan_id)
    chosen = _forums(forums)
    decided = set(plan.decisions.values_list("contribution__forum_id", flat=True).distinct())
    if not decided <= {forum.pk for forum in chosen}:
        raise PlanError(_("Ya decidió sobre aportaciones de ese ejercicio: no se puede quitar."), status=409)
    for name, value in _values(draft).items():
        setattr(plan, name, value)
    if document:
        plan.document_id = document
    plan.save()
    plan.forums.set(chosen)
    audit.record(PlanChanged(plan_id=plan.pk), actor=actor)
    return plan


@transaction.atomic
def publish_plan(*, plan_id: int, at: datetime, actor: int | None = None) -> Plan:
    """Let anyone read a plan. Its decisions stay unseen until they are published too.

    Raises:
        PlanError: if it was published before, or has no line of action yet.
    """
    plan = locked(plan_id)
    if plan.published_at:
        raise PlanError(_("Este plan ya está publicado."))
    if not plan.elements.filter(level=Level.ACTION.value).exists():
        raise PlanError(_("Todavía no tiene líneas de acción. Escríbalas y después publique el plan."))
    plan.published_at = at
    plan.save(update_fields=["published_at"])
    audit.record(PlanPublished(plan_id=plan.pk, slug=plan.slug), actor=actor)
    return plan


def locked(plan_id: int) -> Plan:
    """Return the plan, held until the transaction ends: its tree and its matrix change one after another.

    Raises:
        PlanError: if there is none.
    """
    plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise PlanError(_("No existe ese plan."), status=404)
    return plan


def _check(draft: PlanDraft) -> None:
    if not draft.name.strip():
        raise PlanError(_("Escriba el nombre del plan."), status=422)
    if draft.last_year < draft.first_year:
        raise PlanError(_("El último año va después del primero."), status=422)


def _forums(forums: Iterable[int]) -> list[Forum]:
    chosen = list(Forum.objects.filter(pk__in=list(forums)))
    if not chosen:
        raise PlanError(_("Elija al menos un ejercicio: el plan contesta a sus aportaciones."), status=422)
    return chosen


def _values(draft: PlanDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "first_year": draft.first_year,
        "last_year": draft.last_year,
        "summary": draft.summary.strip(),
        "document_url": draft.document_url,
    }


def _free_slug(draft: PlanDraft) -> str:
    base = slugify(draft.name.replace("–", "-"))[:44].strip("-") or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )
