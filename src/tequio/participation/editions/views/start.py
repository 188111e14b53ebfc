"""Beginning an edition: from a preset, from an earlier one, or empty."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory import queries as territories
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries, services
from tequio.participation.editions.forms import CopyForm, NewEditionForm, PresetForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.views import builder


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def choose(request: HttpRequest) -> HttpResponse:
    """Offer the ways to begin."""
    values = {"presets": services.all_presets(), "editions": queries.everything()}
    return render(request, "editions/office/start.html", values)


@requires(Permission.MANAGE_EDITIONS)
def empty(request: HttpRequest) -> HttpResponse:
    """Create an edition from its name, address, year and map alone."""
    form = NewEditionForm(request.POST or None, initial=_suggested())

    def create() -> Edition:
        return services.create_edition(**form.cleaned_data, actor=request.user.pk)

    return _begin(request, form, create, {"title": _("Edición vacía")})


@requires(Permission.MANAGE_EDITIONS)
def from_preset(request: HttpRequest, code: str) -> HttpResponse:
    """Create an edition with the rules of a preset, on the municipality's own map."""
    preset = services.find_preset(code)
    if preset is None:
        raise Http404
    form = PresetForm(request.POST or None, preset=preset, initial=_suggested() | {"with_dates": True})

    def create() -> Edition:
        return services.start_from_preset(preset=preset, **form.answers(), actor=request.user.pk)

    return _begin(request, form, create, {"title": preset.name, "preset": preset})


@requires(Permission.MANAGE_EDITIONS)
def from_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Create an edition with the rules of an earlier one."""
    source = builder.find(slug)
    initial = _suggested() | {"territory": source.territory_id, "with_dates": True}
    form = CopyForm(request.POST or None, initial=initial)

    def create() -> Edition:
        return services.copy_edition(source=source, **form.cleaned_data, actor=request.user.pk)

    return _begin(request, form, create, {"title": _("Copia de «%s»") % source.name, "source": source})


def _begin(
    request: HttpRequest, form: forms.BaseForm, create: Callable[[], Edition], values: dict[str, Any]
) -> HttpResponse:
    status = builder.refused(form)
    if form.is_valid():
        try:
            edition = create()
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(
                request, _("La edición quedó creada. Nadie la ve todavía: falta completarla y publicarla.")
            )
            return redirect("editions:workbench", edition.slug)
    return render(request, "editions/office/begin.html", values | {"form": form}, status=status)


def _suggested() -> dict[str, Any]:
    """Return what most people would write: next year's exercise on the map in force."""
    today = timezone.localdate()
    year = today.year + 1
    return {
        "name": _("Presupuesto participativo %(year)s") % {"year": year},
        "slug": f"pp{year}",
        "year": year,
        "territory": territories.in_force(on=today),
    }
