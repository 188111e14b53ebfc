"""The public pages that belong to the whole house."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import maps
from tequio.frontdoors.site import queries
from tequio.frontdoors.site.views import front


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html", {"home": front.home(at=timezone.now())})


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """Show the projects on the map of the municipality, and as a list by place."""
    places = queries.places()
    figure = maps.figure(
        _("Mapa del municipio con los proyectos"),
        places.shapes,
        places.pins,
        geojson_url=reverse("site:map_data"),
        caption=_("Cada marca es un proyecto: en verde los entregados."),
    )
    pins = sorted(places.pins, key=lambda pin: (str(pin.detail), pin.label))
    return render(request, "site/map.html", {"figure": figure, "pins": pins})


@require_safe
def map_data(request: HttpRequest) -> JsonResponse:
    """Give the same map as GeoJSON."""
    del request
    places = queries.places()
    return JsonResponse(maps.geojson(places.shapes, places.pins), content_type="application/geo+json")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/help.html")
