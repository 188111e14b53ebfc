"""The clock of a box: who comes before or after voting, and the lock under which the bell rings."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from tequio.participation.ballots.services.errors import VotingClosed, VotingOpen
from tequio.participation.editions import queries as editions
from tequio.participation.editions import services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import PhaseKind


def demand_voting_open(edition: Edition, *, at: datetime) -> None:
    """Refuse whoever comes before or after voting, saying when it opens or closed.

    Raises:
        VotingClosed: with the status 403.
    """
    try:
        services.demand_open(edition, PhaseKind.VOTING, at=at)
    except PhaseClosed as error:
        raise VotingClosed(error.message) from error


def demand_voting_over(edition: Edition, *, at: datetime) -> None:
    """Refuse to open the box before voting has closed.

    Raises:
        VotingOpen: if voting has not closed, the edition has none, or it is suspended.
    """
    if editions.suspension(edition, at):
        raise VotingOpen(_("La edición está suspendida: se cuenta cuando se reanude y cierre la votación."))
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.VOTING), None)
    if phase is None or at < phase.closes:
        raise VotingOpen(_("La votación no ha terminado: se cuenta cuando cierra."))


def share_box(edition: Edition) -> None:
    """Wait while the bell rings; it then waits for the end of this transaction."""
    _lock("pg_advisory_xact_lock_shared", edition)


def hold_box(edition: Edition) -> None:
    """Wait until every ballot on its way is in, and let no other in until the end of this transaction."""
    _lock("pg_advisory_xact_lock", edition)


def _lock(how: str, edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(ballots_lock_key(%s))", [edition.pk])
