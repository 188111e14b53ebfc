"""A census of Valle de Tequio, invented: who lives in the whole municipality, by sex and age."""

from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import CensusFigure, Version
from tequio.foundation.territory.types import Sex

_SOURCE = "Censo inventado de la demostración"
_WOMEN = 52  # in a hundred
_AGES = ((0, 17, 31), (18, 29, 20), (30, 44, 22), (45, 59, 15), (60, None, 12))  # from, to, in a hundred


def take(version: Version, *, year: int) -> None:
    """Write the figures of the whole; each colonia has its people on the map already."""
    whole = version.units.filter(level__rank=0).first()
    level = territory.lowest_level(version)
    if whole is None or level is None:
        return
    people = sum(count or 0 for count in territory.population(level).values())
    CensusFigure.objects.bulk_create(
        CensusFigure(
            unit=whole,
            sex=sex.value,
            age_from=low,
            age_to=high,
            people=people * share * part // 10_000,
            year=year,
            source=_SOURCE,
        )
        for sex, part in ((Sex.WOMAN, _WOMEN), (Sex.MAN, 100 - _WOMEN))
        for low, high, share in _AGES
    )
