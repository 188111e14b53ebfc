"""Beginning an exercise: blank, from a model, or from an earlier one."""

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
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.start import FromForum, FromPreset, NewForum, suggested
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import copying, presets
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.views import builder


@require_safe
@requires(Permission.MANAGE_FORUMS)
def choose(request: HttpRequest) -> HttpResponse:
    """Offer the ways to begin."""
    values = {"presets": presets.all_presets(), "forums": queries.everything()}
    return render(request, "forums/office/start.html", values)


@requires(Permission.MANAGE_FORUMS)
def blank(request: HttpRequest) -> HttpResponse:
    """Create an exercise from its name, address, year and map alone."""
    form = NewForum(request.POST or None, initial=_initial())

    def create() -> Forum:
        return services.create_forum(**form.cleaned_data, actor=request.user.pk)

    return _begin(request, form, create, {"title": _("Foro en blanco")})


@requires(Permission.MANAGE_FORUMS)
def from_preset(request: HttpRequest, code: str) -> HttpResponse:
    """Create an exercise with the structure of a model."""
    preset = presets.find_preset(code)
    if preset is None:
        raise Http404
    form = FromPreset(request.POST or None, initial=_initial())

    def create() -> Forum:
        return presets.start_from_preset(preset=preset, **form.cleaned_data, actor=request.user.pk)

    return _begin(request, form, create, {"title": preset.name, "preset": preset})


@requires(Permission.MANAGE_FORUMS)
def from_forum(request: HttpRequest, slug: str) -> HttpResponse:
    """Create an exercise with the rules of an earlier one."""
    source = builder.find(slug)
    form = FromForum(request.POST or None, initial=_initial() | {"territory": source.territory_id})

    def create() -> Forum:
        return copying.copy_forum(source=source, **form.cleaned_data, actor=request.user.pk)

    return _begin(request, form, create, {"title": _("Copia de «%s»") % source.name, "source": source})


def _initial() -> dict[str, Any]:
    return suggested(timezone.localdate().year)


def _begin(
    request: HttpRequest, form: forms.BaseForm, create: Callable[[], Forum], values: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    if form.is_valid():
        try:
            forum = create()
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("El foro ya existe. Nadie más lo ve hasta que lo publique."))
            return redirect("forums:workbench", forum.slug)
    return render(request, "forums/office/begin.html", values | {"form": form}, status=status)
