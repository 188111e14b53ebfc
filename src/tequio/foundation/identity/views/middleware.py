"""Around every view: a light session is somebody only where its act is; who lacks a proof is taken to it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from tequio.foundation.accounts.permissions import page_of
from tequio.foundation.identity.services import acts
from tequio.foundation.identity.services.errors import NotAssured
from tequio.foundation.identity.views import light
from tequio.foundation.web.errors import DomainError


class IdentityMiddleware:
    """Narrows light sessions, and turns ``NotAssured`` into a way to the page that helps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whole = request.user
        request.user = SimpleLazyObject(lambda: _seen(request, whole))  # type: ignore[assignment]
        response = self.get_response(request)
        light.remember(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let who shows nothing send the form of an act that asks nothing: their light session begins here."""
        del view, args, kwargs
        if request.method != "POST" or request.resolver_match is None or request.user.is_authenticated:
            return None
        offer = acts.begun_by(request.resolver_match)
        try:
            if offer is not None:
                light.begin(request, offer)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(with_next(reverse("account_login"), page_of(request)))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Take the person to where they can show what is missing, and remember where they were."""
        if not isinstance(exception, NotAssured):
            return None
        return redirect(with_next(exception.url, page_of(request)))


def _seen(request: HttpRequest, whole: Any) -> Any:
    if not whole.is_authenticated:
        return whole
    held = request.session.get(light.LIGHT)
    if held is not None and (request.resolver_match is None or not acts.allows(held, request.resolver_match)):
        return AnonymousUser()
    return whole


def with_next(url: str, after: str) -> str:
    """Return the address with the page to come back to."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query), ("next", after)])
    return urlunsplit(parts._replace(query=query))
