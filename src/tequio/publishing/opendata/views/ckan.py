"""CKAN's Action API: reads the request as CKAN does, answers in its envelope and with its statuses."""

import json
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tequio.publishing.opendata.queries.ckan import ACTIONS, WRITES, Asked, CkanError

_JSON = "application/json;charset=utf-8"
_METHODS = ["GET", "HEAD", "POST", "OPTIONS"]


@csrf_exempt  # nothing is written by this way, and programs send no token
@require_http_methods(_METHODS)
def action(request: HttpRequest, name: str) -> HttpResponse:
    """Answer one action, whether it is asked in the address, in a form or in JSON."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=200))
    try:
        values = _values(request)
    except ValueError as error:
        return _said(f"Bad request - JSON Error: {error}", 400)
    if name not in ACTIONS:
        return _unknown(request, name)
    try:
        with override(settings.LANGUAGE_CODE):
            result = ACTIONS[name](Asked(values))
    except CkanError as error:
        return _refused(request, name, error.kind, dict(error.said), error.status)
    return _said({"help": _help(request, name), "success": True, "result": result}, 200)


@require_safe
def version(request: HttpRequest) -> HttpResponse:
    """Say which version of the API this is."""
    del request
    return _said({"version": 3}, 200)


def _values(request: HttpRequest) -> dict[str, Any]:
    """Return the parameters of an action.

    Raises:
        ValueError: if the body should be JSON and is not an object.
    """
    found = {name: _flat(request.GET.getlist(name)) for name in request.GET}
    if request.method != "POST" or not request.body:
        return found
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        posted = {name: _flat(request.POST.getlist(name)) for name in request.POST}
        # Some send JSON and call it a form: it comes as one name without a value.
        loose = next(iter(posted), "").lstrip() if len(posted) == 1 and not any(posted.values()) else ""
        return found | (posted if not loose.startswith("{") else _decoded(loose))
    return found | _decoded(request.body.decode("utf-8"))


def _decoded(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except RecursionError as error:
        raise ValueError("Error decoding JSON data. Error: too deep") from error
    except ValueError as error:
        raise ValueError(f"Error decoding JSON data. Error: {error}") from error
    if not isinstance(value, dict):
        raise ValueError("Request data JSON decoded to something that is not a dictionary.")  # noqa: TRY004 - a bad value
    return value


def _flat(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _unknown(request: HttpRequest, name: str) -> HttpResponse:
    """Say that there is no such action; of those that write, that nobody may."""
    if name.endswith(WRITES):
        return _refused(request, name, "Authorization Error", {"message": "Access denied"}, 403)
    return _said(f"Bad request - Action name not known: {name[:100]}", 400)


def _refused(request: HttpRequest, name: str, kind: str, said: dict[str, Any], status: int) -> HttpResponse:
    error = {"__type": kind, **said}
    return _said({"help": _help(request, name), "success": False, "error": error}, status)


def _help(request: HttpRequest, name: str) -> str:
    base = request.path.rsplit("/", 1)[0]
    return f"{settings.PUBLIC_URL}{base}/help_show?name={name}"


def _said(value: Any, status: int) -> HttpResponse:
    return _open(HttpResponse(orjson.dumps(value), content_type=_JSON, status=status))


def _open(response: HttpResponse) -> HttpResponse:
    """Let pages of any site ask."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Content-Type, X-CKAN-API-KEY, Authorization"
    return response
