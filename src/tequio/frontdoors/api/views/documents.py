"""What explains the API: to programs as OpenAPI, to people as a page with examples."""

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.accountability.contracting import services
from tequio.frontdoors.api.views import openapi as described
from tequio.frontdoors.api.views.answers import endpoint, given
from tequio.frontdoors.api.views.asking import LIMIT, MOST


@endpoint()
def openapi(request: HttpRequest) -> HttpResponseBase:
    return given(request, orjson.dumps(described.document(), option=orjson.OPT_INDENT_2))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    values = {
        "site": settings.PUBLIC_URL,
        "limit": LIMIT,
        "most": MOST,
        "per_minute": settings.API_PER_MINUTE,
        "official": services.official(),
    }
    return render(request, "api/page.html", values)
