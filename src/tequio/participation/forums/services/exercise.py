"""Creating, changing and publishing an exercise; with the calendar and the access that other services ask."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Version
from tequio.participation.forums.events.exercise import ForumCreated, ForumPublished
from tequio.participation.forums.models import Forum
from tequio.participation.forums.services.access import asks_nothing, demand_access, takes_guests
from tequio.participation.forums.services.calendar import add_phase, demand_open, set_calendar
from tequio.participation.forums.services.errors import ForumIncomplete, PartInUse, SlugTaken
from tequio.participation.forums.services.locks import changed, locked_row, unlocked
from tequio.participation.forums.services.readiness import lacking

__all__ = [
    "add_phase",
    "asks_nothing",
    "create_forum",
    "demand_access",
    "demand_open",
    "edit_forum",
    "publish",
    "set_calendar",
    "takes_guests",
]


@transaction.atomic
def create_forum(
    *, slug: str, name: str, year: int, territory: Version, actor: int | None = None, **rules: Any
) -> Forum:
    """Create an exercise that only the office sees until it is published.

    Args:
        slug: its address, unique.
        name: as people call it.
        year: four digits.
        territory: the version of the map that every figure of the exercise refers to.
        actor: the id of the person who creates it.
        rules: any other field of ``Forum``.

    Raises:
        SlugTaken: if another exercise has this address.
    """
    try:
        with transaction.atomic():
            forum = Forum.objects.create(slug=slug, name=name, year=year, territory=territory, **rules)
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay un foro con esa dirección. Elija otra.")) from error
    audit.record(ForumCreated(forum_id=forum.pk, slug=slug), actor=actor)
    return forum


@transaction.atomic
def edit_forum(*, forum: Forum, at: datetime, actor: int | None = None, **fields: Any) -> Forum:
    """Change fields of the exercise before its rules lock.

    Raises:
        RulesLocked: if the first phase of the published exercise has opened.
        SlugTaken: if another exercise has this address.
        PartInUse: if the taxonomy is changed under pillars or themes that are aligned with it.
    """
    forum = unlocked(forum, at=at)
    _demand_same_scheme(forum, fields)
    for name, value in fields.items():
        setattr(forum, name, value)
    try:
        with transaction.atomic():
            forum.save(update_fields=list(fields))
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay un foro con esa dirección. Elija otra.")) from error
    changed(forum, "forum", actor=actor)
    return forum


def _demand_same_scheme(forum: Forum, fields: dict[str, Any]) -> None:
    if "themes_scheme" not in fields:
        return
    scheme = fields["themes_scheme"]
    if (scheme.pk if scheme else None) == forum.themes_scheme_id:
        return
    themed = forum.pillars.filter(themes__concept__isnull=False)
    if forum.pillars.filter(concept__isnull=False).exists() or themed.exists():
        raise PartInUse(
            _("Hay pilares o temas alineados con la clasificación de ahora. Quíteles eso antes de cambiarla.")
        )


@transaction.atomic
def publish(*, forum: Forum, at: datetime, actor: int | None = None) -> Forum:
    """Publish the exercise. Publishing again changes nothing.

    Raises:
        ForumIncomplete: if it lacks something, or its rules contradict each other.
    """
    forum = locked_row(forum)
    if forum.published_at:
        return forum
    missing = lacking(forum)
    if missing:
        raise ForumIncomplete(missing[0])
    forum.published_at = at
    forum.save(update_fields=["published_at"])
    audit.record(ForumPublished(forum_id=forum.pk), actor=actor)
    return forum
