"""The log as a file: everything in it, no name of a person (there is none in it)."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import queries
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.web.downloads import csv_response

_CHUNK = 2_000
COLUMNS = (_("posición"), _("momento"), _("tipo"), _("qué pasó"), _("persona"), _("datos"), _("huella"))


def as_csv(events: QuerySet[AuditEvent]) -> StreamingHttpResponse:
    """Stream the events as CSV."""
    return csv_response("bitacora", COLUMNS, (_row(event) for event in events.iterator(_CHUNK)))


def _row(event: AuditEvent) -> list[Any]:
    line = queries.line(event)
    data = orjson.dumps(line.payload, option=orjson.OPT_SORT_KEYS).decode()
    return [line.position, line.at.isoformat(), line.kind, line.words, line.actor, data, line.hash]


def as_json(events: QuerySet[AuditEvent]) -> StreamingHttpResponse:
    """Stream the events as one JSON array, with both hashes: enough to check the chain alone."""
    response = StreamingHttpResponse(_array(events), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="bitacora.json"'
    return response


def _array(events: QuerySet[AuditEvent]) -> Iterator[bytes]:
    yield b"["
    for number, event in enumerate(events.iterator(_CHUNK)):
        document = {
            "position": event.position,
            "at": event.at.isoformat(timespec="microseconds"),
            "kind": event.kind,
            "actor": event.actor,
            "payload": event.payload,
            "previous_hash": bytes(event.previous_hash).hex(),
            "hash": bytes(event.hash).hex(),
        }
        yield (b",\n" if number else b"\n") + orjson.dumps(document)
    yield b"\n]\n"
