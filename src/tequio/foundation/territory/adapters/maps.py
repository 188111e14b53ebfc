"""Uploaded maps, whatever their format, as features in degrees."""

from django.utils.translation import gettext_lazy as _

from tequio.foundation.files import types as files
from tequio.foundation.files.adapters import detection
from tequio.foundation.files.types import UnacceptedFileError
from tequio.foundation.territory.adapters import geojson, shapefiles
from tequio.foundation.territory.types import Source, UnreadableMapError

MAX_FEATURES = 20_000


def read(content: bytes) -> Source:
    """Read a GeoJSON file or a zipped shapefile.

    Raises:
        UnreadableMapError: with what is wrong and where.
    """
    try:
        kind = detection.content_type(content)
    except UnacceptedFileError as error:
        raise UnreadableMapError(error.message) from error
    if kind == files.ZIP:
        source = shapefiles.read(content)
    elif content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        source = geojson.read(content)
    else:
        raise UnreadableMapError(
            _("Esto no es un mapa. Suba un archivo GeoJSON o un shapefile dentro de un ZIP.")
        )
    if not source.features:
        raise UnreadableMapError(_("El mapa no tiene ningún polígono."))
    if len(source.features) > MAX_FEATURES:
        raise UnreadableMapError(_("El mapa tiene más de 20 mil polígonos. Súbalo por partes."))
    return source
