"""The matrix at the desk: the voices, where each ends, all of a group at once, and the publication."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.plans import queries, services
from tequio.accountability.plans.forms import MatrixForm, VerdictForm
from tequio.accountability.plans.models import Element, Plan
from tequio.accountability.plans.queries.matrix import WITHOUT, history, outcome_of, said
from tequio.accountability.plans.queries.tree import axis_of
from tequio.accountability.plans.types import OUTCOME_LABELS, OUTCOME_TONES, Level
from tequio.accountability.plans.views.acting import PER_PAGE, WRITES, done, find
from tequio.core import alignment
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.models import Contribution


@require_safe
@requires(Permission.MANAGE_PLAN)
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the voices that are asked for, and what was decided of each."""
    plan = find(slug)
    form = MatrixForm(request.GET, plan=plan, office=True)
    found = queries.narrow(plan.pk, form.filters(), public=False)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    cells = queries.cells_of([voice.pk for voice in page], plan_id=plan.pk, public=False)
    values = {
        "plan": plan,
        "form": form,
        "page": page,
        "rows": [row(voice, cells.get(voice.pk, [])) for voice in page],
        "progress": queries.progress(plan.pk),
        "groups": _groups(plan),
        "asked": request.GET.urlencode(),
        "tab": "matrix",
    }
    return render(request, "plans/office/matrix.html", values)


def row(voice: Contribution, cells: list[Any]) -> dict[str, Any]:
    """Return a voice as a list draws it: its outcome in words and colour, and its cells."""
    outcome = outcome_of(voice)
    draft = any(cell.published_at is None for cell in cells)
    return {
        "voice": voice,
        "cells": cells,
        "words": OUTCOME_LABELS[outcome],
        "tone": OUTCOME_TONES[outcome],
        "draft": draft,
    }


def _groups(plan: Plan) -> list[tuple[Any, int]]:
    """Return the confirmed groups with how many of their voices have no action yet."""
    demands = queries.coverage(plan.pk).clusters
    return [(one, one.voices) for one in demands]


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def voice(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Decide where one voice ends, with the actions that say the same first."""
    plan = find(slug)
    one = queries.voices(plan.pk).filter(folio=folio).first()
    if one is None:
        raise Http404(_("No hay una aportación con ese folio en los ejercicios de este plan."))
    actions = queries.actions(plan.pk)
    cells = queries.cells_of([one.pk], plan_id=plan.pk, public=False).get(one.pk, [])
    form = VerdictForm(request.POST or None, actions=actions, initial=_standing(cells))
    if request.method == "POST" and done(form, lambda: _decide(request, plan, [one.pk], form)):
        messages.success(request, _("Quedó decidido. Se verá cuando publique las decisiones."))
        following = queries.narrow(
            plan.pk, MatrixForm({"estado": "undecided"}, plan=plan).filters(), public=False
        )
        after = following.filter(folio__gt=folio).first() or following.first()
        if "next" in request.POST and after is not None:
            return redirect("plans:decide", plan.slug, str(after.folio))
        return redirect("plans:matrix", plan.slug)
    values = {
        "plan": plan,
        "voice": one,
        "state": alignment.outcome(cell.state for cell in cells),
        "history": history(plan.pk, one.pk),
        "waits": bool(plan.published_at) and any(cell.published_at is None for cell in cells),
        "form": form,
        **_offered(plan, actions, queries.near(plan.pk, said(one)), form),
    }
    return render(request, "plans/office/decide.html", values, status=422 if form.errors else 200)


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def group(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Decide where all the voices of a confirmed group end that nobody has decided, or all of them."""
    plan = find(slug)
    cluster = next((one for one in queries.clusters(plan.pk) if one.pk == pk), None)
    if cluster is None:
        raise Http404(_("No hay un grupo confirmado con ese número."))
    found = list(queries.narrow(plan.pk, MatrixForm({"grupo": str(pk)}, plan=plan).filters(), public=False))
    chosen = {one.pk for one in found if str(one.pk) in request.POST.getlist("voices")}
    actions = queries.actions(plan.pk)
    form = VerdictForm(request.POST or None, actions=actions)
    if request.method == "POST" and done(form, lambda: _decide(request, plan, sorted(chosen), form)):
        words = ngettext("Se decidió %(n)s aportación.", "Se decidieron %(n)s aportaciones.", len(chosen))
        messages.success(request, words % {"n": len(chosen)})
        return redirect("plans:matrix", plan.slug)
    if request.method != "POST":
        chosen = {one.pk for one in found if outcome_of(one) is alignment.Outcome.UNDECIDED}
    text = " ".join([cluster.name, *(one.title for one in found)])
    values = {
        "plan": plan,
        "cluster": cluster,
        "rows": [row(one, []) | {"picked": one.pk in chosen} for one in found],
        "form": form,
        **_offered(plan, actions, queries.near(plan.pk, text), form),
    }
    return render(request, "plans/office/group.html", values, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MANAGE_PLAN)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish every decision that waits, or those of the voices that are named."""
    plan = find(slug)
    named = None
    if "folio" in request.POST:
        found = queries.voices(plan.pk).filter(folio__in=request.POST.getlist("folio"))
        named = [one.pk for one in found]
    try:
        told = services.publish_decisions(
            plan_id=plan.pk, contributions=named, at=timezone.now(), actor=request.user.pk
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        words = ngettext(
            "Se publicó dónde terminó %(n)s aportación. Se avisa a quien la hizo.",
            "Se publicó dónde terminaron %(n)s aportaciones. Se avisa a quienes las hicieron.",
            told,
        )
        messages.success(request, words % {"n": told})
    return redirect("plans:matrix", plan.slug)


def _decide(request: HttpRequest, plan: Plan, voices: list[int], form: VerdictForm) -> None:
    services.decide(
        plan_id=plan.pk,
        contributions=voices,
        verdict=form.verdict(),
        at=timezone.now(),
        actor=request.user.pk,
    )


def _standing(cells: list[Any]) -> dict[str, Any]:
    """Return what was decided last, for the form."""
    if not cells:
        return {}
    return {
        "state": alignment.outcome(cell.state for cell in cells).value,
        "actions": [str(cell.element_id) for cell in cells if cell.element_id],
        "reason": cells[0].reason,
        "office": str(cells[0].office_id or ""),
        "page": cells[0].page,
    }


def _offered(plan: Plan, actions: list[Element], near: list[queries.Near], form: VerdictForm) -> dict[str, Any]:
    """Return the actions as the form draws them: the near ones with their words, then the rest by axis."""
    picked = form.picked()
    first = {one.action.pk for one in near}
    axes = axis_of(queries.elements(plan.pk))
    rest: dict[str, list[tuple[Element, bool]]] = {}
    for action in actions:
        if action.pk not in first:
            rest.setdefault(str(axes[action.pk]), []).append((action, str(action.pk) in picked))
    return {
        "near": [(one.action, ", ".join(one.words), str(one.action.pk) in picked) for one in near],
        "rest": list(rest.items()),
        "rest_open": any(marked for many in rest.values() for _action, marked in many) or not near,
        "level": Level.ACTION,
        "lookup": f"{reverse('plans:matrix', args=[plan.slug])}?estado={WITHOUT}",
    }
