"""The tree of a plan as it is written: one page, one form to add, and a page for each row."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tequio.accountability.plans import queries, services
from tequio.accountability.plans.forms import ElementForm
from tequio.accountability.plans.models import Element, Plan
from tequio.accountability.plans.types import LEVEL_LABELS, Level
from tequio.accountability.plans.views.acting import WRITES, done, find
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError

_STEPS = {"up": -1, "down": 1}


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def outline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the tree; add a row to it. ``?bajo=1.2`` proposes what hangs on that row."""
    plan = find(slug)
    rows = queries.elements(plan.pk)
    form = ElementForm(request.POST or None, rows=rows, initial=_proposal(rows, request.GET.get("bajo", "")))

    def act() -> None:
        services.keep_element(plan_id=plan.pk, draft=form.draft(), actor=request.user.pk)

    if request.method == "POST" and done(form, act):
        messages.success(request, _("Quedó escrito: %(code)s.") % {"code": form.cleaned_data["code"]})
        under = form.cleaned_data["parent"]
        address = reverse("plans:outline", args=[plan.slug])
        return redirect(f"{address}?bajo={under}#agregar" if under else f"{address}#agregar")
    values = {"plan": plan, "rows": _drawn(rows), "form": form, "tab": "outline"}
    return render(request, "plans/office/outline.html", values, status=422 if form.errors else 200)


def _drawn(rows: list[Element]) -> list[dict[str, Any]]:
    """Return each row with its depth and what may hang on it."""
    return [
        {"element": row, "depth": Level(row.level).rank, "grows": row.level != Level.ACTION.value}
        for row in rows
    ]


def _proposal(rows: list[Element], under: str) -> dict[str, Any]:
    """Return the level, the parent and the next code of a new row."""
    parent = next((row for row in rows if row.code == under), None)
    beside = [row for row in rows if row.parent_id == (parent.pk if parent else None)]
    level = Level(beside[-1].level) if beside else Level.AXIS
    if parent is not None and not beside:
        level = list(Level)[min(Level(parent.level).rank + 1, Level.ACTION.rank)]
    return {"level": level.value, "parent": parent.code if parent else "", "code": _next(parent, beside)}


def _next(parent: Element | None, beside: list[Element]) -> str:
    taken = {row.code for row in beside}
    start = f"{parent.code}." if parent else ""
    return next(f"{start}{n}" for n in range(1, len(taken) + 2) if f"{start}{n}" not in taken)


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def element(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a row of the tree."""
    plan, row = _row(slug, pk)
    form = ElementForm(request.POST or None, rows=queries.elements(plan.pk), element=row)

    def act() -> None:
        services.keep_element(plan_id=plan.pk, draft=form.draft(), element_id=row.pk, actor=request.user.pk)

    if request.method == "POST" and done(form, act):
        messages.success(request, _("Quedó escrito: %(code)s.") % {"code": form.cleaned_data["code"]})
        return redirect(reverse("plans:outline", args=[plan.slug]) + f"#renglon-{row.pk}")
    values = {"plan": plan, "element": row, "level": LEVEL_LABELS[Level(row.level)], "form": form}
    return render(
        request, "plans/office/element.html", values | {"tab": "outline"}, status=422 if form.errors else 200
    )


@require_POST
@requires(Permission.MANAGE_PLAN)
def place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a row up or down, or take it out."""
    plan, row = _row(slug, pk)
    act = request.POST.get("act", "")
    try:
        if act in _STEPS:
            services.move_element(plan_id=plan.pk, element_id=row.pk, steps=_STEPS[act], actor=request.user.pk)
        elif act == "remove":
            services.remove_element(plan_id=plan.pk, element_id=row.pk, actor=request.user.pk)
            messages.success(request, _("Se quitó el renglón %(code)s.") % {"code": row.code})
    except DomainError as error:
        messages.error(request, str(error))
    anchor = f"#renglon-{row.pk}" if act in _STEPS else ""
    return redirect(reverse("plans:outline", args=[plan.slug]) + anchor)


def _row(slug: str, pk: int) -> tuple[Plan, Element]:
    plan = find(slug)
    row = Element.objects.filter(plan=plan, pk=pk).select_related("parent").first()
    if row is None:
        raise Http404(_("Este plan no tiene ese renglón."))
    return plan, row
