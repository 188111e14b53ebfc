"""What happens to a request around every view of ours."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from tequio.foundation.web import views
from tequio.foundation.web.errors import DomainError


class DomainErrorMiddleware:
    """Turns a DomainError that no view caught into a page that helps, with the error's status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return views.domain_error(request, exception)
        if isinstance(exception, RequestDataTooBig):
            return views.too_large(request)
        # A byte that no text holds, in an address or a form: the visitor's mistake, not ours.
        if isinstance(exception, DataError) and "NUL" in str(exception):
            return views.bad_request(request)
        return None


_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class MethodsMiddleware:
    """Refuses the methods that no page of ours answers, so that none is taken for another by a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        return self.get_response(request)


# The site asks where a person stands, to put a pin. Nothing else of the device is its business.
_PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


class PermissionsPolicyMiddleware:
    """Tells the browser which abilities of the device no page of ours may use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response
