"""The pages that answer when something did not go as hoped: what happened, what was kept, what to do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tequio.foundation.web import appearance, colours
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.models import Appearance


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """Give the municipality's colours. The address carries their version, so that it may be kept for ever."""
    del request, version
    colour = appearance.current().colour
    return HttpResponse(colours.stylesheet(colour) if colour else "", content_type="text/css")


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def shield(request: HttpRequest, version: str) -> HttpResponse:
    """Give the municipality's shield."""
    del request, version
    picture = Appearance.objects.filter(pk=1).values_list("shield", flat=True).first()
    if picture is None:
        raise Http404
    return HttpResponse(bytes(picture), content_type="image/png")


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Say which rule said no."""
    return _say(request, "domain", error.status, message=error.message)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _say(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the account may not; ``exception`` may carry a sentence for the person."""
    return _say(request, "403", 403, message=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _say(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. It asks nothing of the database, which may be the very thing that fails."""
    return HttpResponse(render_to_string("web/errors/500.html", {"path": request.path}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose key is missing or old: a page left open for days, or cookies turned off."""
    del reason
    return _say(request, "csrf", 403)


def too_large(request: HttpRequest) -> HttpResponse:
    return _say(request, "413", 413)


def too_many(request: HttpRequest) -> HttpResponse:
    return _say(request, "429", 429)


def _say(request: HttpRequest, page: str, status: int, *, message: Any = "") -> HttpResponse:
    """Draw the page of an error; an HTMX request gets its first sentence as a notice where it stands."""
    values = {"message": message, "page": f"web/errors/{page}.html"}
    if not getattr(request, "htmx", False):
        return render(request, values["page"], values, status=status)
    response = render(request, "web/errors/notice.html", values, status=status)
    response["HX-Retarget"] = "#avisos"
    response["HX-Reswap"] = "innerHTML show:top"
    return response
