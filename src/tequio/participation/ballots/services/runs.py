"""Counts done by the worker: asked for in the office, their progress kept in a row that survives a reload."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import queue_once
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots.events import CountAsked, CountRefused
from tequio.participation.ballots.models import CountRun
from tequio.participation.ballots.services.counting import count, demand_countable
from tequio.participation.ballots.services.errors import CountRunning
from tequio.participation.ballots.types import Stage
from tequio.participation.editions.models import Edition

COUNT = "ballots.count"


@transaction.atomic
def ask_count(
    *, edition: Edition, at: datetime, actor: int | None = None, tie_order: tuple[str, ...] = ()
) -> CountRun:
    """Ask the worker to count. What it will do stands in the row; the job only wakes it.

    Args:
        edition: whose box.
        at: now.
        actor: the id of who asks.
        tie_order: option numbers in the order that the assembly gave to a tie.

    Raises:
        VotingOpen, AlreadyPublished: if there is nothing to count.
        CountRunning: if one is under way.
    """
    demand_countable(edition, at=at)
    try:
        with transaction.atomic():
            run = CountRun.objects.create(
                edition=edition,
                asked_at=at,
                asked_by_id=actor,
                tie_order=list(tie_order),
            )
    except IntegrityError as error:
        raise CountRunning(_("Ya se está contando esta edición. Espere a que termine.")) from error
    _wake(run)
    audit.record(CountAsked(edition_id=edition.pk, run_id=run.pk), actor=actor, at=at)
    return run


def do_count(*, run_id: int, at: datetime) -> CountRun:
    """Do a count that was asked for, saying how far it is. One that was killed begins anew; one done stays.

    What a rule refuses is kept for the office to read. Anything else is raised, for the job to be tried again.

    Args:
        run_id: which.
        at: now.
    """
    run = CountRun.objects.select_related("edition").get(pk=run_id)
    if run.ended_at:
        return run

    def tell(stage: Stage, read: int) -> None:
        total = {} if read else {"total": run.edition.ballots.count()}
        CountRun.objects.filter(pk=run.pk).update(stage=stage.value, done=read, **total)

    try:
        row = count(
            edition=run.edition, at=at, actor=run.asked_by_id, tie_order=tuple(run.tie_order), tell=tell
        )
    except DomainError as error:
        _refuse(run=run, why=str(error), at=at)
    else:
        _end(run, Stage.DONE, at=at, count_id=row.pk)
    run.refresh_from_db()
    return run


@transaction.atomic
def _refuse(*, run: CountRun, why: str, at: datetime) -> None:
    _end(run, Stage.REFUSED, at=at, refused=why)
    audit.record(CountRefused(edition_id=run.edition_id, run_id=run.pk), at=at)


def _end(run: CountRun, stage: Stage, *, at: datetime, count_id: int | None = None, refused: str = "") -> None:
    CountRun.objects.filter(pk=run.pk).update(
        stage=stage.value, ended_at=at, count_id=count_id, refused=refused
    )


def wake_counts() -> None:
    """Wake again the counts that were asked for and are not done: a lost job never loses one."""
    for run in CountRun.objects.filter(ended_at__isnull=True):
        _wake(run)


def _wake(run: CountRun) -> None:
    queue_once(COUNT, once=f"{COUNT}-{run.pk}", lock=f"{COUNT}-{run.edition_id}", run_id=run.pk)
