"""The gate, rule by rule; and, for everybody, how the published data stands."""

import csv
import io
from typing import Any

import orjson
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.forms.quality import GateForm
from tequio.accountability.contracting.types import GateDecision
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import charts
from tequio.foundation.web.errors import DomainError


@require_safe
@requires(Permission.PUBLISH_DATA)
def gate(request: HttpRequest) -> HttpResponse:
    return render(request, "contracting/gate.html", {"depths": queries.gate_by_depth()})


@require_http_methods(["GET", "POST"])
@requires(Permission.PUBLISH_DATA)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Show a rule with the processes that it concerns, and take what is decided of it."""
    row = next((one for one in queries.gate() if one.words.code == code), None)
    if row is None:
        raise Http404(_("No hay una regla con esa clave."))
    form = GateForm(request.POST or None, initial={"decision": row.decision.value, "reason": row.reason})
    if request.method == "POST" and form.is_valid():
        try:
            _decided(request, code, form)
        except DomainError as error:
            form.add_error("reason", str(error))
        else:
            return redirect("contracting:gate")
    values = {"row": row, "form": form, "concerned": queries.concerned(code)}
    return render(request, "contracting/rule.html", values, status=422 if form.errors else 200)


def _decided(request: HttpRequest, code: str, form: GateForm) -> None:
    decision = GateDecision(form.cleaned_data["decision"])
    reason = form.cleaned_data["reason"]
    services.decide(code=code, decision=decision, reason=reason, actor=request.user.pk, at=timezone.now())
    messages.success(request, _("Decidido. Los procesos a los que toca se vuelven a revisar."))


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Show how the published data stands: how many, how sound, how complete, and what to look at."""
    told = queries.state()
    values: dict[str, Any] = {
        "state": told,
        "official": services.official(),
        "prefix": services.prefix(),
    }
    if told is not None:
        links = charts.Links(csv=reverse("contracting:state_csv"))
        values["groups"] = charts.bars(
            _("Procesos que dicen cada cosa"),
            [charts.Item(one.label, one.count, shown=f"{one.percent} %") for one in told.groups],
            columns=(_("Dato"), _("Procesos")),
            whole=told.published,
            summary=_("Cuántos procesos dicen quién compra, qué, a quién, cuánto, cuándo y cómo."),
            links=links,
        )
    return render(request, "contracting/state.html", values)


@require_safe
def state_json(request: HttpRequest) -> HttpResponse:
    """Answer the same figures as JSON."""
    del request
    told = queries.state()
    return HttpResponse(orjson.dumps(told.plain() if told else {}), content_type="application/json")


@require_safe
def state_csv(request: HttpRequest) -> HttpResponse:
    """Answer the same figures as CSV: one per row."""
    del request
    told, out = queries.state(), io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("dato"), _("valor")])
    writer.writerows(told.rows() if told else [])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="estado-de-los-datos.csv"'
    return response
