"""Many ballots at once: past elections and demonstrations. The same limits, by COPY."""

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import limits as rules
from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import BallotsLoaded
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.box import as_paper
from tequio.participation.ballots.services.casting import demand_voting_open, stored
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import AlreadyVoted, BallotRefused
from tequio.participation.ballots.types import Vote
from tequio.participation.editions.models import Edition

Row = tuple[object, ...]


@transaction.atomic
def load_ballots(*, edition: Edition, votes: Iterable[Vote], at: datetime) -> int:
    """Put many ballots in the box, all or none, and their people on the roll where the votes name them.

    Args:
        edition: whose box; voting must be open at ``at``, unless the edition was imported.
        votes: what each decides.
        at: now.

    Returns:
        How many ballots were put in.

    Raises:
        VotingClosed: if voting is not open.
        BallotRefused: if a ballot breaks a limit.
        AlreadyVoted: if somebody votes twice, here or before.
    """
    if not edition.imported_from:
        demand_voting_open(edition, at=at)
        freeze_catalogue(edition=edition, at=at)
    sound = list(_sound(edition, votes))
    roll: list[Row] = [(uuid.uuid4(), edition.pk, v.person_id) for v in sound if v.person_id is not None]
    box: list[Row] = [(uuid.uuid4(), edition.pk, v.unit_id, json.dumps(stored(v.points))) for v in sound]
    try:
        with transaction.atomic():
            _copy("ballots_participation (id, edition_id, person_id)", roll)
    except IntegrityError as error:
        raise AlreadyVoted(_("Alguien aparece dos veces: cada persona vota una vez.")) from error
    _copy("ballots_ballot (id, edition_id, unit_id, points)", sorted(box, key=lambda row: str(row[0])))
    audit.record(BallotsLoaded(edition_id=edition.pk, ballots=len(box)), at=at)
    return len(box)


def _sound(edition: Edition, votes: Iterable[Vote]) -> Iterator[Vote]:
    """Give back the votes that break no limit; the first that does ends everything."""
    options = list(Option.objects.filter(edition=edition).select_related("envelope", "proposal"))
    projects = queries.as_projects(options)
    limits = queries.limits(edition, options)
    reached = cache(queries.reach(edition).of)
    for vote in votes:
        paper = as_paper(stored(vote.points))
        found = rules.faults(paper, limits=limits, projects=projects, envelopes=reached(vote.unit_id))
        if found:
            raise BallotRefused(found)
        yield vote


def _copy(table: str, rows: list[Row]) -> None:
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
