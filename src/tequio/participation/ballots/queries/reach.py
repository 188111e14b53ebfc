"""What the ballot of each place chooses from, on the map of an edition."""

from dataclasses import dataclass

from tequio.core.tally import reach as rules
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import Option
from tequio.participation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Reach:
    """What holds each unit of the map, and the unit of each envelope, by its id as text."""

    parents: dict[int, int | None]
    envelopes: dict[str, int | None]

    def of(self, unit_id: int | None) -> frozenset[str]:
        """Return the envelopes that a ballot of the unit chooses from; None: those of the whole city."""
        return rules.reach(unit_id, parents=self.parents, envelopes=self.envelopes)


def reach(edition: Edition) -> Reach:
    """Return what the ballots of each place of the edition choose from. Two queries."""
    parents = Unit.objects.filter(version_id=edition.territory_id).order_by()
    envelopes = edition.envelopes.order_by().values_list("pk", "unit_id")
    return Reach(dict(parents.values_list("pk", "parent_id")), {str(pk): unit_id for pk, unit_id in envelopes})


def places(edition: Edition) -> list[Unit]:
    """Return the units where somebody may vote: the smallest that vote something, by name. Two queries."""
    options = Option.objects.filter(edition=edition, envelope__unit__isnull=False).order_by()
    voted = set(options.values_list("envelope__unit_id", flat=True).distinct())
    if not voted:
        return []
    on_map = edition.territory.units.select_related("level").defer("geometry", "sketch").order_by("name")
    units = {unit.pk: unit for unit in on_map}
    found = rules.voting_places(
        voted,
        parents={pk: unit.parent_id for pk, unit in units.items()},
        ranks={pk: unit.level.rank for pk, unit in units.items()},
    )
    return [unit for pk, unit in units.items() if pk in found]
