"""Counting the box by the rule of the edition."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import counting, results
from tequio.core.tally.counting import Result
from tequio.core.tally.lot import SeedMismatchError
from tequio.core.tally.rules import UnsupportedRuleError
from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import VotesCounted
from tequio.participation.ballots.models import Count, Option, OptionResult
from tequio.participation.ballots.services.bell import demand_voting_over
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.closing import close_box
from tequio.participation.ballots.services.errors import AlreadyPublished, CountImpossible, NothingToVote
from tequio.participation.ballots.types import Stage
from tequio.participation.editions.models import Edition

Tell = Callable[[Stage, int], None]


def count(
    *,
    edition: Edition,
    at: datetime,
    actor: int | None = None,
    tie_order: tuple[str, ...] = (),
    tell: Tell | None = None,
) -> Count:
    """Count the box once voting has closed: winners, ties, and a reason for every option.

    Every ballot is checked again; those that break a limit are void and reported. Counting again before the
    results are published adds another count; the last one is the one that is published. Once they are, only a
    contest that was found right asks for another. The box is closed and opened first, if the clock has not done
    it yet; from then on it does not change, so that reading it needs no transaction.

    Args:
        edition: whose box.
        at: now.
        actor: the id of who asks for it.
        tie_order: option numbers in the order that the assembly gave to a tie.
        tell: told what is being done, and how many ballots have been read.

    Raises:
        VotingOpen: if voting has not closed.
        NothingToVote: if the ballot has no options.
        AlreadyPublished: if the results are public and no contest asks for a recount.
        CountImpossible: if the rule cannot be applied yet: the seed of its lot was not noted.
    """
    demand_countable(edition, at=at)
    freeze_catalogue(edition=edition, at=at)
    if not Option.objects.filter(edition=edition).exists():
        raise NothingToVote(_("La boleta de esta edición no tiene proyectos."))
    say: Tell = tell or (lambda _stage, _read: None)
    close_box(edition=edition, at=at)
    say(Stage.READING, 0)
    box = queries.open_box(edition, tell=lambda read: say(Stage.READING, read))
    say(Stage.COUNTING, box.read)
    told = queries.parameters(edition, tie_order=tie_order)
    try:
        result = counting.count(box.election, queries.rule_name(edition), told)
    except (UnsupportedRuleError, SeedMismatchError) as error:
        raise CountImpossible(str(error)) from error
    say(Stage.KEEPING, box.read)
    return _keep(edition=edition, result=result, box=box, at=at, actor=actor)


def demand_countable(edition: Edition, *, at: datetime) -> None:
    """Refuse to count before voting has closed, or once the results are public and nobody was right to object.

    Raises:
        VotingOpen: if voting has not closed, the edition has none, or it is suspended.
        AlreadyPublished: if the results are public and no contest asks for a recount.
    """
    demand_voting_over(edition, at=at)
    public = queries.published_count(edition)
    if public is not None and (public.official_at or not queries.recount_due(public)):
        raise AlreadyPublished(_("Los resultados ya se publicaron: no se vuelven a contar."))


@transaction.atomic
def _keep(*, edition: Edition, result: Result, box: queries.Box, at: datetime, actor: int | None) -> Count:
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    demand_countable(edition, at=at)
    document = results.document(result)
    row = Count.objects.create(
        edition=edition,
        rule=result.rule,
        parameters=document["parameters"],
        result=document | {"void": box.void, "overrides": []},
        figures=queries.figures(edition, box, set(result.winners)),
        ballots=box.election.cast,
        void=box.void,
        box_sha256=box.sha256,
        counted_at=at,
        counted_by_id=actor,
    )
    _keep_reasons(row, result)
    event = VotesCounted(
        edition_id=edition.pk,
        count_id=row.pk,
        ballots=row.ballots,
        void=sum(box.void.values()),
        box_sha256=box.sha256,
    )
    audit.record(event, actor=actor, at=at)
    return row


def _keep_reasons(row: Count, result: Result) -> None:
    options = {str(option.number): option for option in Option.objects.filter(edition=row.edition_id)}
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
