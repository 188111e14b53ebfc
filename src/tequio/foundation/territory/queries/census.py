"""Who lives here, as the last census that was loaded says."""

from collections.abc import Callable, Iterable, Sequence

from tequio.foundation.territory.models import CensusFigure, Version
from tequio.foundation.territory.queries import lowest_level
from tequio.foundation.territory.types import Census, Sex

_Row = tuple[str, int | None, int | None, int]  # sex, ages from and to, people
_Units = dict[tuple[int, str], list[_Row]]  # by rank of the level and code


def census(version: Version, bands: Sequence[tuple[int, int | None]]) -> Census | None:
    """Return who lives in the municipality, from the last year that was loaded; None where nothing is known.

    By sex and by age, the figures of the highest level that tells both are taken, so that a table of colonias
    and one of the whole are not added up. By unit, those of the finest level, or the map's own. Two queries.

    Args:
        version: of the map.
        bands: of ages, first and last year included; a band that the census cuts elsewhere is left out.
    """
    fields = ("unit__level__rank", "unit__code", "sex", "age_from", "age_to", "people", "year", "source")
    found = CensusFigure.objects.filter(unit__version=version).order_by("-year", "unit__level__rank")
    rows = list(found.values_list(*fields))
    last = rows[0][6] if rows else None
    units: _Units = {}
    for rank, code, sex, low, high, people, year, _source in rows:
        if year == last:
            units.setdefault((rank, code), []).append((sex, low, high, people))
    level = lowest_level(version)
    by_unit = _by_unit(units, level.rank if level else 0)
    if level and not by_unit:
        known = level.units.exclude(population=None).values_list("code", "population")
        by_unit = {code: people for code, people in known if people}
    if not by_unit and not units:
        return None
    by_sex = _highest(units, _sexes)
    by_age = _highest(units, lambda told: _ages(told, bands))
    return Census(by_sex, by_age, by_unit, last, rows[0][7] if rows else "")


def _by_unit(units: _Units, finest: int) -> dict[str, int]:
    totals = {code: _total(told) for (rank, code), told in units.items() if rank == finest}
    return {code: people for code, people in totals.items() if people}


def _highest(units: _Units, read: Callable[[list[_Row]], dict[str, int]]) -> dict[str, int]:
    """Return what the units of the highest level that tells anything say together."""
    sums: dict[str, int] = {}
    told_by: int | None = None
    for rank, code in sorted(units):
        said = read(units[rank, code])
        if said and told_by in (None, rank):
            told_by = rank
            for key, people in said.items():
                sums[key] = sums.get(key, 0) + people
    return sums


def _total(told: Iterable[_Row]) -> int:
    rows = list(told)
    return _of(rows, Sex.ALL) or sum(_sexes(rows).values())


def _sexes(told: list[_Row]) -> dict[str, int]:
    found = {sex.value: _of(told, sex) for sex in (Sex.WOMAN, Sex.MAN)}
    return found if all(found.values()) else {}


def _of(told: list[_Row], sex: Sex) -> int:
    """Return the people of a sex: the figure of every age, else the sum of its ages."""
    mine = [row for row in told if row[0] == sex.value]
    whole = [people for _sex, low, _high, people in mine if low is None]
    return whole[0] if whole else sum(people for *_ages_, people in mine)


def _ages(told: list[_Row], bands: Sequence[tuple[int, int | None]]) -> dict[str, int]:
    aged = [row for row in told if row[1] is not None]
    both = [row for row in aged if row[0] == Sex.ALL.value] or aged
    found: dict[str, int] = {}
    for low, high in bands:
        inside = [row for row in both if _within(row, low, high)]
        if inside and not any(_cut(row, low, high) for row in both):
            found[str(low)] = sum(row[3] for row in inside)
    return found


def _within(row: _Row, low: int, high: int | None) -> bool:
    _sex, first, last, _people = row
    return first is not None and first >= low and (high is None or (last is not None and last <= high))


def _cut(row: _Row, low: int, high: int | None) -> bool:
    """Return whether a row of the census stands partly in a band."""
    _sex, first, last, _people = row
    starts_before_its_end = high is None or (first or 0) <= high
    ends_after_its_start = last is None or last >= low
    return starts_before_its_end and ends_after_its_start and not _within(row, low, high)
