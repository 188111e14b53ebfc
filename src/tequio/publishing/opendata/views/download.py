from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tequio.publishing.opendata import queries
from tequio.publishing.opendata.adapters.answers import answer, answer_version
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


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def version(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """Give an earlier version of a file by its hash and name."""
    if request.method == "OPTIONS":
        return _preflight()
    found = queries.kept_version(bytes.fromhex(digest), name)
    if found is None:
        return missing(request)
    try:
        return answer_version(request, found)
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
