"""The JSON Schemas of what is published, at public addresses."""

from functools import cache

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tequio.core.oc4ids.schemas import SCHEMAS


@require_safe
@cache_control(public=True, max_age=86400)
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """Return a schema by its name, such as ``release-package``; the same for everyone."""
    del request
    if name not in SCHEMAS:
        raise Http404
    return HttpResponse(_written(name), content_type="application/schema+json")


@cache
def _written(name: str) -> bytes:
    return orjson.dumps(SCHEMAS[name](), option=orjson.OPT_INDENT_2)
