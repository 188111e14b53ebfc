"""GeoJSON, as it is exported by the programs that people use."""

import re
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from tequio.foundation.territory.adapters import projections
from tequio.foundation.territory.types import Feature, Source, UnreadableMapError

_EPSG = re.compile(r"EPSG:+(?:[\d.]*:)?(\d+)$", re.IGNORECASE)
_PLACE = re.compile(r"line (\d+) column (\d+)")


def read(content: bytes) -> Source:
    """Read a FeatureCollection (or one lonely feature).

    Raises:
        UnreadableMapError: with what is wrong and where.
    """
    document = _parsed(content)
    if isinstance(document, dict) and document.get("type") == "Feature":
        document = {"type": "FeatureCollection", "features": [document]}
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise UnreadableMapError(
            _("El archivo es JSON, pero no un mapa: debe decir «FeatureCollection» en «type».")
        )
    raw = document.get("features")
    if not isinstance(raw, list):
        raise UnreadableMapError(_("Al mapa le falta la lista «features» con sus polígonos."))
    turn = projections.to_degrees(_projection(document))
    features = tuple(_feature(number, item, turn) for number, item in enumerate(raw, start=1))
    columns = dict.fromkeys(name for feature in features for name in feature.properties)
    return Source(features, tuple(columns))


def _parsed(content: bytes) -> Any:
    try:
        return orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = place.groups() if place else ("?", "?")
        raise UnreadableMapError(
            _("El GeoJSON está mal escrito en la línea %(line)s, columna %(column)s. ¿Se cortó al descargarlo?")
            % {"line": line, "column": column}
        ) from error


def _projection(document: dict[str, Any]) -> str:
    """Return the old "crs" member, which many programs still write; degrees without it."""
    crs = document.get("crs")
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs, dict) else ""
    found = _EPSG.search(name)
    return f"EPSG:{found[1]}" if found else "EPSG:4326"


def _feature(number: int, item: Any, turn: projections.Turn) -> Feature:
    if not isinstance(item, dict) or item.get("type") != "Feature":
        raise UnreadableMapError(
            _("El elemento %(number)s de «features» no es un «Feature».") % {"number": number}
        )
    geometry, properties = item.get("geometry"), item.get("properties") or {}
    if not isinstance(properties, dict) or not (geometry is None or isinstance(geometry, dict)):
        raise UnreadableMapError(
            _("El elemento %(number)s de «features» está mal formado.") % {"number": number}
        )
    return Feature(number, properties, turn(geometry))
