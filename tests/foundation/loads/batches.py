"""Bulk loads for the tests, from bytes to rows. Not a test itself."""

from datetime import UTC, datetime

from django.core.files.base import ContentFile

from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.loads import services
from tequio.foundation.loads.models import Row
from tequio.foundation.loads.types import find

AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


def silent(done, total):
    pass


def looked_at(slug, content, *, actor=None, scope="", name="hoja.csv", at=AT):
    """Start a load and let it be read and looked at, however large it is."""
    upload = ContentFile(content, name=name)
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET, uploaded_by=actor.pk if actor else None)
    batch = services.start(kind=find(slug), file=stored, at=at, actor=actor, scope=scope)
    return services.work(batch_id=batch.pk, at=at, report=silent)


def loaded(batch, *, at=AT, without_failed=False):
    services.request_load(batch_id=batch.pk, without_failed=without_failed)
    return services.work(batch_id=batch.pk, at=at, report=silent)


def undone(batch, actor, *, at=AT, partly=False):
    services.request_undo(batch_id=batch.pk, actor=actor, partly=partly)
    return services.work(batch_id=batch.pk, at=at, report=silent)


def problems(batch, number=2):
    """Return the problems of a row as pairs of column and text."""
    found = Row.objects.get(batch=batch, number=number).problems
    return [(problem["column"], problem["text"]) for problem in found]
