"""Live figures as server-sent events, answered before Django sees the request (docs/adr/0014)."""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tequio.participation.forums.services import boards

_PATH = re.compile(r"/foros/([-a-zA-Z0-9_]+)/en-vivo/flujo")
_LATER = 10_000  # milliseconds
_HEADERS = (
    ("Content-Type", "text/event-stream; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
)


def in_front_of(application: WSGIApplication) -> WSGIApplication:
    """Return an application that answers the streams of figures, and leaves everything else to the given one.

    No session, cookie, language or person is looked at: who looks costs a dictionary and a few bytes.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        found = _PATH.fullmatch(environ.get("PATH_INFO", ""))
        if found is None or environ.get("REQUEST_METHOD") != "GET":
            return application(environ, start)
        said = _said(found[1], environ.get("HTTP_LAST_EVENT_ID", ""))
        if said is None:
            return application(environ, start)
        status, body = said
        headers = [*_HEADERS, ("Content-Length", str(len(body)))] if body else []
        start("200 OK" if status == 200 else "204 No Content", headers)  # noqa: PLR2004 - statuses of HTTP
        return [body] if body else []

    return answer


@require_safe
def stream(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the same where the server does not call ``in_front_of``: in tests, or behind another server."""
    said = _said(slug, request.headers.get("Last-Event-ID", ""))
    if said is None:
        return HttpResponse(status=404)
    status, body = said
    return HttpResponse(body, status=status, headers=dict(_HEADERS) if body else {})


def _said(slug: str, seen: str) -> tuple[int, bytes] | None:
    """Return status and body for who saw a version; None where there is no such exercise.

    An event if there is something new, else only when to come again. 204 tells a browser not to come again:
    the figures are final.
    """
    try:
        board = boards.board(slug)
    except OperationalError:  # the database is away: a browser that gets an error never comes again
        return 200, b"retry: %d\n\n" % _LATER
    if board is None:
        return None
    if seen == board.version and board.version:
        if board.final:
            return 204, b""
        return 200, b"retry: %d\n\n" % board.pause()
    return 200, b"retry: %d\n%s" % (board.pause(), board.event or b"\n")
