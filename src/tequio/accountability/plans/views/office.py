"""The desk of plans: the list, a new one, its state, and its publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.plans import permissions, queries, services
from tequio.accountability.plans.forms import PlanForm
from tequio.accountability.plans.models import Plan
from tequio.accountability.plans.types import Level
from tequio.accountability.plans.views.acting import WRITES, done, find, stored
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.pending import Item


@require_safe
@requires(Permission.MANAGE_PLAN)
def listing(request: HttpRequest) -> HttpResponse:
    """Show the plans."""
    return render(request, "plans/office/list.html", {"plans": Plan.objects.prefetch_related("forums")})


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def create(request: HttpRequest) -> HttpResponse:
    """Create a plan that answers the voices of some exercises."""
    asked = request.GET.get("foro", "")
    form = PlanForm(request.POST or None, request.FILES or None, forum=int(asked) if asked.isdigit() else None)
    made: list[Plan] = []

    def act() -> None:
        plan = services.create_plan(draft=form.draft(), forums=form.chosen(), actor=request.user.pk)
        document = stored(form.cleaned_data["document"], request.user.pk)
        if document:
            plan = services.change_plan(
                plan_id=plan.pk,
                draft=form.draft(),
                forums=form.chosen(),
                document=document,
                actor=request.user.pk,
            )
        made.append(plan)

    if request.method == "POST" and done(form, act):
        messages.success(request, _("El plan existe. Ahora escriba sus renglones."))
        return redirect("plans:outline", made[0].slug)
    return render(request, "plans/office/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@requires(Permission.MANAGE_PLAN)
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far a plan is, and what is next."""
    plan = find(slug)
    rows = queries.elements(plan.pk)
    values = {
        "plan": plan,
        "progress": queries.progress(plan.pk),
        "levels": len(rows),
        "actions": sum(row.level == Level.ACTION.value for row in rows),
        "indicators": len(queries.readings(plan_id=plan.pk)),
        "tab": "workbench",
    }
    return render(request, "plans/office/workbench.html", values)


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is written about a plan."""
    plan = find(slug)
    form = PlanForm(request.POST or None, request.FILES or None, plan=plan)

    def act() -> None:
        services.change_plan(
            plan_id=plan.pk,
            draft=form.draft(),
            forums=form.chosen(),
            document=stored(form.cleaned_data["document"], request.user.pk),
            actor=request.user.pk,
        )

    if request.method == "POST" and done(form, act):
        messages.success(request, _("Los datos del plan quedaron al día."))
        return redirect("plans:workbench", plan.slug)
    values = {"plan": plan, "form": form, "tab": "edit"}
    return render(request, "plans/office/edit.html", values, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MANAGE_PLAN)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anyone read the plan."""
    plan = find(slug)
    try:
        services.publish_plan(plan_id=plan.pk, at=timezone.now(), actor=request.user.pk)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("El plan ya se puede leer."))
    return redirect("plans:workbench", plan.slug)


def pending_items(request: HttpRequest) -> list[Item]:
    """Return the plans with voices that nobody has decided, or whose decisions wait to be published."""
    if not permissions.can_manage(request.user):
        return []
    found = []
    progress_of = queries.progress_by_plan()
    for plan in Plan.objects.filter(pk__in=progress_of):
        progress = progress_of[plan.pk]
        if progress.missing:
            words = ngettext("Falta %(n)s aportación", "Faltan %(n)s aportaciones", progress.missing)
            found.append(_item(plan, words % {"n": progress.missing}, "?estado=undecided"))
        if progress.drafts:
            words = ngettext("%(n)s decisión por publicar", "%(n)s decisiones por publicar", progress.drafts)
            found.append(_item(plan, words % {"n": progress.drafts}, "?estado=draft"))
    return found


def _item(plan: Plan, missing: str, asked: str) -> Item:
    address = reverse("plans:matrix", args=[plan.slug]) + asked
    return Item(folio=str(plan.first_year), what=plan.name, missing=missing, url=address)


def office_panel(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    """Offer on the office page of an exercise its plan, or to begin one."""
    if not permissions.can_manage(request.user):
        return None
    return {"plans": list(Plan.objects.filter(forums=forum)), "forum": forum}
