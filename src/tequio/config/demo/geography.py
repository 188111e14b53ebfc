"""The map of Valle de Tequio: a municipality that does not exist, drawn the same way every time."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from tequio.core import geo
from tequio.foundation.territory import services
from tequio.foundation.territory.models import Version
from tequio.foundation.territory.types import UnitDraft

CITY = "Valle de Tequio"
_SEED = 1521
_CENTRE = (-100.552, 21.118)  # degrees; hills without a town
_SCALE = 0.00034  # degrees of longitude per unit of the outline
# The outline of the municipality, in units of no meaning, north up.
_OUTLINE = (
    (-190, 129), (-80, 150), (28, 133), (123, 145), (195, 79), (216, -8), (175, -90),
    (94, -140), (-2, -127), (-80, -151), (-161, -98), (-208, -21), (-216, 58),
)  # fmt: skip
_ROUNDS = 4  # of evening out the sizes of the colonias

SECTORS = ("Centro", "Sierra", "Río", "Llano", "Huertas", "Mirador")
COLONIAS = (
    "Centro Histórico", "El Álamo", "Los Encinos", "Barrio de la Acequia", "Lomas del Mezquite",
    "La Huerta Vieja", "San Isidro Labrador", "Peñón Alto", "El Mirador", "Villas del Colibrí",
    "Jardines del Nopal", "La Cantera", "Ojo de Agua", "Rincón del Zapote", "Santa Rosa de la Sierra",
    "El Tejocote", "Prados del Norte", "Las Jacarandas", "Barrio del Molino", "Puente de Piedra",
    "La Noria", "Magisterial", "Los Fresnos", "El Capulín", "Vista del Valle",
    "Arboledas", "San Lucas", "La Troje", "Cerrito Colorado", "Las Golondrinas",
    "Bugambilias", "El Ranchito", "Ampliación Las Flores", "Nueva Esperanza", "Tierra y Libertad",
    "Los Girasoles", "El Carrizal", "La Estación", "Ferrocarrilera", "Barrio de Santa Cruz",
    "El Guayabo", "Paseo de los Sauces", "La Calera", "Los Pirules", "El Venado",
    "Loma Bonita", "La Milpa", "Revolución", "Benito Juárez", "Las Palomas",
    "El Manantial", "San Miguelito", "La Presa", "El Sabino", "Camino Real",
    "Valle Escondido", "La Joya", "Los Arcos", "El Potrero", "Cuesta de la Luna",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """The municipality, its sectors and its colonias, ready to be added to a map."""

    city: tuple[UnitDraft, ...]
    sectors: tuple[UnitDraft, ...]
    colonias: tuple[UnitDraft, ...]


def make_city_map(*, valid_from: date, at: datetime, actor: int | None = None) -> Version:
    """Return the published map of the city, made if missing."""
    name = f"Mapa de {CITY}"
    found = Version.objects.filter(name=name).first()
    if found:
        return found
    drawn = draw()
    version = services.create_version(name=name, valid_from=valid_from, actor=actor)
    levels = (
        ("municipio", "Municipio", "Municipios", drawn.city),
        ("sector", "Sector", "Sectores", drawn.sectors),
        ("colonia", "Colonia", "Colonias", drawn.colonias),
    )
    for code, one, many, units in levels:
        services.add_level(version=version, code=code, name=one, name_plural=many, units=units, actor=actor)
    return services.publish_version(version=version, at=at, actor=actor)


def draw() -> Drawn:
    """Return the same 6 sectors and 60 colonias every time."""
    chance = random.Random(_SEED)  # noqa: S311 - a drawing, not a secret
    outline = shapely.Polygon([_on_earth(x, y) for x, y in _OUTLINE])
    cells = _cells(outline, _seeds(outline, chance))
    groups = _grouped(cells)
    colonias: list[UnitDraft] = []
    sectors: list[UnitDraft] = []
    names = iter(COLONIAS)
    for number, members in enumerate(groups, start=1):
        code = f"S{number}"
        for cell in members:
            colonias.append(
                UnitDraft(
                    code=f"{len(colonias) + 1:03d}",
                    name=next(names),
                    geometry=_geojson(cell),
                    population=chance.randrange(900, 5_200, 10),
                    parent_code=code,
                )
            )
        mine = [unit for unit in colonias if unit.parent_code == code]
        sectors.append(
            UnitDraft(
                code=code,
                name=f"Sector {SECTORS[number - 1]}",
                geometry=_geojson(shapely.union_all([_ground(u) for u in mine])),
                population=sum(unit.population or 0 for unit in mine),
            )
        )
    whole = shapely.union_all([_ground(unit) for unit in sectors])
    people = sum(unit.population or 0 for unit in sectors)
    city = UnitDraft(code="VT", name=CITY, geometry=_geojson(whole), population=people)
    return Drawn((city,), tuple(sectors), tuple(colonias))


def _on_earth(x: float, y: float) -> tuple[float, float]:
    return _CENTRE[0] + x * _SCALE, _CENTRE[1] + y * _SCALE * math.cos(math.radians(_CENTRE[1]))


def _seeds(outline: BaseGeometry, chance: random.Random) -> list[shapely.Point]:
    west, south, east, north = outline.bounds
    seeds: list[shapely.Point] = []
    while len(seeds) < len(COLONIAS):
        seed = shapely.Point(chance.uniform(west, east), chance.uniform(south, north))
        if outline.contains(seed):
            seeds.append(seed)
    for _ in range(_ROUNDS):
        seeds = [cell.centroid for cell in _cells(outline, seeds)]
    return seeds


def _cells(outline: BaseGeometry, seeds: Sequence[shapely.Point]) -> list[BaseGeometry]:
    found = shapely.voronoi_polygons(shapely.MultiPoint(list(seeds)), extend_to=outline)
    cells = [cell.intersection(outline) for cell in found.geoms]
    return sorted(cells, key=lambda cell: (round(cell.centroid.y, 9), round(cell.centroid.x, 9)))


def _grouped(cells: Sequence[BaseGeometry]) -> list[list[BaseGeometry]]:
    """Return the cells in six groups: those of the middle, then around it as the clock goes."""
    middle = shapely.union_all(list(cells)).centroid
    ranked = sorted(cells, key=lambda cell: cell.centroid.distance(middle))
    share = len(cells) // len(SECTORS)
    around = sorted(ranked[share:], key=lambda cell: _angle(cell.centroid, middle))
    rest = [around[n * share : (n + 1) * share] for n in range(len(SECTORS) - 1)]
    return [ranked[:share], *rest]


def _angle(place: shapely.Point, middle: shapely.Point) -> float:
    """Return the direction from the middle, from 0 at the north, as the clock goes."""
    return math.atan2(place.x - middle.x, place.y - middle.y) % (2 * math.pi)


def _ground(unit: UnitDraft) -> BaseGeometry:
    return shape(unit.geometry or {})


def _geojson(ground: BaseGeometry) -> dict[str, Any]:
    checked = geo.check(mapping(ground))
    if checked.geometry is None:
        raise ValueError(f"the drawing is broken: {checked.flaw}")
    return checked.geometry
