"""The edition and the place that an address names, as every view of the voting reads them."""

from django.http import Http404
from django.utils import timezone

from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import services
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition


def by_slug(slug: str) -> Edition:
    """Return the published edition of an address.

    Raises:
        Http404: if there is none.
    """
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def open_by_slug(slug: str) -> Edition:
    """Return the edition if its voting is open, its catalogue frozen; else the 403 page says when it opens."""
    edition, now = by_slug(slug), timezone.now()
    services.demand_voting_open(edition, at=now)
    services.freeze_catalogue(edition=edition, at=now)
    return edition


def unit_of(edition: Edition, place: int) -> Unit | None:
    """Return the unit of an address; 0 is the whole city.

    Raises:
        Http404: if it is not on the edition's map.
    """
    if place == 0:
        return None
    unit = Unit.objects.filter(pk=place, version_id=edition.territory_id).first()
    if unit is None:
        raise Http404
    return unit
