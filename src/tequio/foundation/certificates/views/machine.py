"""What programs ask: the issuer's keys, and the lists of states."""

import hashlib
from datetime import datetime

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from tequio.foundation.certificates import queries, services

_FRESH = 60  # seconds; a revocation is never older than that


def _status_tag(request: HttpRequest, number: int) -> str | None:
    del request
    found = services.status_document(number)
    return f'"{hashlib.sha256(found).hexdigest()[:32]}"' if found is not None else None


def _no_date(request: HttpRequest, number: int) -> datetime | None:
    del request, number
    return None


@require_safe
@condition(etag_func=_status_tag, last_modified_func=_no_date)
def status(request: HttpRequest, number: int) -> HttpResponse:
    """Give a list of states: a signed BitstringStatusListCredential."""
    del request
    found = services.status_document(number)
    if found is None:
        raise Http404(_("No existe esa lista."))
    return _open(HttpResponse(found, content_type="application/vc"))


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Give the document in which the municipality publishes the keys that it signs with."""
    del request
    return _open(HttpResponse(orjson.dumps(queries.issuer_document()), content_type="application/json"))


def _open(answer: HttpResponse) -> HttpResponse:
    """Let the pages of other sites read it: it is public and the same for everybody."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = f"public, max-age={_FRESH}"
    return answer
