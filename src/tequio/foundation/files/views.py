"""Reading stored files: public ones by anyone, the rest by those who may."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tequio.foundation.files import permissions, queries, types
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import Variant

_INLINE = frozenset({types.WEBP, types.PDF})
_PUBLIC = "public, max-age=86400"
_PRIVATE = "private, no-cache"


@require_safe
def read(request: HttpRequest, file_id: UUID, variant: str) -> HttpResponseBase:
    """Send a file. Whoever may not read it is told that it does not exist."""
    file = queries.find(file_id)
    size = types.variant_name(variant)
    if file is None or size is None or not permissions.can_read(request.user, file):
        raise Http404
    etag = f'"{bytes(file.sha256).hex()}-{size.value}"'
    response = get_conditional_response(request, etag=etag) or _sent(file, size)
    response["ETag"] = etag
    response["Cache-Control"] = _PUBLIC if file.public else _PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _sent(file: StoredFile, size: Variant) -> HttpResponse:
    try:
        with default_storage.open(file.in_size(size)["path"], "rb") as stored:
            content = stored.read()
    except FileNotFoundError as error:  # the bytes were lost: a restore of the database without its files
        raise Http404 from error
    download = content_disposition_header(file.content_type not in _INLINE, _name(file))
    return HttpResponse(content, content_type=file.content_type, headers={"Content-Disposition": str(download)})


def _name(file: StoredFile) -> str:
    stem = file.original_name.rpartition(".")[0] or file.original_name
    return f"{stem}.{types.EXTENSIONS[file.content_type]}"
