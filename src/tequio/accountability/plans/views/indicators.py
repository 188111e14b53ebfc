"""The indicators of a plan at the desk: written, measured."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tequio.accountability.plans import queries, services
from tequio.accountability.plans.forms import IndicatorForm, MeasureForm
from tequio.accountability.plans.models import Indicator, Plan
from tequio.accountability.plans.views.acting import WRITES, done, find, stored
from tequio.accountability.plans.views.drawing import drawn
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the indicators; add one."""
    plan = find(slug)
    form = IndicatorForm(request.POST or None, rows=queries.elements(plan.pk))

    def act() -> None:
        services.keep_indicator(
            plan_id=plan.pk,
            element_id=int(form.cleaned_data["element"]),
            draft=form.draft(),
            actor=request.user.pk,
        )

    if request.method == "POST" and done(form, act):
        messages.success(request, _("El indicador quedó en el plan."))
        return redirect("plans:indicators", plan.slug)
    values = {"plan": plan, "readings": queries.readings(plan_id=plan.pk), "form": form, "tab": "indicators"}
    return render(request, "plans/office/indicators.html", values, status=422 if form.errors else 200)


@require_http_methods(WRITES)
@requires(Permission.MANAGE_PLAN)
def indicator(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show an indicator with its measurements; change what is written about it."""
    plan, one = _indicator(slug, pk)
    form = IndicatorForm(request.POST or None, rows=queries.elements(plan.pk), indicator=one)

    def act() -> None:
        services.keep_indicator(
            plan_id=plan.pk,
            element_id=int(form.cleaned_data["element"]),
            draft=form.draft(),
            indicator_id=one.pk,
            actor=request.user.pk,
        )

    if request.method == "POST" and done(form, act):
        messages.success(request, _("El indicador quedó al día."))
        return redirect("plans:indicator", plan.slug, one.pk)
    return _page(request, plan, one, form=form)


@require_POST
@requires(Permission.MANAGE_PLAN)
def measure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note what an indicator was on a day."""
    plan, one = _indicator(slug, pk)
    form = MeasureForm(request.POST, request.FILES, auto_id="measure_%s")

    def act() -> None:
        said = form.cleaned_data
        services.measure(
            indicator_id=one.pk,
            on=said["on"],
            value=said["value"],
            note=said["note"],
            file_id=stored(said["file"], request.user.pk),
            at=timezone.now(),
            actor=request.user.pk,
        )

    if done(form, act):
        messages.success(request, _("La medición ya se ve en la página de la línea."))
        return redirect("plans:indicator", plan.slug, one.pk)
    return _page(request, plan, one, measuring=form)


@require_POST
@requires(Permission.MANAGE_PLAN)
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an indicator out, if nothing was measured of it."""
    plan, one = _indicator(slug, pk)
    try:
        services.remove_indicator(plan_id=plan.pk, indicator_id=one.pk, actor=request.user.pk)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("plans:indicator", plan.slug, one.pk)
    messages.success(request, _("El indicador se quitó."))
    return redirect("plans:indicators", plan.slug)


def _page(
    request: HttpRequest,
    plan: Plan,
    one: Indicator,
    *,
    form: IndicatorForm | None = None,
    measuring: MeasureForm | None = None,
) -> HttpResponse:
    reading = next(r for r in queries.readings(elements=[one.element_id]) if r.indicator.pk == one.pk)
    form = form or IndicatorForm(rows=queries.elements(plan.pk), indicator=one)
    measuring = measuring or MeasureForm(auto_id="measure_%s")
    wrong = form.errors or measuring.errors
    values = {"plan": plan, "reading": reading, "chart": drawn(reading), "form": form, "measuring": measuring}
    return render(
        request,
        "plans/office/indicator.html",
        values | {"tab": "indicators"},
        status=422 if wrong else 200,
    )


def _indicator(slug: str, pk: int) -> tuple[Plan, Indicator]:
    plan = find(slug)
    one = Indicator.objects.filter(pk=pk, element__plan=plan).select_related("element").first()
    if one is None:
        raise Http404(_("Este plan no tiene ese indicador."))
    return plan, one
