"""Counting the box by the rule of the edition."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import counting, results
from tequio.core.tally.counting import Result
from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import VotesCounted
from tequio.participation.ballots.models import Count, Option, OptionResult
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import AlreadyPublished, NothingToVote, VotingOpen
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind


@transaction.atomic
def count(
    *, edition: Edition, at: datetime, actor: int | None = None, tie_order: tuple[str, ...] = ()
) -> Count:
    """Count the box once voting has closed: winners, ties, and a reason for every option.

    Every ballot is checked again; those that break a limit are void and reported. Counting again before the
    results are published adds another count; the last one is the one that is published.

    Args:
        edition: whose box.
        at: now.
        actor: the id of who asks for it.
        tie_order: option numbers in the order that the assembly gave to a tie.

    Raises:
        VotingOpen: if voting has not closed.
        NothingToVote: if the ballot has no options.
        AlreadyPublished: if the results are public.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    demand_voting_over(edition, at=at)
    if queries.published_count(edition):
        raise AlreadyPublished(_("Los resultados ya se publicaron: no se vuelven a contar."))
    freeze_catalogue(edition=edition, at=at)
    options = {str(option.number): option for option in Option.objects.filter(edition=edition)}
    if not options:
        raise NothingToVote(_("La boleta de esta edición no tiene proyectos."))
    _shuffle(edition)
    box = queries.open_box(edition)
    told = queries.parameters(edition, tie_order=tie_order)
    result = counting.count(box.election, queries.rule_name(edition), told)
    row = _keep(edition, result, box, at=at)
    _keep_reasons(row, result, options)
    event = VotesCounted(
        edition_id=edition.pk,
        count_id=row.pk,
        ballots=row.ballots,
        void=sum(box.void.values()),
        box_sha256=box.sha256,
    )
    audit.record(event, actor=actor, at=at)
    return row


def demand_voting_over(edition: Edition, *, at: datetime) -> None:
    """Refuse to count before voting has closed.

    Raises:
        VotingOpen: if voting has not closed, the edition has none, or it is suspended.
    """
    if editions.suspension(edition, at):
        raise VotingOpen(_("La edición está suspendida: se cuenta cuando se reanude y cierre la votación."))
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.VOTING), None)
    if phase is None or at < phase.closes:
        raise VotingOpen(_("La votación no ha terminado: se cuenta cuando cierra."))


def _keep(edition: Edition, result: Result, box: queries.Box, *, at: datetime) -> Count:
    document = results.document(result)
    return Count.objects.create(
        edition=edition,
        rule=result.rule,
        parameters=document["parameters"],
        result=document | {"void": box.void},
        ballots=box.election.cast,
        void=box.void,
        box_sha256=box.sha256,
        counted_at=at,
    )


def _keep_reasons(row: Count, result: Result, options: dict[str, Option]) -> None:
    OptionResult.objects.bulk_create(
        OptionResult(
            count=row,
            option=options[key],
            votes=reason.votes,
            rank=reason.rank,
            outcome=reason.outcome.value,
            reason=results.reason_document(reason) | {"by_points": reason.by_points},
        )
        for key, reason in result.reasons.items()
    )


def _shuffle(edition: Edition) -> None:
    """Write the box anew in the order of its random ids, so that no row keeps the place where it was cast."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tequio.shuffling', 'on', true)")  # for this transaction alone
        cursor.execute(
            "WITH taken AS (DELETE FROM ballots_ballot WHERE edition_id = %s RETURNING *)"
            " INSERT INTO ballots_ballot SELECT * FROM taken ORDER BY id",
            [edition.pk],
        )
        cursor.execute("SELECT set_config('tequio.shuffling', '', true)")
