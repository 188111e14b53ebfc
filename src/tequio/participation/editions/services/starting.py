"""Beginning an edition from a preset."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.envelopes import FormulaKind, exact
from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.territory import queries as territories
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.editions.events import EditionCreated
from tequio.participation.editions.models import (
    AccessRule,
    Category,
    Criterion,
    Edition,
    Envelope,
    MoneyFormula,
    Phase,
    SizeClass,
)
from tequio.participation.editions.services.errors import PresetDoesNotFit, SlugTaken
from tequio.participation.editions.services.formulas import reckon
from tequio.participation.editions.services.participants import access_rows
from tequio.participation.editions.services.presets import Formula, Preset
from tequio.participation.editions.services.presets import Phase as PhaseDays
from tequio.participation.editions.types import AccessDraft


@transaction.atomic
def start_from_preset(
    *,
    preset: Preset,
    territory: Version,
    year: int,
    slug: str,
    name: str,
    levels: Mapping[str, Level],
    total_centavos: int | None = None,
    review_office: Office | None = None,
    with_dates: bool = True,
    actor: int | None = None,
) -> Edition:
    """Create an edition with the rules of a preset, on a map of one's own.

    Money that follows a figure which the map lacks is left out, and the edition says that it is missing.

    Args:
        preset: the scheme.
        territory: the map.
        year: the year of the edition; the days of the preset's calendar are taken in it.
        slug: its address, unique.
        name: as people call it.
        levels: which level of the map plays each role of the preset, by role.
        total_centavos: what is shared by the preset's formulas in place of its own total.
        review_office: who judges what no category gives to another office.
        with_dates: whether the preset's calendar is taken.
        actor: the id of the person who creates it.

    Raises:
        PresetDoesNotFit: if a role has no level, or its level is of another map.
        SlugTaken: if another edition has this address.
    """
    _demand_levels(preset, territory, levels)
    edition = _create(
        slug=slug,
        name=name,
        year=year,
        territory=territory,
        summary=preset.edition_summary,
        review_office=review_office,
        **msgspec.to_builtins(preset.rules),
    )
    Category.objects.bulk_create(
        Category(edition=edition, **msgspec.to_builtins(category)) for category in preset.categories
    )
    sizes = SizeClass.objects.bulk_create(
        SizeClass(edition=edition, **msgspec.to_builtins(size)) for size in preset.sizes
    )
    _add_money(edition, preset, levels, {size.code: size for size in sizes}, total_centavos)
    _add_people(edition, preset)
    if with_dates:
        Phase.objects.bulk_create(_phase(edition, phase) for phase in preset.phases)
    audit.record(EditionCreated(edition_id=edition.pk, slug=slug), actor=actor)
    return edition


def _demand_levels(preset: Preset, territory: Version, levels: Mapping[str, Level]) -> None:
    for role in preset.roles:
        level = levels.get(role.role)
        if level is None:
            raise PresetDoesNotFit(_("Diga qué nivel de su mapa es «%(role)s».") % {"role": role.name})
        if level.version_id != territory.pk:
            raise PresetDoesNotFit(
                _("El nivel «%(level)s» no es del mapa «%(map)s».") % {"level": level.name, "map": territory}
            )


def _create(**fields: Any) -> Edition:
    try:
        with transaction.atomic():
            return Edition.objects.create(**fields)
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay una edición con esa dirección. Elija otra.")) from error


def _add_money(
    edition: Edition,
    preset: Preset,
    levels: Mapping[str, Level],
    sizes: Mapping[str, SizeClass],
    total_centavos: int | None,
) -> None:
    for part in preset.envelopes:
        units = _units(levels[part.role]) if part.role else [None]
        Envelope.objects.bulk_create(
            Envelope(
                edition=edition,
                unit=unit,
                size=sizes.get(part.size or ""),
                amount_centavos=part.amount_centavos,
                winners_max=part.winners_max,
            )
            for unit in units
        )
    for formula in preset.formulas:
        _add_formula(edition, formula, levels[formula.role], sizes.get(formula.size or ""), total_centavos)


def _units(level: Level) -> list[Unit]:
    return list(level.units.defer("geometry", "sketch").order_by("name", "code"))


def _add_formula(
    edition: Edition,
    formula: Formula,
    level: Level,
    size: SizeClass | None,
    total_centavos: int | None,
) -> None:
    by_people = formula.kind is FormulaKind.PER_CAPITA
    people = territories.population(level) if by_people else {}
    if formula.kind is not FormulaKind.FLAT and (None in people.values() or not any(people.values())):
        return  # its figures are not on the map: the coordinator gives them
    total = formula.total_centavos if total_centavos is None else total_centavos
    figures = {code: Fraction(number or 0) for code, number in people.items()} if by_people else {}
    parts = reckon(
        level=level,
        kind=formula.kind,
        total_centavos=total,
        floor_percent=formula.floor_percent,
        figures=figures,
    )
    Envelope.objects.bulk_create(
        Envelope(edition=edition, unit=unit, size=size, amount_centavos=amount, winners_max=formula.winners_max)
        for unit, amount in parts.items()
    )
    MoneyFormula.objects.create(
        edition=edition,
        level=level,
        size=size,
        kind=formula.kind.value,
        total_centavos=total,
        floor_percent=formula.floor_percent,
        source=str(_("Población del mapa «%(map)s»") % {"map": edition.territory}) if by_people else "",
        figures={code: exact(value) for code, value in figures.items()},
    )


def _add_people(edition: Edition, preset: Preset) -> None:
    drafts = [
        AccessDraft(
            action=access.action.value,
            methods=[method.value for method in access.methods],
            age_min=access.age_min,
            age_max=access.age_max,
            age_on=_day(edition.year, access.age_on) if access.age_on else None,
            minors_with_guardian=access.minors_with_guardian,
        )
        for access in preset.access
    ]
    AccessRule.objects.bulk_create(access_rows(edition, drafts))
    Criterion.objects.bulk_create(
        Criterion(edition=edition, position=number, **msgspec.to_builtins(criterion))
        for number, criterion in enumerate(preset.criteria)
    )


def _phase(edition: Edition, phase: PhaseDays) -> Phase:
    last = _day(edition.year + phase.years_later, phase.last_day)
    return Phase(
        edition=edition,
        kind=phase.kind.value,
        opens=_midnight(_day(edition.year, phase.first_day)),
        closes=_midnight(last + timedelta(days=1)),
        text=phase.text,
    )


def _day(year: int, text: str) -> date:
    """Return the day of a year; the 29th of February is the 28th where there is none."""
    month, day = map(int, text.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
