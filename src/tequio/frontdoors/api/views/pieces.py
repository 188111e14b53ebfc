"""The files of a published set, each under the name that its manifest says: always the same bytes."""

import re
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tequio.accountability.contracting import services
from tequio.frontdoors.api.views.answers import endpoint, missing
from tequio.publishing.opendata.adapters.answers import answer
from tequio.publishing.opendata.models import PublishedFile

_NAME = re.compile(r"[a-z0-9-]+\.[0-9a-f]{16}(\.[a-z]+)+")
_MEDIA = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "gz": "application/gzip",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@endpoint()
def piece(request: HttpRequest, name: str) -> HttpResponseBase:
    media = _MEDIA.get(name.rsplit(".", 1)[-1])
    if media is None or not _NAME.fullmatch(name):
        return missing(_("No hay un archivo con ese nombre."))
    standing = PublishedFile(
        key=services.piece_key(name),
        media_type=media,
        updated_at=datetime.fromtimestamp(0, UTC),
        sha256=b"",
        size=0,
    )
    try:
        response = answer(request, standing)
    except FileNotFoundError:
        return missing(_("Ese archivo ya fue reemplazado. Lea otra vez el manifiesto."))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
