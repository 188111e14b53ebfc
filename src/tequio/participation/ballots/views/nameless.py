"""The pages of the box do not know who asks: what names a browser is put aside before anything reads it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "/urna/"


class NamelessMiddleware:
    """Under ``/urna/`` no session is read or begun: of the cookies that come only the language stays.

    Stands before the middlewares that read cookies, so that not even by mistake a name comes near a ballot.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: language} if language else {}
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = response.headers.get("Cache-Control") or "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
