"""The coordinator's workbench: list, create, set the rules, publish, move dates."""

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
from tequio.participation.editions.forms import CalendarForm, IdentityForm, RescheduleForm, RulesForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind
from tequio.participation.editions.views.public import knots, open_now


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """List every edition with what is open in it."""
    now = timezone.now()
    rows = [{"edition": e, "knots": knots(e, now), "open": open_now(e, now)} for e in queries.everything()]
    return render(request, "editions/office/list.html", {"rows": rows})


@requires(Permission.MANAGE_EDITIONS)
def create(request: HttpRequest) -> HttpResponse:
    """Create an edition from its name, address, year and map."""
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        edition = services.create_edition(**form.cleaned_data, actor=request.user.pk)
        messages.success(
            request, _("La edición quedó creada. Nadie la ve todavía: falta completarla y publicarla.")
        )
        return redirect("editions:workbench", edition.slug)
    values = {"form": form, "title": _("Nueva edición"), "edition": None}
    return render(request, "editions/office/form.html", values, status=_status(form))


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything that an edition is made of, what it lacks, and what can still change."""
    edition = _edition(slug)
    now = timezone.now()
    phases = queries.phases(edition)
    values = {
        "edition": edition,
        "phases": [(p, PHASE_LABELS[PhaseKind(p.kind)], p.moment(now).value) for p in phases],
        "gaps": [
            (PHASE_LABELS[PhaseKind(g.first)], PHASE_LABELS[PhaseKind(g.second)], g.length.days)
            for g in flow.gaps(phases)
        ],
        "money": queries.money(edition),
        "lacking": services.lacking(edition),
        "locked": queries.is_locked(edition, now),
    }
    return render(request, "editions/office/workbench.html", values)


@requires(Permission.MANAGE_EDITIONS)
def identity(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, address, year and map while the rules are open."""
    edition = _edition(slug)
    form = IdentityForm(request.POST if request.method == "POST" else None, instance=_edition(slug))
    return _edit(request, edition, form, _("Nombre y territorio"))


@requires(Permission.MANAGE_EDITIONS)
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Change who takes part, the ballot and the counting while the rules are open."""
    edition = _edition(slug)
    form = RulesForm(request.POST if request.method == "POST" else None, instance=_edition(slug))
    return _edit(request, edition, form, _("Participación, boleta y conteo"))


@requires(Permission.MANAGE_EDITIONS)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the dates of every phase at once while the rules are open."""
    edition = _edition(slug)
    dates = {f"{p.kind}_{edge}": getattr(p, edge) for p in edition.phases.all() for edge in ("opens", "closes")}
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=dates)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_calendar(
                edition=edition, phases=form.phases(), at=timezone.now(), actor=request.user.pk
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return _form(request, edition, form, _("Calendario"), status=error.status)
        messages.success(request, _("El calendario quedó guardado."))
        return redirect("editions:workbench", slug)
    return _form(request, edition, form, _("Calendario"), status=_status(form))


@requires(Permission.MANAGE_EDITIONS)
def reschedule(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Move the dates of a phase of a published edition, with a public reason."""
    edition = _edition(slug)
    phase = next((p for p in edition.phases.all() if p.kind == kind), None)
    if phase is None:
        raise Http404
    form = RescheduleForm(
        request.POST if request.method == "POST" else None,
        initial={"opens": phase.opens, "closes": phase.closes},
    )
    title = _("Mover fechas: %s") % PHASE_LABELS[PhaseKind(kind)]
    if request.method == "POST" and form.is_valid():
        try:
            services.reschedule_phase(
                edition=edition, kind=kind, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return _form(request, edition, form, title, status=error.status)
        messages.success(request, _("Las fechas nuevas ya son públicas, con su motivo."))
        return redirect("editions:workbench", slug)
    return _form(request, edition, form, title, status=_status(form))


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the edition and its convocatoria."""
    services.publish_edition(edition=_edition(slug), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La edición ya es pública, con su convocatoria."))
    return redirect("editions:workbench", slug)


def _edition(slug: str) -> Edition:
    edition = queries.find(slug)
    if edition is None:
        raise Http404
    return edition


def _edit(request: HttpRequest, edition: Edition, form: IdentityForm | RulesForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.edit_edition(
                edition=edition, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return _form(request, edition, form, title, status=error.status)
        messages.success(request, _("Los cambios quedaron guardados."))
        return redirect("editions:workbench", saved.slug)
    return _form(request, edition, form, title, status=_status(form))


def _form(request: HttpRequest, edition: Edition, form: object, title: str, *, status: int) -> HttpResponse:
    values = {"form": form, "title": title, "edition": edition}
    return render(request, "editions/office/form.html", values, status=status)


def _status(form: CalendarForm | IdentityForm | RulesForm | RescheduleForm) -> int:
    return 422 if form.is_bound and form.errors else 200
