"""Beginning an exercise from an earlier one."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from tequio.foundation.territory.models import Version
from tequio.participation.forums.models import AccessRule, Forum, ForumPhase, Pillar, Question, Sector, Theme
from tequio.participation.forums.services.exercise import create_forum

# What belongs to the exercise that is copied and not to its rules.
_OWN = frozenset({"slug", "name", "year", "territory", "published_at", "copied_from", "created_at", "horizon"})


@transaction.atomic
def copy_forum(
    *,
    source: Forum,
    slug: str,
    name: str,
    year: int,
    territory: Version | None = None,
    with_dates: bool = True,
    actor: int | None = None,
) -> Forum:
    """Create an unpublished exercise with the rules of another. Its voices stay; ``carry`` brings some of them.

    Dates are moved by the years that lie between the two exercises, at the same hour of the same day; the 29th
    of February becomes the 28th. The year of the vision stays.

    Args:
        source: what is copied.
        slug: the new address, unique.
        name: as people call it.
        year: of the new exercise.
        territory: its map; that of the source unless given.
        with_dates: whether the calendar is copied.
        actor: the id of the person who does it.

    Raises:
        SlugTaken: if another exercise has this address.
    """
    forum = create_forum(
        slug=slug,
        name=name,
        year=year,
        territory=territory or source.territory,
        actor=actor,
        copied_from=source,
        horizon=source.horizon,
        **_values(source, without=_OWN),
    )
    years = year - source.year
    _copy_lists(source, forum, years=years)
    if with_dates:
        ForumPhase.objects.bulk_create(
            ForumPhase(
                forum=forum,
                kind=p.kind,
                text=p.text,
                opens=later(p.opens, years=years),
                closes=later(p.closes, years=years),
            )
            for p in source.phases.all()
        )
    return forum


def later(moment: datetime, *, years: int) -> datetime:
    """Return the same day and hour some years later, in the municipality's time zone."""
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(_later_day(local.date(), years), local.time()))


def _later_day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _copy_lists(source: Forum, forum: Forum, *, years: int) -> None:
    old = list(source.pillars.prefetch_related("themes"))
    new = Pillar.objects.bulk_create(Pillar(forum=forum, **_values(p, without={"forum"})) for p in old)
    Theme.objects.bulk_create(
        Theme(pillar=pillar, **_values(theme, without={"pillar"}))
        for before, pillar in zip(old, new, strict=True)
        for theme in before.themes.all()
    )
    Sector.objects.bulk_create(
        Sector(forum=forum, **_values(s, without={"forum"})) for s in source.sectors.all()
    )
    Question.objects.bulk_create(
        Question(forum=forum, **_values(q, without={"forum"})) for q in source.questions.all()
    )
    rules = [AccessRule(forum=forum, **_values(r, without={"forum"})) for r in source.access_rules.all()]
    for rule in rules:
        rule.age_on = _later_day(rule.age_on, years) if rule.age_on else None
    AccessRule.objects.bulk_create(rules)


def _values(row: Model, *, without: set[str] | frozenset[str]) -> dict[str, Any]:
    """Return the columns of a row but its key and those named."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields  # noqa: SLF001 - the documented way to list a model's columns
        if not field.primary_key and field.name not in without
    }
