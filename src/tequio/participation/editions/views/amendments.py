"""What the coordinator may still do with a published convocatoria: amend it, stop it, set it going again."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.core import flow
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries, services
from tequio.participation.editions.forms.convocatoria import AmendForm, LiftForm, SuspendForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the document in force and what may still be done with it."""
    edition = _published(slug)
    now = timezone.now()
    movable = [
        (phase.kind, PHASE_LABELS[PhaseKind(phase.kind)])
        for phase in queries.phases(edition)
        if phase.moment(now) is not flow.Moment.AFTER
    ]
    values = {
        "edition": edition,
        "row": list(edition.rulebooks.all())[-1],
        "suspension": queries.suspension(edition, now),
        "movable": movable,
        "locked": queries.is_locked(edition, now),
    }
    return render(request, "editions/office/convocatoria.html", values)


@requires(Permission.MANAGE_EDITIONS)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Amend the words of phases and the places to take part, with a public reason."""
    edition, now = _published(slug), timezone.now()
    form = AmendForm(request.POST if request.method == "POST" else None, edition=edition, at=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.amend(
                edition=edition,
                texts=form.texts(),
                paper_points=form.drafts(),
                reason=form.cleaned_data["reason"],
                at=now,
                actor=request.user.pk,
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return _page(request, edition, form, "editions/office/amend.html", status=error.status)
        messages.success(request, _("La modificación ya es pública, con su motivo y lo que cambió."))
        return redirect("editions:amendments", slug)
    return _page(request, edition, form, "editions/office/amend.html", status=_status(form))


@requires(Permission.MANAGE_EDITIONS)
def suspend(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop the edition from now on, with a public reason."""
    edition = _published(slug)
    form = SuspendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.suspend(
                edition=edition,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                actor=request.user.pk,
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return _page(request, edition, form, "editions/office/suspend.html", status=error.status)
        messages.success(request, _("La edición quedó suspendida. El motivo ya es público."))
        return redirect("editions:office_convocatoria", slug)
    return _page(request, edition, form, "editions/office/suspend.html", status=_status(form))


@requires(Permission.MANAGE_EDITIONS)
def lift(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the edition going again, and give back the days that it lost if the coordinator so decides."""
    edition, now = _published(slug), timezone.now()
    pause = queries.suspension(edition, now)
    if pause is None:
        messages.info(request, _("La edición no está suspendida."))
        return redirect("editions:office_convocatoria", slug)
    days = flow.lost_days(flow.Suspension(pause.begins), at=now)
    said = ngettext("%(n)s día", "%(n)s días", days) % {"n": days}
    form = LiftForm(request.POST if request.method == "POST" else None, days=said)
    if request.method == "POST" and form.is_valid():
        try:
            services.lift(edition=edition, at=now, actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return _page(request, edition, form, "editions/office/lift.html", status=error.status)
        messages.success(request, _("La edición quedó en marcha otra vez."))
        return redirect("editions:office_convocatoria", slug)
    return _page(request, edition, form, "editions/office/lift.html", status=_status(form))


def _published(slug: str) -> Edition:
    edition = queries.find(slug)
    if edition is None or edition.published_at is None:
        raise Http404
    return edition


def _page(
    request: HttpRequest, edition: Edition, form: forms.Form, template: str, *, status: int
) -> HttpResponse:
    pause = queries.suspension(edition, timezone.now())
    values = {"edition": edition, "form": form, "suspension": pause}
    return render(request, template, values, status=status)


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound and form.errors else 200
