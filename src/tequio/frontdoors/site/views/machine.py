"""What other machines ask: health, robots, the web application manifest, the icon."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.foundation.web import appearance
from tequio.frontdoors.site import queries


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and a worker lives. 503 only where pages cannot be served."""
    del request
    try:
        worker = queries.worker_is_alive(at=timezone.now())
    except DatabaseError:
        return JsonResponse({"database": "unreachable", "worker": "unknown"}, status=503)
    return JsonResponse({"database": "ok", "worker": "ok" if worker else "silent"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "site/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site for a telephone's home screen."""
    del request
    look = appearance.current()
    return JsonResponse(
        {
            "name": f"{look.name}: {look.tagline}",
            "short_name": look.name,
            "lang": "es-MX",
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbf9f5",
            "theme_color": look.colour or "#14213d",
            "icons": [{"src": static("web/shield.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Send the browsers that ask by habit to the icon."""
    del request
    return HttpResponseRedirect(static("web/shield.svg"))
