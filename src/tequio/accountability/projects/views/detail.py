"""A project's own public page: its thread, its evidence, its plan, its money, and what changed on the way."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import permissions, queries, services
from tequio.accountability.projects.forms import ReceiptForm
from tequio.accountability.projects.models import Activity, Attachment, Project
from tequio.accountability.projects.types import HandoverResult, Moment, Signer
from tequio.accountability.projects.views.cards import card
from tequio.accountability.projects.views.drawing import progress_chart
from tequio.accountability.projects.views.finding import found
from tequio.core import money
from tequio.foundation.accounts.permissions import signed_in
from tequio.foundation.web import charts, panels
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.hilo import Knot


@dataclass(frozen=True, slots=True)
class Pair:
    """The first photograph from before the works and the last from after them; either may be missing."""

    before: Any
    after: Any


@require_safe
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    project = found(folio)
    knots = [*queries.decided(project), *_contributed(request, project), *queries.carried_out(project)]
    activities = _activities(project)
    values = {
        "project": project,
        "card": card(project, {}, timezone.localdate()),
        "knots": knots,
        "activities": activities,
        "money": _money(project),
        "photo": _photo(activities),
        "pair": _pair(activities),
        "progress": progress_chart(queries.history(project), project),
        "plan_percent": queries.plan_progress(project),
        "pause": next((p for p in project.pauses.all() if p.ended_on is None), None),
        "receives": _may_receive(request, project),
    }
    return render(request, "projects/detail.html", values)


@require_safe
def money_csv(request: HttpRequest, folio: str) -> HttpResponseBase:
    del request
    project = found(folio)
    rows = [(item.label, item.value) for item in _bars(project)]
    return csv_response(f"dinero-{folio}", [_("concepto"), _("valor")], rows)


@require_safe
def progress_csv(request: HttpRequest, folio: str) -> HttpResponseBase:
    """Give the history of works and money as a file."""
    del request
    points = queries.history(found(folio))
    columns = [_("fecha"), _("avance físico, por ciento"), _("avance financiero, por ciento")]
    rows = ((point.on, point.physical, point.financial) for point in points)
    return csv_response(f"avance-{folio}", columns, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def receive(request: HttpRequest, folio: str) -> HttpResponseBase:
    """Let the person who proposed the work sign that they received it."""
    project = found(folio)
    if not permissions.can_receive(request.user, project):
        raise PermissionDenied(_("Firma quien propuso el proyecto, con la cuenta con que lo registró."))
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_as_author(
                project_id=project.pk,
                person_id=signed_in(request).pk,
                result=HandoverResult(form.cleaned_data["result"]),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Gracias. Su firma ya se ve en la página del proyecto, sin su nombre."))
            return redirect("projects:detail", folio)
    status = 422 if form.is_bound and form.errors else 200
    values = {"project": project, "form": form, "ready": _works_done(project), "signed": _signed(project)}
    return render(request, "projects/receive.html", values, status=status)


def _works_done(project: Project) -> bool:
    return not project.cancelled and queries.is_built(project)


def _signed(project: Project) -> bool:
    return any(one.signer == Signer.AUTHOR for one in project.handovers.all())


def _may_receive(request: HttpRequest, project: Project) -> bool:
    """Return whether to ask the visitor, who proposed it, to sign; costs a query only then."""
    if not _works_done(project) or _signed(project):
        return False
    return permissions.can_receive(request.user, project)


def _contributed(request: HttpRequest, project: Project) -> list[Knot]:
    """Return the knots that higher contexts tie into the thread, in the order they registered."""
    given = [panel.values(request, project) or {} for panel in panels.panels("projects.thread")]
    knots = [knot for values in given for knot in values.get("knots", [])]
    return [knot for knot in knots if knot.state == "done"] if project.cancelled else knots


def _activities(project: Project) -> list[Activity]:
    reported = [a for stage in project.stages.all() for a in stage.activities.all()]
    return sorted(reported, key=lambda a: (a.happened_on, a.pk), reverse=True)


def _pictures(activities: list[Activity]) -> list[Attachment]:
    """Return the public photographs, the newest first."""
    attached = (one for activity in activities for one in activity.attachments.all())
    return [one for one in attached if one.file.kind == "image" and one.file.public]


def _photo(activities: list[Activity]) -> Any:
    """Return the latest picture of the works; one from before them only for want of another."""
    pictures = _pictures(activities)
    best = [one for one in pictures if one.moment != Moment.BEFORE] or pictures
    return best[0].file if best else None


def _pair(activities: list[Activity]) -> Pair | None:
    """Return the photographs to compare, if there is one of each side."""
    pictures = _pictures(activities)
    before = [one.file for one in pictures if one.moment == Moment.BEFORE]
    after = [one.file for one in pictures if one.moment == Moment.AFTER]
    return Pair(before[-1], after[0]) if before and after else None


def _bars(project: Project) -> list[charts.Item]:
    built = project.budget_centavos * project.physical_percent // 100
    return [
        charts.Item(_("Prometido"), project.budget_centavos, money.exact(project.budget_centavos), "pale"),
        charts.Item(_("Contratado"), project.contracted_centavos, money.exact(project.contracted_centavos)),
        charts.Item(_("Construido"), built, f"{project.physical_percent} %", "nopal"),
        charts.Item(_("Pagado"), project.paid_centavos, money.exact(project.paid_centavos), "cempasuchil"),
    ]


def _money(project: Project) -> charts.Chart:
    whole = max(project.budget_centavos, project.contracted_centavos)
    return charts.bars(
        _("El dinero"),
        _bars(project),
        columns=(_("Concepto"), _("Cantidad")),
        whole=whole,
        links=charts.Links(csv=reverse("projects:money", args=[project.folio])),
    )
