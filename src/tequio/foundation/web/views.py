"""The pages that answer when something did not go as hoped: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.foundation.web.errors import DomainError


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Say which rule said no. An HTMX request gets a notice in the page it stands on."""
    if getattr(request, "htmx", False):
        response = render(request, "web/errors/notice.html", {"message": error.message}, status=error.status)
        response["HX-Retarget"] = "#avisos"
        response["HX-Reswap"] = "innerHTML show:top"
        return response
    return render(request, "web/errors/domain.html", {"message": error.message}, status=error.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return render(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/403.html", {"message": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return render(request, "web/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose key is missing or old: usually a page left open for days, or cookies turned off."""
    del reason
    return render(request, "web/errors/csrf.html", status=403)
