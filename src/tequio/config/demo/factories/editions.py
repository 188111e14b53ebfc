"""Editions with their calendar, categories, sizes and money, for tests and the demonstration."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.editions import services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind

MILLION = 100_000_000  # centavos

CATEGORIES = (
    ("parques", "Parques y jardines", "park"),
    ("movilidad", "Movilidad", "street"),
    ("alumbrado", "Alumbrado", "lights"),
)

# The phases of a plain edition. Supports and appeals are added by whoever needs them.
PHASES = (
    PhaseKind.REGISTRATION,
    PhaseKind.FEASIBILITY,
    PhaseKind.VOTING,
    PhaseKind.RESULTS,
    PhaseKind.EXECUTION,
)


def make_small_city(name: str = "Mapa de prueba") -> Version:
    """Return a published map, made if missing: a municipality, two sectors and three colonias in squares."""
    known = {"valid_from": date(2026, 1, 1), "published_at": timezone.now()}
    version, created = Version.objects.get_or_create(name=name, defaults=known)
    if not created:
        return version
    city = _level(version, "municipio", "Municipio", "Municipios", 0)
    sectors = _level(version, "sector", "Sector", "Sectores", 1)
    colonias = _level(version, "colonia", "Colonia", "Colonias", 2)
    whole = _square(city, None, "M", "Villa de la Loma", (0, 0, 2, 1))
    for number, sector_name in enumerate(("Oriente", "Poniente")):
        sector = _square(sectors, whole, f"S{number + 1}", f"Sector {sector_name}", (number, 0, number + 1, 1))
        if number == 0:
            _square(colonias, sector, "C1", "Los Encinos", (0, 0, 0.5, 1))
            _square(colonias, sector, "C2", "Peñón Alto", (0.5, 0, 1, 1))
        else:
            _square(colonias, sector, "C3", "El Mirador", (1, 0, 2, 1))
    return version


def make_calendar(edition: Edition, *, opens: datetime, days: int = 30) -> None:
    """Give the edition its phases, one after the other from ``opens``, each of so many days."""
    for number, kind in enumerate(PHASES):
        start = opens + timedelta(days=days * number)
        services.add_phase(edition=edition, kind=kind, opens=start, closes=start + timedelta(days=days))


def make_edition(
    *,
    slug: str = "pp2026",
    name: str = "Presupuesto participativo 2026",
    year: int = 2026,
    territory: Version | None = None,
    phase: PhaseKind | None = PhaseKind.REGISTRATION,
    at: datetime | None = None,
    published: bool = True,
    review_office: Office | None = None,
    **rules: Any,
) -> Edition:
    """Return a whole edition whose ``phase`` opened ten days before ``at`` (None: all phases lie ahead).

    Each phase lasts thirty days. Three categories, two sizes ($12.5 and $1 millions), one envelope per sector
    and size.
    """
    at = at or timezone.now()
    territory = territory or make_small_city()
    edition = services.create_edition(
        slug=slug, name=name, year=year, territory=territory, review_office=review_office, **rules
    )
    past = PHASES.index(phase) * 30 + 10 if phase else -5
    make_calendar(edition, opens=at - timedelta(days=past))
    for code, label, drawing in CATEGORIES:
        services.add_category(edition=edition, code=code, name=label, drawing=drawing)
    large = services.add_size(
        edition=edition, code="grande", name="Sectorial", cap_centavos=12_50 * MILLION // 100
    )
    small = services.add_size(edition=edition, code="mediano", name="Comunitario", cap_centavos=MILLION)
    for unit in territory.units.filter(level__rank=1):
        services.add_envelope(
            edition=edition, unit=unit, size=large, amount_centavos=12_50 * MILLION // 100, winners_max=1
        )
        services.add_envelope(
            edition=edition, unit=unit, size=small, amount_centavos=10 * MILLION, winners_max=10
        )
    return services.publish_edition(edition=edition, at=at) if published else edition


def _level(version: Version, code: str, name: str, plural: str, rank: int) -> Level:
    return Level.objects.create(version=version, code=code, name=name, name_plural=plural, rank=rank)


def _square(
    level: Level, parent: Unit | None, code: str, name: str, box: tuple[float, float, float, float]
) -> Unit:
    """Make a rectangle of a few kilometres; ``box`` is west, south, east, north in hundredths of a degree."""
    west, south, east, north = (
        edge / 100 + shift for edge, shift in zip(box, (-100, 25, -100, 25), strict=True)
    )
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Unit.objects.create(
        version=level.version,
        level=level,
        parent=parent,
        code=code,
        name=name,
        population=1000,
        geometry={"type": "Polygon", "coordinates": [ring]},
        west=west,
        south=south,
        east=east,
        north=north,
        centre_lon=(west + east) / 2,
        centre_lat=(south + north) / 2,
    )
