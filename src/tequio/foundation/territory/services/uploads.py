"""Uploaded maps: read before they are kept, so that a broken one leaves nothing behind."""

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from tequio.foundation.files import queries as files
from tequio.foundation.files import services as file_services
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import LIMITS, MEGABYTE, FileKind
from tequio.foundation.territory.adapters import maps, preview
from tequio.foundation.territory.types import Columns, Preview, Source, UnreadableMapError, UnsoundMapError


def receive_map(*, upload: Upload, actor: int | None = None) -> StoredFile:
    """Read an uploaded map to the end, and keep it for its preview.

    Raises:
        UnreadableMapError: with what is wrong and where; nothing is kept.
        FileTooLargeError: over the limit.
    """
    limit = LIMITS[FileKind.GEOGRAPHY]
    if upload.size > limit:
        raise UnreadableMapError(
            _("El mapa pesa demasiado: el máximo es de %(limit)s MB. Simplifíquelo o súbalo por partes.")
            % {"limit": limit // MEGABYTE},
            status=413,
        )
    content = upload.read()
    maps.read(content)
    kept = ContentFile(content, name=upload.name)
    return file_services.store(upload=kept, kind=FileKind.GEOGRAPHY, uploaded_by=actor)


def source_of(file: StoredFile) -> Source:
    """Return what a kept map says."""
    return maps.read(files.content(file))


def guess_columns(source: Source) -> Columns:
    """Return which columns of a map seem to say what."""
    return preview.guess(source)


def preview_of(source: Source, columns: Columns) -> Preview:
    """Return what a map would become, with a finding per feature."""
    return preview.preview(source, columns)


def demand_sound(found: Preview) -> None:
    """Refuse a map with problems, naming them.

    Raises:
        UnsoundMapError: with every finding.
    """
    if not found.sound:
        raise UnsoundMapError(
            _("El mapa tiene %(count)s problemas y no se guardó nada. Corríjalos y súbalo otra vez.")
            % {"count": len(found.problems) or 1},
            found.findings,
        )
