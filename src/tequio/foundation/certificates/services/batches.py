"""Many certificates: everyone of a whole, in the background by portions, or the people of a list at once."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tequio.foundation.audit import services as audit
from tequio.foundation.certificates import queries
from tequio.foundation.certificates.events import BatchStarted
from tequio.foundation.certificates.models import Batch
from tequio.foundation.certificates.services.errors import BatchBusy
from tequio.foundation.certificates.services.issuing import Outcome, issue
from tequio.foundation.certificates.services.people import Line
from tequio.foundation.certificates.types import BatchState, CertificateSource, Claim, source
from tequio.foundation.jobs.app import WAITED_FOR, app

WORK = "certificates.issue"  # name of the task
PORTION = 200  # certificates of one transaction: what a killed worker does again
AT_ONCE = 100  # up to these, the person who asks waits for them


@transaction.atomic
def start_batch(*, source: CertificateSource, scope: str, title: str, by: int, at: datetime) -> Batch:
    """Begin to issue for everyone of a whole. What must be done stands in its row: see ``carry_on``.

    Args:
        source: where the claims come from.
        scope: of which whole.
        title: what the office calls it.
        by: the id of who asks.
        at: now.

    Raises:
        BatchBusy: if the same is being issued already.
    """
    expected = source.count(scope)
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                source=source.slug,
                scope=scope,
                title=title,
                state=BatchState.WORKING.value,
                expected=expected,
                started_at=at,
                started_by_id=by,
            )
    except IntegrityError as error:
        raise BatchBusy(_("Ya se están expidiendo esas constancias. Vea cómo van en su lote.")) from error
    event = BatchStarted(batch_id=str(batch.pk), source=source.slug, scope=scope, expected=expected)
    audit.record(event, actor=by, at=at)
    return batch


def carry_on(*, batch_id: UUID, at: datetime) -> None:
    """Issue here and now if they are few; else hand the batch to the worker."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.expected <= AT_ONCE:
        work(batch_id=batch_id, at=at)
        return
    task = app.configure_task(WORK, lock=f"certificates-{batch_id}", priority=WAITED_FOR)
    task.defer(batch_id=str(batch_id))


def work(*, batch_id: UUID, at: datetime) -> None:
    """Issue what a batch lacks, portion by portion, each in one transaction (CER-5).

    A worker that is killed leaves whole portions; who comes after it passes over what is issued. A batch that
    was taken back meanwhile goes no further.
    """
    batch = Batch.objects.get(pk=batch_id)
    found = source(batch.source)
    if batch.state != BatchState.WORKING or found is None:
        return
    Batch.objects.filter(pk=batch_id).update(seen=0, nameless=0)
    claims = iter(found.claims(batch.scope))
    while portion := list(islice(claims, PORTION)):
        if not _issue_portion(batch_id, portion, at):
            return
    Batch.objects.filter(pk=batch_id, state=BatchState.WORKING.value).update(
        state=BatchState.DONE.value, ended_at=at
    )


@transaction.atomic
def _issue_portion(batch_id: UUID, portion: Sequence[Claim], at: datetime) -> bool:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.state != BatchState.WORKING:
        return False
    outcome = issue(claims=portion, by=batch.started_by_id, at=at, batch=batch)
    batch.seen += len(portion)
    batch.issued += len(outcome.certificates)
    batch.nameless += outcome.nameless
    batch.save(update_fields=["seen", "issued", "nameless"])
    return True


@transaction.atomic
def issue_list(
    *,
    kind: str,
    people: Sequence[Line],
    occasion: str,
    did: str,
    topic: str,
    happened_on: date,
    by: int,
    at: datetime,
) -> tuple[Batch, Outcome]:
    """Issue by hand for the people of a list, all or none (CER-6). Who has the very same one is passed over.

    Args:
        kind: one of ``types.BY_HAND``.
        people: as ``read_lines`` gave them.
        occasion: what they took part in, such as the name of the committee.
        did: what completes «Por haber…».
        topic: on what, or empty.
        happened_on: the day.
        by: the id of who issues.
        at: now.
    """
    batch = Batch.objects.create(
        title=occasion,
        state=BatchState.DONE.value,
        expected=len(people),
        seen=len(people),
        started_at=at,
        started_by_id=by,
        ended_at=at,
    )
    accounts = queries.accounts_of({line.email for line in people if line.email})
    held = queries.same_by_hand(kind=kind, occasion=occasion, did=did, happened_on=happened_on)
    claims = [
        Claim(
            kind=kind,
            scope=f"list:{batch.pk}",
            subject=f"list:{batch.pk}:{line.number}",
            holder_id=accounts.get(line.email),
            holder_name=line.name,
            email=line.email,
            topic=topic,
            did=did,
            happened_on=happened_on,
            occasion=occasion,
        )
        for line in people
        if (line.name, line.email) not in held
    ]
    event = BatchStarted(batch_id=str(batch.pk), source="", scope=f"list:{batch.pk}", expected=len(people))
    audit.record(event, actor=by, at=at)
    outcome = issue(claims=claims, by=by, at=at, batch=batch)
    batch.issued = len(outcome.certificates)
    batch.save(update_fields=["issued"])
    return batch, outcome
