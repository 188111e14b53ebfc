"""Counting the box by the rule of the edition."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import counting, results
from tequio.core.tally.counting import Result
from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import VotesCounted
from tequio.participation.ballots.models import Count, Option, OptionResult
from tequio.participation.ballots.services.bell import demand_voting_over
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.closing import close_box
from tequio.participation.ballots.services.errors import AlreadyPublished, NothingToVote
from tequio.participation.editions.models import Edition


@transaction.atomic
def count(
    *, edition: Edition, at: datetime, actor: int | None = None, tie_order: tuple[str, ...] = ()
) -> Count:
    """Count the box once voting has closed: winners, ties, and a reason for every option.

    The box is closed and opened first, if the clock has not done it yet. Every ballot is checked again; those
    that break a limit are void and reported. Counting again before the
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
    close_box(edition=edition, at=at)
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
