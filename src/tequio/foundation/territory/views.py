"""The pages of the map: versions, the upload of a level with its preview, aliases, and the public GeoJSON."""

from uuid import UUID

import orjson
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.foundation.files import permissions as file_permissions
from tequio.foundation.files import queries as file_queries
from tequio.foundation.files.models import StoredFile
from tequio.foundation.territory import queries, services
from tequio.foundation.territory.forms import AliasForm, LevelForm, UploadForm, VersionForm, first_values
from tequio.foundation.territory.models import Alias, Level, Unit, Version
from tequio.foundation.web import access, maps
from tequio.foundation.web.errors import DomainError

MANAGE = "manage_territory"
_SHOWN = 200  # findings and rows that a page shows


@require_http_methods(["GET", "POST"])
@access.requires(MANAGE)
def versions(request: HttpRequest) -> HttpResponse:
    """List the versions; begin a new one."""
    form = VersionForm(request.POST or None)
    if form.is_valid():
        try:
            version = services.create_version(**form.cleaned_data, actor=request.user.pk)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            return redirect("territory:version", version.pk)
    values = {"versions": queries.versions(), "form": form}
    return render(request, "territory/versions.html", values, status=422 if form.errors else 200)


@require_safe
@access.requires(MANAGE)
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show one version: its levels, its map, and what can be done with it."""
    found = get_object_or_404(Version, pk=version_id)
    levels = queries.levels(found)
    shown = next((level for level in levels if level.code == request.GET.get("nivel")), None)
    level = shown or (levels[-1] if levels else None)
    units = list(queries.units(found, level.code)) if level else []
    values = {
        "version": found,
        "levels": levels,
        "level": level,
        "units": units[:_SHOWN],
        "figure": maps.figure(found.name, [maps.Shape(u.name, u.drawing) for u in units]),
    }
    return render(request, "territory/version.html", values)


@require_http_methods(["GET", "POST"])
@access.requires(MANAGE)
def upload(request: HttpRequest, version_id: int) -> HttpResponse:
    """Take the file of a level. A broken file is told what is wrong with it, and is not kept."""
    found = get_object_or_404(Version, pk=version_id, published_at=None)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            file = services.receive_map(upload=form.cleaned_data["map"], actor=request.user.pk)
        except DomainError as error:
            form.add_error("map", error.message)
        else:
            return redirect("territory:preview", found.pk, file.pk)
    values = {"version": found, "form": form}
    return render(request, "territory/upload.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@access.requires(MANAGE)
def preview(request: HttpRequest, version_id: int, file_id: UUID) -> HttpResponse:
    """Show what the file would become; on POST, add the level whole or not at all."""
    found = get_object_or_404(Version, pk=version_id, published_at=None)
    source = services.source_of(_own_file(request, file_id))
    first = first_values(found, services.guess_columns(source))
    data = request.POST or ({**first, **request.GET.dict()} if request.method == "GET" else {})
    form = LevelForm(data, source=source)
    result = services.preview_of(source, form.columns) if form.is_valid() else None
    if request.method == "POST" and result:
        services.demand_sound(result)
        chosen = form.cleaned_data
        services.add_level(
            version=found,
            code=form.code,
            name=chosen["name"],
            name_plural=chosen["name_plural"],
            units=result.units,
            actor=request.user.pk,
        )
        messages.success(request, _("Se agregó el nivel al mapa."))
        return redirect("territory:version", found.pk)
    shapes = [maps.Shape(unit.name, unit.geometry) for unit in result.units] if result else []
    values = {
        "version": found,
        "form": form,
        "result": result,
        "findings": result.findings[:_SHOWN] if result else [],
        "units": result.units[:20] if result else [],
        "figure": maps.figure(_("Vista previa"), shapes),
    }
    return render(request, "territory/preview.html", values, status=422 if form.errors else 200)


def _own_file(request: HttpRequest, file_id: UUID) -> StoredFile:
    file = file_queries.find(file_id)
    if file is None or file.kind != "geography" or not file_permissions.can_read(request.user, file):
        raise Http404
    return file


@require_POST
@access.requires(MANAGE)
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Publish a version."""
    found = get_object_or_404(Version, pk=version_id)
    services.publish_version(version=found, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("El mapa se publicó. Las ediciones nuevas ya pueden usarlo."))
    return redirect("territory:version", found.pk)


@require_POST
@access.requires(MANAGE)
def discard(request: HttpRequest, version_id: int) -> HttpResponse:
    """Throw a draft away."""
    services.discard_version(version=get_object_or_404(Version, pk=version_id), actor=request.user.pk)
    messages.success(request, _("El borrador del mapa se descartó."))
    return redirect("territory:versions")


@require_POST
@access.requires(MANAGE)
def remove_level(request: HttpRequest, level_id: int) -> HttpResponse:
    """Take a level out of a draft."""
    level = get_object_or_404(Level.objects.select_related("version"), pk=level_id)
    services.remove_level(level=level, actor=request.user.pk)
    messages.success(request, _("Se quitó el nivel del mapa."))
    return redirect("territory:version", level.version_id)


@require_http_methods(["GET", "POST"])
@access.requires(MANAGE)
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show a unit and its other names; add one."""
    found = get_object_or_404(Unit.objects.select_related("version", "level", "parent"), pk=unit_id)
    form = AliasForm(request.POST or None)
    if form.is_valid():
        services.add_alias(unit=found, name=form.cleaned_data["name"], actor=request.user.pk)
        return redirect("territory:unit", found.pk)
    values = {
        "unit": found,
        "aliases": found.aliases.all(),
        "form": form,
        "figure": maps.figure(found.name, [maps.Shape(found.name, found.drawing, level=2)]),
    }
    return render(request, "territory/unit.html", values, status=422 if form.errors else 200)


@require_POST
@access.requires(MANAGE)
def remove_alias(request: HttpRequest, alias_id: int) -> HttpResponse:
    """Take another name of a unit away."""
    alias = get_object_or_404(Alias, pk=alias_id)
    services.remove_alias(alias=alias, actor=request.user.pk)
    return redirect("territory:unit", alias.unit_id)


@require_safe
@cache_control(public=True, max_age=86400)
def geojson(request: HttpRequest, version_id: int, level: str) -> HttpResponse:
    """Send the units of a published map, in their light drawing."""
    del request
    found = get_object_or_404(Version, pk=version_id, published_at__isnull=False)
    units = list(queries.units(found, level))
    if not units:
        raise Http404
    return HttpResponse(orjson.dumps(queries.geojson(units)), content_type="application/geo+json")
