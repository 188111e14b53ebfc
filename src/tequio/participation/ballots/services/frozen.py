"""What a box needs to know of its edition to take a ballot. It is frozen, so each process reads it once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox.blind import PublicKey
from tequio.core.tally import limits as rules
from tequio.core.tally.elections import Ballot as Paper
from tequio.core.tally.elections import Project
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Board, Option, ZoneKey
from tequio.participation.ballots.services import boards
from tequio.participation.ballots.services.errors import BadPass, BallotRefused, NothingToVote
from tequio.participation.editions.models import Edition

_MOST = 32  # editions that a process keeps in mind


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen side of an edition: its limits, options and places, and the keys of its box."""

    edition: Edition
    board_id: int
    secret: bytes = field(repr=False)
    limits: rules.Limits
    projects: Mapping[str, Project]
    reached: Callable[[int | None], frozenset[str]]
    units: Mapping[int, Unit]
    _zone_keys: dict[int | None, PublicKey] = field(default_factory=dict)

    def check(self, unit_id: int | None, points: Mapping[int, int]) -> None:
        """Check a ballot against its limits.

        Raises:
            NothingToVote: if there is no option for this place.
            BallotRefused: if a limit is broken.
        """
        envelopes = self.reached(unit_id)
        if not any(project.envelope in envelopes for project in self.projects.values()):
            raise NothingToVote(_("No hay proyectos por votar en este lugar."))
        paper = Paper(tuple(str(n) for n in points), tuple(points.values()))
        found = rules.faults(paper, limits=self.limits, projects=self.projects, envelopes=envelopes)
        if found:
            raise BallotRefused(found)

    def zone(self, unit_id: int | None) -> str:
        """Return the name of a place on the public board; empty for the whole city."""
        return "" if unit_id is None else queries.zone_name(self.units[unit_id])

    def key_of(self, unit_id: int | None) -> PublicKey:
        """Return the key that signs the tokens of a place.

        Raises:
            BadPass: if nobody has a token of that place.
        """
        known = self._zone_keys.get(unit_id)
        if known is None:
            row = ZoneKey.objects.filter(edition_id=self.edition.pk, unit=unit_id).first()
            if row is None:
                raise BadPass(_("La ficha no es de esta votación."))
            known = PublicKey(int.from_bytes(bytes(row.public), "big"))
            self._zone_keys[unit_id] = known
        return known


_kept: dict[str, Frozen] = {}


def remembered(slug: str) -> Frozen | None:
    """Return what this process knows of the box of a sealed edition, or None."""
    return _kept.get(slug)


def known_edition(slug: str) -> Edition | None:
    """Return a sealed edition that this process knows, without asking the database, or None."""
    known = _kept.get(slug)
    return None if known is None else known.edition


def known_unit(edition: Edition, unit_id: int) -> Unit | None:
    """Return a unit of the map of an edition, or None. One query, or none where the box is known."""
    known = _kept.get(edition.slug)
    if known is not None:
        return known.units.get(unit_id)
    return Unit.objects.filter(pk=unit_id, version_id=edition.territory_id).first()


def remember(frozen: Frozen) -> None:
    """Keep in mind what is known of a box. Only what is sealed, and committed, is kept."""
    while len(_kept) >= _MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[frozen.edition.slug] = frozen


def forget(slug: str) -> None:
    """Forget what is known of a box."""
    _kept.pop(slug, None)


def forget_all() -> None:
    """Forget every box, as a new process does."""
    _kept.clear()


def read(edition: Edition) -> Frozen:
    """Read the frozen side of an edition whose catalogue is frozen. Eight queries."""
    options = list(Option.objects.filter(edition=edition).select_related("envelope", "proposal"))
    board = Board.objects.get(edition=edition)
    units = Unit.objects.filter(version_id=edition.territory_id).select_related("level")
    return Frozen(
        edition=edition,
        board_id=board.pk,
        secret=boards.board_secret(edition, board),
        limits=queries.limits(edition, options),
        projects=queries.as_projects(options),
        reached=cache(queries.reach(edition).of),
        units={unit.pk: unit for unit in units.defer("geometry", "sketch")},
    )


def check_ballot(*, edition: Edition, unit: Unit | None, points: Mapping[int, int]) -> None:
    """Check a ballot against the limits of its edition, before it is cast.

    Raises:
        NothingToVote: if there is no option for this place.
        BallotRefused: if a limit is broken.
    """
    (remembered(edition.slug) or read(edition)).check(unit.pk if unit else None, points)
