"""Maps of squares, for tests."""

from datetime import date
from typing import Any

from django.utils import timezone

from tequio.foundation.territory import services
from tequio.foundation.territory.models import Version
from tequio.foundation.territory.types import UnitDraft


def square(west: float, south: float, side: float = 1.0) -> dict[str, Any]:
    """Return a square as a GeoJSON geometry; all in degrees."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_map(name: str = "Mapa de cuadros", *, published: bool = True, columns: int = 2) -> Version:
    """Return a map: one municipality, sectors ``S1…`` side by side, and four colonias in each."""
    version = services.create_version(name=name, valid_from=date(2026, 1, 1))
    whole = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [2 * columns, 0], [2 * columns, 2], [0, 2], [0, 0]]],
    }
    sectors = [
        UnitDraft(code=f"S{n + 1}", name=f"Sector {n + 1}", geometry=square(2 * n, 0, 2))
        for n in range(columns)
    ]
    colonias = [
        UnitDraft(
            code=f"C{4 * n + 2 * x + y + 1:02d}",
            name=f"Colonia {4 * n + 2 * x + y + 1}",
            geometry=square(2 * n + x, y),
            population=1_000,
        )
        for n in range(columns)
        for x in (0, 1)
        for y in (0, 1)
    ]
    add = services.add_level
    city = [UnitDraft(code="M", name="Valle de Prueba", geometry=whole)]
    add(version=version, code="municipio", name="Municipio", name_plural="Municipios", units=city)
    add(version=version, code="sector", name="Sector", name_plural="Sectores", units=sectors)
    add(version=version, code="colonia", name="Colonia", name_plural="Colonias", units=colonias)
    return services.publish_version(version=version, at=timezone.now()) if published else version
