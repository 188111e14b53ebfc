"""Where a proposal would stand: from its pin, or from the colonia that its author names."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.geo import Point
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.services.drafts import save_draft
from tequio.participation.proposals.services.errors import OutsideTheCity


@transaction.atomic
def set_place(
    *,
    proposal: Proposal,
    at: datetime,
    lon: float | None = None,
    lat: float | None = None,
    unit: Unit | None = None,
    place: str = "",
    actor: int | None = None,
) -> Proposal:
    """Keep the place. Where there is a pin, the pin decides the territory; else the colonia that was named.

    Args:
        proposal: whose place.
        at: now.
        lon: longitude of the pin in degrees.
        lat: latitude of the pin in degrees.
        unit: the colonia that the author named.
        place: the place in the author's words.
        actor: the id of the author.

    Raises:
        OutsideTheCity: if the pin falls outside the map, or the colonia is of another map.
    """
    edition = proposal.edition
    site = _of_pin(edition, lon, lat) if lon is not None and lat is not None else unit
    if site is not None and site.version_id != edition.territory_id:
        raise OutsideTheCity(_("Esa colonia no es del mapa de esta edición."))
    return save_draft(proposal=proposal, at=at, actor=actor, lon=lon, lat=lat, site=site, place=place)


def _of_pin(edition: Edition, lon: float, lat: float) -> Unit:
    try:
        point = Point(lon, lat)
    except ValueError as error:
        raise OutsideTheCity(_("Ese punto no existe. Revise la latitud y la longitud.")) from error
    found = territory.locate(point, version=edition.territory)
    if found is None:
        raise OutsideTheCity(
            _("Ese punto está fuera del municipio. Mueva la marca, o quítela y elija la colonia de la lista.")
        )
    return found
