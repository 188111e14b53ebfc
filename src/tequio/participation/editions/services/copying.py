"""Beginning an edition from an earlier one."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.editions.events import EditionCreated
from tequio.participation.editions.models import (
    AccessRule,
    Category,
    Criterion,
    Edition,
    Envelope,
    MoneyFormula,
    PaperPoint,
    Phase,
    SizeClass,
)
from tequio.participation.editions.services.errors import SlugTaken

# What belongs to the edition that is copied and not to its rules.
_OWN = frozenset(
    {
        "slug",
        "name",
        "year",
        "territory",
        "published_at",
        "rulebook_sha256",
        "reviewed",
        "imported_from",
        "created_at",
    }
)
_PART = frozenset({"edition"})


@transaction.atomic
def copy_edition(
    *,
    source: Edition,
    slug: str,
    name: str,
    year: int,
    territory: Version | None = None,
    with_dates: bool = True,
    actor: int | None = None,
) -> Edition:
    """Create an unpublished edition with the rules of another.

    Dates are moved by the years that lie between the two editions, at the same hour of the same day; the
    29th of February becomes the 28th. On another map, money and paper points follow the codes of levels and
    units; those of units that the other map lacks are left out.

    Args:
        source: what is copied.
        slug: the new address, unique.
        name: as people call it.
        year: of the new edition.
        territory: its map; that of the source unless given.
        with_dates: whether the calendar is copied.
        actor: the id of the person who does it.

    Raises:
        SlugTaken: if another edition has this address.
    """
    territory = territory or source.territory
    edition = _create(source, slug=slug, name=name, year=year, territory=territory)
    sizes = _copy_lists(source, edition, years=year - source.year)
    _copy_money(source, edition, sizes)
    if with_dates:
        Phase.objects.bulk_create(
            Phase(edition=edition, kind=p.kind, text=p.text, **_moved(p, years=year - source.year))
            for p in source.phases.all()
        )
    audit.record(EditionCreated(edition_id=edition.pk, slug=slug), actor=actor)
    return edition


def later(moment: datetime, *, years: int) -> datetime:
    """Return the same day and hour some years later, in the municipality's time zone."""
    local = timezone.localtime(moment)
    day = _later_day(local.date(), years)
    return timezone.make_aware(datetime.combine(day, local.time()))


def _later_day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _moved(phase: Phase, *, years: int) -> dict[str, datetime]:
    return {"opens": later(phase.opens, years=years), "closes": later(phase.closes, years=years)}


def _create(source: Edition, *, slug: str, name: str, year: int, territory: Version) -> Edition:
    rules = _values(source, without=_OWN)
    try:
        with transaction.atomic():
            return Edition.objects.create(slug=slug, name=name, year=year, territory=territory, **rules)
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay una edición con esa dirección. Elija otra.")) from error


def _values(row: Model, *, without: frozenset[str]) -> dict[str, Any]:
    """Return the columns of a row but its key and those named."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields  # noqa: SLF001 - the documented way to list a model's columns
        if not field.primary_key and field.name not in without
    }


def _copy_lists(source: Edition, edition: Edition, *, years: int) -> dict[int, SizeClass]:
    """Copy categories, sizes, criteria and access. Return the new size of each old one, by the old id."""
    _copy_categories(source, edition)
    _copy_criteria(source, edition)
    sizes = list(source.sizes.all())
    copies = SizeClass.objects.bulk_create(
        SizeClass(edition=edition, **_values(s, without=_PART)) for s in sizes
    )
    rules = [AccessRule(edition=edition, **_values(r, without=_PART)) for r in source.access_rules.all()]
    for rule in rules:
        rule.age_on = _later_day(rule.age_on, years) if rule.age_on else None
    AccessRule.objects.bulk_create(rules)
    return {old.pk: new for old, new in zip(sizes, copies, strict=True)}


def _copy_categories(source: Edition, edition: Edition) -> None:
    found = list(source.categories.prefetch_related("offices"))
    copies = Category.objects.bulk_create(Category(edition=edition, **_values(c, without=_PART)) for c in found)
    for old, new in zip(found, copies, strict=True):
        new.offices.set(old.offices.all())


def _copy_criteria(source: Edition, edition: Edition) -> None:
    found = list(source.criteria.prefetch_related("offices"))
    copies = Criterion.objects.bulk_create(
        Criterion(edition=edition, **_values(c, without=_PART)) for c in found
    )
    for old, new in zip(found, copies, strict=True):
        new.offices.set(old.offices.all())


def _copy_money(source: Edition, edition: Edition, sizes: dict[int, SizeClass]) -> None:
    """Copy envelopes, formulas and paper points, each to the unit of the same level and code."""
    units = {(u.level.code, u.code): u for u in _units(edition.territory)}
    levels = {level.code: level for level in edition.territory.levels.all()}

    def there(unit: Unit | None) -> Unit | None:
        return units.get((unit.level.code, unit.code)) if unit else None

    without = frozenset({"edition", "unit", "size", "level"})
    rows = source.envelopes.select_related("unit__level").defer("unit__geometry", "unit__sketch")
    Envelope.objects.bulk_create(
        Envelope(
            edition=edition,
            unit=there(row.unit),
            size=sizes.get(row.size_id or 0),
            **_values(row, without=without),
        )
        for row in rows
        if row.unit is None or there(row.unit)
    )
    points = source.paper_points.select_related("unit__level").defer("unit__geometry", "unit__sketch")
    PaperPoint.objects.bulk_create(
        PaperPoint(edition=edition, unit=there(point.unit), **_values(point, without=without))
        for point in points
    )
    if edition.territory_id == source.territory_id:  # elsewhere the parts would no longer add up to the total
        _copy_formulas(source, edition, sizes, levels)


def _copy_formulas(
    source: Edition, edition: Edition, sizes: dict[int, SizeClass], levels: dict[str, Level]
) -> None:
    MoneyFormula.objects.bulk_create(
        MoneyFormula(
            edition=edition,
            level=levels[row.level.code],
            size=sizes.get(row.size_id or 0),
            **_values(row, without=frozenset({"edition", "level", "size"})),
        )
        for row in source.formulas.select_related("level")
    )


def _units(territory: Version) -> list[Unit]:
    return list(territory.units.select_related("level").defer("geometry", "sketch"))
