"""Creating, changing and publishing an edition."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Version
from tequio.participation.editions.events import EditionCreated, EditionPublished, StepReviewed
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import rulebook
from tequio.participation.editions.services.errors import EditionIncomplete, PartInUse, SlugTaken
from tequio.participation.editions.services.locks import changed, unlocked
from tequio.participation.editions.services.readiness import lacking


@transaction.atomic
def create_edition(
    *, slug: str, name: str, year: int, territory: Version, actor: int | None = None, **rules: Any
) -> Edition:
    """Create an edition that only the office sees until it is published.

    Args:
        slug: its address, unique.
        name: as people call it.
        year: four digits; folios begin with its last two.
        territory: the version of the map that every figure of the edition refers to.
        actor: the id of the person who creates it.
        rules: any other field of ``Edition`` (rule, max_choices, summary…).

    Raises:
        SlugTaken: if another edition has this address.
    """
    try:
        with transaction.atomic():
            edition = Edition.objects.create(slug=slug, name=name, year=year, territory=territory, **rules)
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay una edición con esa dirección. Elija otra.")) from error
    audit.record(EditionCreated(edition_id=edition.pk, slug=slug), actor=actor)
    return edition


@transaction.atomic
def edit_edition(*, edition: Edition, at: datetime, actor: int | None = None, **fields: Any) -> Edition:
    """Change fields of the edition before its rules lock.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
        SlugTaken: if another edition has this address.
        PartInUse: if the map is changed under envelopes that stand on it.
    """
    edition = unlocked(edition, at=at)
    _demand_same_map(edition, fields.get("territory"))
    for name, value in fields.items():
        setattr(edition, name, value)
    try:
        with transaction.atomic():
            edition.save(update_fields=list(fields))
    except IntegrityError as error:
        raise SlugTaken(_("Ya hay una edición con esa dirección. Elija otra.")) from error
    changed(edition, "edition", at=at, actor=actor)
    return edition


def _demand_same_map(edition: Edition, territory: Version | None) -> None:
    if territory is None or territory.pk == edition.territory_id:
        return
    if edition.envelopes.filter(unit__isnull=False).exists() or edition.formulas.exists():
        raise PartInUse(
            _("Ya hay bolsas para territorios del mapa de ahora. Quítelas antes de cambiar de mapa.")
        )


@transaction.atomic
def review_step(*, edition: Edition, step: str, at: datetime, actor: int | None = None) -> None:
    """Note that the coordinator looked at a step of the builder and settled it. No rule changes.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    edition.reviewed = sorted({*edition.reviewed, step})
    edition.save(update_fields=["reviewed"])
    audit.record(StepReviewed(edition_id=edition.pk, step=step), actor=actor)


@transaction.atomic
def publish_edition(*, edition: Edition, at: datetime, actor: int | None = None) -> Edition:
    """Publish the edition and its convocatoria, hashed. Publishing again changes nothing.

    Raises:
        EditionIncomplete: if it lacks something, or its rules contradict each other.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("territory").get(pk=edition.pk)
    if edition.published_at:
        return edition
    missing = lacking(edition)
    if missing:
        raise EditionIncomplete(missing[0])
    edition.published_at = at
    edition.save(update_fields=["published_at"])
    row = rulebook.amend(edition, at=at)
    audit.record(EditionPublished(edition_id=edition.pk, rulebook_sha256=row.sha256), actor=actor)
    return edition
