from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tequio.publishing.opendata import queries
from tequio.publishing.opendata.adapters.answers import answer
from tequio.publishing.opendata.views.missing import missing


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def download(request: HttpRequest, key: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    published = queries.file(key)
    if published is None:
        return missing(request)
    try:
        return answer(request, published)
    except FileNotFoundError:
        return missing(request)


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
