"""Many ballots at once: past elections and demonstrations. The same limits, by COPY."""

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import entries, mix
from tequio.core.ballotbox.entries import Entry, Salted
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.events import BallotsLoaded
from tequio.participation.ballots.models import Board
from tequio.participation.ballots.services import frozen, keys
from tequio.participation.ballots.services.bell import demand_voting_open, share_box
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import AlreadyVoted
from tequio.participation.ballots.services.frozen import Frozen
from tequio.participation.ballots.types import Vote
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition

Row = tuple[object, ...]
SLIPS = "ballots_slip (id, edition_id, unit_id, channel, mark, turn, sealed, leaf, logged)"


@transaction.atomic
def load_ballots(*, edition: Edition, votes: Iterable[Vote], at: datetime) -> int:
    """Put many ballots in the box, all or none, and their people on the roll where the votes name them.

    Those of a demonstration are sealed like any other. Those of a past election are public already: they become
    ballots at once, and its box is closed from the start.

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
        share_box(edition)
        demand_voting_open(edition, at=at)
        freeze_catalogue(edition=edition, at=at)
        editions.seal(edition.pk, at)
    known = frozen.read(edition)
    sound = list(_sound(known, votes))
    _load_roll(edition, sound, at=at)
    if edition.imported_from:
        box: list[Row] = [(uuid.uuid4(), edition.pk, v.unit_id, json.dumps(stored(v))) for v in sound]
        copy_rows("ballots_ballot (id, edition_id, unit_id, points)", sorted(box, key=lambda row: str(row[0])))
        Board.objects.filter(edition=edition).update(closed_at=at, emptied_at=at, opened_at=at)
    else:
        slips = sorted((slip(known, vote) for vote in sound), key=lambda row: str(row[0]))
        copy_rows(SLIPS, slips)
    audit.record(BallotsLoaded(edition_id=edition.pk, ballots=len(sound)), at=at)
    return len(sound)


def slip(known: Frozen, vote: Vote) -> Row:
    """Return a row of a sealed ballot that came with no pass of its own, in the order of the table's fields."""
    mark, token = secrets.token_bytes(32), secrets.token_bytes(32)
    entry = Entry(vote.channel.value, 1, known.zone(vote.unit_id), stored(vote), token)
    salted = Salted(
        entry.canonical, secrets.token_bytes(entries.SALT_BYTES), secrets.token_bytes(entries.SALT_BYTES)
    )
    slug = known.edition.slug
    sealed = keys.seal(slug, "slip", entries.pack(salted), bound=mark)
    return (
        uuid.uuid4(), known.edition.pk, vote.unit_id, vote.channel.value, mark, 1, sealed, mix.commit(salted),
        False,
    )  # fmt: skip


def stored(vote: Vote) -> dict[str, int]:
    """Return the marks as the box keeps them: by option number, in its order."""
    return {str(number): vote.points[number] for number in sorted(vote.points)}


def copy_rows(table: str, rows: list[Row]) -> None:
    """Write rows by COPY. ``table`` names it with its columns."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _sound(known: Frozen, votes: Iterable[Vote]) -> Iterator[Vote]:
    """Give back the votes that break no limit; the first that does ends everything."""
    for vote in votes:
        known.check(vote.unit_id, vote.points)
        yield vote


def _load_roll(edition: Edition, votes: list[Vote], *, at: datetime) -> None:
    hour = at.replace(minute=0, second=0, microsecond=0)
    roll: list[Row] = [
        (uuid.uuid4(), edition.pk, v.person_id, v.unit_id, v.channel.value, hour)
        for v in votes
        if v.person_id is not None
    ]
    try:
        with transaction.atomic():
            copy_rows("ballots_participation (id, edition_id, person_id, unit_id, channel, hour)", roll)
    except IntegrityError as error:
        raise AlreadyVoted(_("Alguien aparece dos veces: cada persona vota una vez.")) from error
