"""Around every view: a light session is somebody only where its act is; who lacks a proof is taken to it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from tequio.foundation.identity.services import acts
from tequio.foundation.identity.services.errors import NotAssured

LIGHT = "identity_light"


class IdentityMiddleware:
    """Narrows light sessions, and turns ``NotAssured`` into a way to the page that helps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whole = request.user
        request.user = SimpleLazyObject(lambda: _seen(request, whole))  # type: ignore[assignment]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Take the person to where they can show what is missing, and remember where they were."""
        if not isinstance(exception, NotAssured):
            return None
        return redirect(with_next(exception.url, _back(request)))


def _seen(request: HttpRequest, whole: Any) -> Any:
    if not whole.is_authenticated:
        return whole
    light = request.session.get(LIGHT)
    if light and (request.resolver_match is None or not acts.allows(light, request.resolver_match)):
        return AnonymousUser()
    return whole


def with_next(url: str, after: str) -> str:
    """Return the address with the page to come back to."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query), ("next", after)])
    return urlunsplit(parts._replace(query=query))


def _back(request: HttpRequest) -> str:
    """Return the page where the person was: this one, or the one whose form was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlunsplit(("", "", *urlsplit(came)[2:4], "")) or "/"
