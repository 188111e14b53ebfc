"""Shapefiles inside a ZIP, as statistical offices hand them out."""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import shapefile
from django.utils.translation import gettext_lazy as _

from tequio.foundation.files.adapters import archives
from tequio.foundation.territory.adapters import projections
from tequio.foundation.territory.types import Feature, Source, UnreadableMapError

_AREAL = {shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM}

_BROKEN = (
    shapefile.ShapefileException,
    struct.error,  # the file ends too soon
    ValueError,
    IndexError,
    EOFError,
    OSError,
    TypeError,
)


def read(content: bytes) -> Source:
    """Read the one shapefile of a ZIP: .shp and .dbf, with its .prj, .cpg and .shx where they are.

    Raises:
        UnreadableMapError: with what is wrong.
    """
    try:
        with archives.open_safely(content) as archive:
            parts = _parts(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise UnreadableMapError(_("El ZIP está dañado. Genérelo otra vez.")) from error
    notes: list[Any] = []
    if "prj" in parts:
        turn = projections.to_degrees(parts["prj"].decode("utf-8", "replace"))
    else:
        turn = projections.unchanged
        notes.append(_("El ZIP no trae archivo .prj: se leyó como longitud y latitud (WGS84)."))
    features = tuple(_features(parts, turn))
    columns = tuple(features[0].properties) if features else ()
    return Source(features, columns, tuple(notes))


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = [n for n in archive.namelist() if not n.endswith("/") and "__MACOSX" not in n]
    drawn = [name for name in names if name.lower().endswith(".shp")]
    if not drawn:
        raise UnreadableMapError(_("El ZIP no trae ningún shapefile (.shp)."))
    if len(drawn) > 1:
        raise UnreadableMapError(
            _("El ZIP trae %(count)s shapefiles. Suba un ZIP por cada nivel.") % {"count": len(drawn)}
        )
    stem = drawn[0][:-4].lower()
    found = {
        name.lower().rpartition(".")[2]: archive.read(name)
        for name in names
        if name.lower().rpartition(".")[0] == stem
    }
    if "dbf" not in found:
        raise UnreadableMapError(_("Falta el archivo .dbf, que trae los nombres y las claves."))
    return found


def _features(parts: dict[str, bytes], turn: projections.Turn) -> Iterator[Feature]:
    try:
        with _opened(parts) as reader:
            if reader.shapeType not in _AREAL:
                raise UnreadableMapError(_("El shapefile no tiene polígonos: son puntos o líneas."))
            for number, item in enumerate(reader.iterShapeRecords(), start=1):
                drawn = item.shape.__geo_interface__ if item.shape.points else None
                yield Feature(number, _properties(item.record.as_dict()), turn(drawn))
    except _BROKEN as error:
        raise UnreadableMapError(_("El shapefile está dañado o incompleto. Expórtelo otra vez.")) from error


def _opened(parts: dict[str, bytes]) -> Any:
    return shapefile.Reader(
        shp=BytesIO(parts["shp"]),
        dbf=BytesIO(parts["dbf"]),
        shx=BytesIO(parts["shx"]) if "shx" in parts else None,
        encoding=_encoding(parts),
    )


def _encoding(parts: dict[str, bytes]) -> str:
    """Return how the names are written: as the .cpg says, else UTF-8 if they are, else Latin-1."""
    stated = parts.get("cpg", b"").decode("ascii", "ignore").strip().lower()
    if stated in {"utf-8", "utf8", "65001"}:
        return "utf-8"
    if stated:
        return "latin-1"
    table = parts["dbf"]
    try:
        table[int.from_bytes(table[8:10], "little") :].decode("utf-8")  # past its binary header
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _properties(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in record.items()}
