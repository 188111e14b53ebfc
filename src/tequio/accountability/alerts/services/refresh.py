"""Computing the flags again and keeping what they say, so that pages only read (FLAG-50 to FLAG-52)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tequio.accountability.alerts import queries
from tequio.accountability.alerts.events import FlagsRaised
from tequio.accountability.alerts.models import Flag
from tequio.accountability.projects.models import Project
from tequio.core.redflags import Outcome, State, check_process, check_project
from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import LATER, queue_once
from tequio.foundation.restdays import queries as restdays

REFRESH = "alerts.refresh"  # the names of the tasks
REFRESH_ALL = "alerts.refresh_all"
_WAIT = timedelta(seconds=2)  # for other changes of the project to come along
CHUNK = 100  # projects in one transaction: whoever reports on one of them waits for no longer
_Key = tuple[int, int | None, str]  # project, process, code
_FIELDS = ("office", "state", "why", "evidence", "raised_at", "cleared_at")


@dataclass(frozen=True, slots=True)
class _Found:
    key: _Key
    office_id: int
    outcome: Outcome


def wake(project_id: int) -> None:
    """Queue that the flags of a project are computed again, once for all the changes of a moment."""
    once = f"{REFRESH}-{project_id}"
    queue_once(REFRESH, once=once, wait=_WAIT, priority=LATER, project_id=project_id)


def wake_all() -> None:
    """Queue that everything is computed again, unless it waits already."""
    queue_once(REFRESH_ALL, wait=_WAIT, priority=LATER)


def refresh_all(*, at: datetime) -> int:
    """Compute the flags of every project, some at a time. Returns how many were newly raised."""
    ids = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    return sum(refresh(project_ids=ids[start : start + CHUNK], at=at) for start in range(0, len(ids), CHUNK))


@transaction.atomic
def refresh(*, project_ids: Sequence[int], at: datetime) -> int:
    """Compute the flags of some projects and of their processes. Doing it again changes nothing.

    Args:
        project_ids: which; those computed at the same time elsewhere wait for each other.
        at: now.

    Returns:
        How many flags were newly raised; one event names them.
    """
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=project_ids).order_by("pk"))
    known = {_key(flag): flag for flag in Flag.objects.filter(project__in=project_ids)}
    fresh: list[Flag] = []
    changed: list[Flag] = []
    raised: list[Flag] = []
    for found in _computed(project_ids, at):
        flag = known.get(found.key) or _new(found)
        news = flag.state != State.RAISED and found.outcome.state is State.RAISED
        if not _take(flag, found, at):
            continue
        (changed if flag.pk else fresh).append(flag)
        if news:
            raised.append(flag)
    Flag.objects.bulk_create(fresh, batch_size=1_000)
    Flag.objects.bulk_update(changed, _FIELDS, batch_size=500)
    if raised:
        ids = ",".join(str(flag.pk) for flag in raised)
        audit.record(FlagsRaised(count=len(raised), flags=ids), at=at)
    return len(raised)


def _computed(project_ids: Iterable[int], at: datetime) -> Iterator[_Found]:
    limits, extra = queries.limits(), restdays.extra()
    today = timezone.localdate(at)
    for subject in queries.subjects(project_ids):
        project = subject.project
        for outcome in check_project(subject.facts, limits=limits, today=today):
            yield _Found((project.pk, None, outcome.code), project.office_id, outcome)
        for process, facts in subject.processes:
            for outcome in check_process(facts, limits=limits, today=today, extra=extra):
                yield _Found((project.pk, process.pk, outcome.code), process.office_id, outcome)


def _key(flag: Flag) -> _Key:
    return flag.project_id, flag.process_id, flag.code


def _new(found: _Found) -> Flag:
    project, process, code = found.key
    return Flag(project_id=project, process_id=process, code=code, state="")


def _take(flag: Flag, found: _Found, at: datetime) -> bool:
    """Write the outcome on the flag. Returns whether anything changed."""
    outcome = found.outcome
    told = (found.office_id, outcome.state.value, outcome.why or "", dict(outcome.evidence))
    if told == (flag.office_id, flag.state, flag.why, flag.evidence):
        return False
    if outcome.state is State.RAISED and flag.state != State.RAISED:
        flag.raised_at = at
    elif outcome.state is not State.RAISED and flag.state == State.RAISED:
        flag.raised_at, flag.cleared_at = None, at
    flag.office_id, flag.state, flag.why, flag.evidence = told
    return True
