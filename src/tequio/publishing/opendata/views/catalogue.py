from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.publishing.opendata import queries
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.views.missing import missing

PER_PAGE = 20


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    return render(request, "opendata/catalogue.html", {"shelves": queries.catalogue()})


@require_safe
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    shelf = queries.shelf(slug)
    if shelf is None:
        return missing(request)
    looked_for = request.GET.get("q", "").strip()[:100]
    singles = Paginator(queries.single_files(slug, looked_for=looked_for), PER_PAGE)
    values = {
        "shelf": shelf,
        "files": queries.main_files().filter(dataset=slug),
        "singles": singles.get_page(request.GET.get("pagina")),
        "looked_for": looked_for,
    }
    return render(request, "opendata/dataset.html", values)


@require_safe
def machine_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue for programs: each dataset with its files that speak of the whole."""
    del request
    files: dict[str, list[dict[str, Any]]] = {}
    for one in queries.main_files():
        files.setdefault(one.dataset, []).append(_distribution(one))
    response = JsonResponse({"datasets": [_described(one, files) for one in queries.catalogue()]})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _described(shelf: queries.Shelf, files: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    spec = shelf.spec
    return {
        "identifier": spec.slug,
        "title": str(spec.title),
        "description": str(spec.description),
        "license": spec.licence_url,
        "frequency": str(spec.frequency),
        "modified": shelf.updated_at,
        "landingPage": settings.PUBLIC_URL + reverse("opendata:dataset", args=[spec.slug]),
        "fields": [
            {"name": one.name, "type": one.type, "description": str(one.description)} for one in spec.fields
        ],
        "distribution": files.get(spec.slug, []),
    }


def _distribution(one: PublishedFile) -> dict[str, Any]:
    return {
        "downloadURL": settings.PUBLIC_URL + reverse("opendata:download", args=[one.key]),
        "mediaType": one.media_type,
        "byteSize": one.size,
        "sha256": one.digest,
        "modified": one.updated_at,
        "valid": one.valid,
    }
