"""Versions of the map: a draft is published whole, and never changes again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.territory import events
from tequio.foundation.territory.models import Version
from tequio.foundation.territory.types import PublishedVersionError, UnsoundMapError


@transaction.atomic
def create_version(*, name: str, valid_from: date, actor: int | None = None) -> Version:
    """Start a new version of the map, a draft until it is published.

    Raises:
        UnsoundMapError: if there is one of that name.
    """
    if Version.objects.filter(name=name).exists():
        raise UnsoundMapError(_("Ya hay una versión con ese nombre. Elija otro."))
    version = Version.objects.create(name=name, valid_from=valid_from)
    audit.record(events.VersionCreated(version_id=version.pk, name=name), actor=actor)
    return version


@transaction.atomic
def publish_version(*, version: Version, at: datetime, actor: int | None = None) -> Version:
    """Publish a map: from now on it may be used, and it never changes.

    Raises:
        PublishedVersionError: if it is already published.
        UnsoundMapError: if it has no level, or a unit that lies in none of the level above.
    """
    version = draft(version)
    if not version.levels.exists():
        raise UnsoundMapError(_("El mapa no tiene ningún nivel todavía."))
    top = version.levels.order_by("rank").first()
    orphan = version.units.exclude(level=top).filter(parent=None).order_by("level__rank", "code").first()
    if orphan:
        raise UnsoundMapError(
            _("«%(name)s» (%(code)s) no cae dentro de ninguna unidad del nivel de arriba.")
            % {"name": orphan.name, "code": orphan.code}
        )
    version.published_at = at
    version.save(update_fields=["published_at"])
    audit.record(events.VersionPublished(version_id=version.pk, name=version.name), actor=actor, at=at)
    return version


@transaction.atomic
def discard_version(*, version: Version, actor: int | None = None) -> None:
    """Throw a draft away.

    Raises:
        PublishedVersionError: if the map is already published.
    """
    version = draft(version)
    audit.record(events.VersionDiscarded(version_id=version.pk, name=version.name), actor=actor)
    version.delete()


def draft(version: Version) -> Version:
    """Return the version with its row locked, if it may still change."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.published_at:
        raise PublishedVersionError(
            _("Este mapa ya se publicó y no cambia. Empiece una versión nueva con lo que haya que corregir.")
        )
    return locked
