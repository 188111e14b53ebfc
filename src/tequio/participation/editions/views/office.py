"""The coordinator's workbench: the list, the steps of an edition, its preview, publication, moved dates."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.core import flow
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries, services
from tequio.participation.editions.forms import RescheduleForm
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind
from tequio.participation.editions.views import builder
from tequio.participation.editions.views.public import knots, open_now, page_values


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """List every edition with what is open in it."""
    now = timezone.now()
    rows = [{"edition": e, "knots": knots(e, now), "open": open_now(e, now)} for e in queries.everything()]
    return render(request, "editions/office/list.html", {"rows": rows})


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the steps of an edition with their state, what it lacks, and what can still change."""
    edition = builder.find(slug)
    now = timezone.now()
    phases = queries.phases(edition)
    problems = services.problems(edition, at=now)
    groups = builder.tasks(edition, problems)
    every = [task for _title, tasks in groups for task in tasks]
    values = {
        "edition": edition,
        "groups": groups,
        "done": sum(task.state == "done" for task in every),
        "steps": len(every),
        "next": builder.next_task(groups),
        "phases": [
            (p, PHASE_LABELS[PhaseKind(p.kind)], p.moment(now).value, queries.last_moment(p.closes))
            for p in phases
        ],
        "gaps": [
            (PHASE_LABELS[PhaseKind(g.first)], PHASE_LABELS[PhaseKind(g.second)], g.length.days)
            for g in flow.gaps(phases)
        ],
        "lacking": [(p, builder.address(slug, p.step)) for p in problems if p.blocks],
        "advice": [(p, builder.address(slug, p.step)) for p in problems if not p.blocks],
        "locked": queries.is_locked(edition, now),
        "suspension": queries.suspension(edition, now),
    }
    return render(request, "editions/office/workbench.html", values)


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public page of the edition as a citizen will see it, before it is published."""
    edition = builder.find(slug)
    values = page_values(edition, timezone.now())
    lacking = [p.message for p in services.problems(edition) if p.blocks]
    return render(request, "editions/detail.html", values | {"preview": True, "lacking": lacking})


@requires(Permission.MANAGE_EDITIONS)
def reschedule(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Move the dates of a phase of a published edition, with a public reason."""
    edition = builder.find(slug)
    phase = next((p for p in edition.phases.all() if p.kind == kind), None)
    if phase is None:
        raise Http404
    form = RescheduleForm(
        request.POST if request.method == "POST" else None,
        initial={"opens": phase.opens, "closes": phase.closes},
    )
    status = builder.refused(form)
    if form.is_valid():
        try:
            services.reschedule_phase(
                edition=edition, kind=kind, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Las fechas nuevas ya son públicas, con su motivo."))
            return redirect("editions:workbench", slug)
    title = _("Mover fechas: %s") % PHASE_LABELS[PhaseKind(kind)]
    values = {"form": form, "title": title, "edition": edition}
    return render(request, "editions/office/form.html", values, status=status)


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the edition and its convocatoria."""
    services.publish_edition(edition=builder.find(slug), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La edición ya es pública, con su convocatoria."))
    return redirect("editions:workbench", slug)
