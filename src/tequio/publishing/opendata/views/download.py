from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tequio.foundation.web.errors import DomainError
from tequio.publishing.opendata import queries
from tequio.publishing.opendata.adapters.answers import answer


class NotPublishedError(DomainError):
    """No file stands under that key."""

    status = 404


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def download(request: HttpRequest, key: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    published = queries.file(key)
    if published is None:
        raise _not_published()
    try:
        return answer(request, published)
    except FileNotFoundError:
        raise _not_published() from None


def _not_published() -> NotPublishedError:
    return NotPublishedError(
        _("No hay un archivo publicado con esa dirección. Quizá cambió de nombre: búsquelo en Datos abiertos.")
    )


def _preflight() -> HttpResponse:
    """Let pages of other sites read parts of files and ask what changed."""
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Range, If-None-Match, If-Modified-Since, If-Range",
            "Access-Control-Max-Age": "86400",
        },
    )
