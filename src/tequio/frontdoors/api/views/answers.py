"""How every address of the API answers: JSON, from any site, in turn, and with errors that say what to do."""

import functools
import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import orjson
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tequio.frontdoors.api.types import BadRequest

View = Callable[..., HttpResponseBase]
JSON = "application/json"
_MINUTE = 60
_EXPOSED = "ETag, Last-Modified, Link, Retry-After"


def endpoint(*, posts: bool = False) -> Callable[[View], View]:
    """Make a view an address of the API: its methods, its turn, CORS, and its errors as JSON."""
    methods = ("POST",) if posts else ("GET", "HEAD")

    def decorate(view: View) -> View:
        @csrf_exempt  # nothing is written, and no cookie is read
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answer(view, methods, request, args, kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = _EXPOSED
            return response

        return answer

    return decorate


def _answer(
    view: View, methods: tuple[str, ...], request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight(methods)
    if request.method not in methods:
        response = failed(405, _("Esta dirección solo responde a %s.") % ", ".join(methods))
        response["Allow"] = ", ".join((*methods, "OPTIONS"))
        return response
    wait = _turn(request)
    if wait:
        response = failed(429, _("Son demasiadas preguntas. Espere %d segundos y siga.") % wait)
        response["Retry-After"] = str(wait)
        return response
    try:
        return view(request, *args, **kwargs)
    except BadRequest as error:
        return failed(400, str(error))


def _turn(request: HttpRequest) -> int:
    """Count a question of a client. Returns the seconds to wait if it asked too many in this minute; else 0."""
    limit = settings.API_PER_MINUTE
    now = int(timezone.now().timestamp())
    client = hashlib.sha256(get_adapter().get_client_ip(request).encode()).hexdigest()[:24]
    key = f"api:{client}:{now // _MINUTE}"
    if cache.add(key, 1, _MINUTE):
        return 0
    try:
        asked = cache.incr(key)
    except ValueError:  # it ran out between the two
        return 0
    return _MINUTE - now % _MINUTE if asked > limit else 0


def _preflight(methods: tuple[str, ...]) -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": ", ".join((*methods, "OPTIONS")),
            "Access-Control-Allow-Methods": ", ".join((*methods, "OPTIONS")),
            "Access-Control-Allow-Headers": "Content-Type, If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        },
    )


def failed(status: int, message: str) -> HttpResponse:
    """Answer that it could not be, with the reason."""
    return HttpResponse(orjson.dumps({"status": status, "message": message}), status=status, content_type=JSON)


def missing(message: str) -> HttpResponse:
    """Answer that there is no such thing."""
    return failed(404, message)


def given(
    request: HttpRequest, content: bytes, *, modified: datetime | None = None, media_type: str = JSON
) -> HttpResponseBase:
    """Answer with content, or with 304 where the client has it already."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    seconds = int(modified.timestamp()) if modified else None
    response = get_conditional_response(request, etag=etag, last_modified=seconds)
    if response is None:
        response = HttpResponse(content, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    return response


def streamed(pieces: Iterable[bytes], *, media_type: str = JSON) -> StreamingHttpResponse:
    """Answer piece by piece with what is too long to stand in memory."""
    return StreamingHttpResponse(pieces, content_type=media_type)
