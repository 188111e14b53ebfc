"""Looking at a file of histories, and bringing them in: each process whole or not at all, twice as once."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import HistoryImported
from tequio.accountability.contracting.models import HistoryImport, Process, Release
from tequio.accountability.contracting.queries import facts
from tequio.accountability.contracting.services.errors import ContractingError
from tequio.accountability.contracting.services.importing.rows import make_rows
from tequio.accountability.contracting.services.publication import said_of
from tequio.accountability.contracting.types import HistoryState
from tequio.core.ocds import histories, merge
from tequio.core.ocds.histories import Found, History
from tequio.core.ocds.reading import UnreadableError
from tequio.foundation.audit import services as audit
from tequio.foundation.files.models import StoredFile
from tequio.foundation.jobs.app import app

CHECK, BRING = "contracting.check_history", "contracting.bring_history"  # the names of the tasks
SHOWN = 200  # failures and repairs that are kept word for word
EVERY = 20  # processes after which the progress is written down


@transaction.atomic
def start(
    *, name: str, office_id: int, at: datetime, file: StoredFile | None = None, actor: int | None = None
) -> HistoryImport:
    """Take a file of histories; where it is stored, it is looked at in the background.

    Args:
        name: of the file.
        office_id: the office to which its processes are given.
        at: now.
        file: the stored file; None where whoever calls hands over the bytes.
        actor: who moves in.
    """
    history = HistoryImport.objects.create(
        name=name,
        file=file,
        office_id=office_id,
        state=HistoryState.CHECKING.value,
        created_by_id=actor,
        created_at=at,
    )
    if file is not None:
        app.configure_task(CHECK).defer(history_id=str(history.pk))
    return history


def check(*, history_id: UUID, data: bytes) -> HistoryImport:
    """Look at a file, and keep what it would bring and what is wrong with it. Nothing else is written."""
    history = HistoryImport.objects.get(pk=history_id)
    try:
        found = list(histories.read(data, zone=timezone.get_default_timezone()))
    except UnreadableError as error:
        _keep(history, HistoryState.FAILED, {"error": str(error)})
        return history
    tally = _Tally(found)
    for number, one in enumerate(found, 1):
        tally.look(one, *_news(one))
        _progress(history, number, len(found))
    _keep(history, HistoryState.READY, tally.report())
    return history


def queue(*, history_id: UUID) -> None:
    """Bring a file that was looked at in, in the background; asked twice, it is brought once.

    Raises:
        ContractingError: if it was not looked at yet, or cannot be read.
    """
    ready = HistoryImport.objects.filter(pk=history_id, state=HistoryState.READY.value)
    with transaction.atomic():
        if not ready.update(state=HistoryState.LOADING.value, done=0):
            raise ContractingError(
                _("Este archivo todavía no se ha revisado, no se pudo leer, o ya se está trayendo."), status=409
            )
        app.configure_task(BRING).defer(history_id=str(history_id))


def bring(*, history_id: UUID, data: bytes, at: datetime) -> HistoryImport:
    """Bring in every process of a file that can be. Killed and run again, it goes on where it stopped.

    Args:
        history_id: the import.
        data: the bytes of its file.
        at: now.

    Raises:
        ContractingError: if the file was not looked at, or cannot be read.
    """
    history = HistoryImport.objects.get(pk=history_id)
    if history.state not in {HistoryState.READY, HistoryState.LOADING, HistoryState.LOADED}:
        raise ContractingError(_("Este archivo todavía no se ha revisado, o no se pudo leer."), status=409)
    HistoryImport.objects.filter(pk=history_id).update(state=HistoryState.LOADING.value, done=0)
    found = list(histories.read(data, zone=timezone.get_default_timezone()))
    tally = _Tally(found)
    for number, one in enumerate(found, 1):
        tally.look(one, *_bring_one(history, one))
        _progress(history, number, len(found))
    return _finish(history, tally.report(), at)


@transaction.atomic
def _finish(history: HistoryImport, report: dict[str, Any], at: datetime) -> HistoryImport:
    history.committed_at = at
    _keep(history, HistoryState.LOADED, report)
    mine = history.releases.values_list("process_id", flat=True)
    audit.record(
        HistoryImported(history_id=str(history.pk), processes=len(set(mine)), releases=len(mine)),
        actor=history.created_by_id,
        at=at,
    )
    return history


@transaction.atomic
def _bring_one(history: HistoryImport, one: History) -> tuple[list[Found], str, list[str]]:
    news, why = _news(one)
    if why or not news:
        return news, why, []
    process, notes = make_rows(one.ocid, _compiled(one), office_id=history.office_id)
    number = process.releases.count()
    rows = [_row(history, process, release, number + n) for n, release in enumerate(news, 1)]
    baseline, digest = said_of(facts(process.pk))
    rows[-1].baseline, rows[-1].sha256 = baseline, digest
    Release.objects.bulk_create(rows)
    return news, "", notes


def _row(history: HistoryImport, process: Process, release: Found, number: int) -> Release:
    return Release(
        process=process,
        release_id=release.id,
        number=number,
        date=datetime.fromisoformat(release.date),
        tags=orjson.loads(release.document)["tag"],
        document=release.document,
        sha256=hashlib.sha256(release.document).digest(),
        findings=[finding.as_dict() for finding in release.findings],
        valid=True,
        history=history,
    )


def _compiled(one: History) -> dict[str, Any]:
    return merge.compiled([orjson.loads(release.document) for release in one.releases])


def _news(one: History) -> tuple[list[Found], str]:
    """Return the releases of a history that are not here yet, and why they may not come in, if they may not."""
    if one.errors:
        return [], " ".join(one.errors[:3])
    kept = {row.release_id: row for row in Release.objects.filter(process__ocid=one.ocid)}
    for release in one.releases:
        row = kept.get(release.id)
        if row is not None and bytes(row.document) != release.document:
            return [], _("La versión %(id)s ya está aquí y dice otra cosa: lo publicado no se cambia.") % {
                "id": release.id
            }
    news = [release for release in one.releases if release.id not in kept]
    if news and any(row.history_id is None for row in kept.values()):
        return [], _("El proceso ya tiene versiones publicadas desde aquí: su historia no se reescribe.")
    last = max((row.date for row in kept.values()), default=None)
    if last and any(datetime.fromisoformat(release.date) < last for release in news):
        return [], _("Hay versiones anteriores a las que ya se trajeron: su historia no se reescribe.")
    return news, ""


class _Tally:
    """Counts what a file brings, and keeps its failures and repairs in words."""

    def __init__(self, found: list[History]) -> None:
        self.counts: Counter[str] = Counter(processes=len(found))
        self.repairs: Counter[str] = Counter()
        self.examples: dict[str, dict[str, str]] = {}
        self.failures: list[dict[str, str]] = []
        self.notes: list[dict[str, str]] = []
        self.flagged: list[str] = []

    def look(self, one: History, news: list[Found], why: str, notes: list[str] | None = None) -> None:
        """Take one history into account: what is new in it, why it may not come in, what its rows lack."""
        state = "failed" if why else "new" if news else "unchanged"
        self.counts[state] += 1
        self.counts["releases"] += len(news)
        if why:
            self.failures.append({"ocid": one.ocid or "—", "why": why})
        if one.flagged:
            self.flagged.append(one.ocid)
        self.notes += [{"ocid": one.ocid, "note": note} for note in notes or ()]
        for repair in one.repairs:
            self.repairs[repair.case] += 1
            self.examples.setdefault(repair.case, {"ocid": one.ocid, **repair.as_dict()})

    def report(self) -> dict[str, Any]:
        """Return the report in plain values."""
        cases = sorted(self.repairs, key=lambda case: int(case.partition("-")[2]))
        return {
            "counts": {name: self.counts[name] for name in _COUNTS},
            "repairs": [{**self.examples[case], "count": self.repairs[case]} for case in cases],
            "failures": self.failures[:SHOWN],
            "notes": self.notes[:SHOWN],
            "flagged": self.flagged[:SHOWN],
        }


_COUNTS = ("processes", "new", "unchanged", "failed", "releases")


def _progress(history: HistoryImport, done: int, total: int) -> None:
    """Write the progress down now and then, for whoever looks at the page."""
    if done % EVERY == 0 or done == total:
        HistoryImport.objects.filter(pk=history.pk).update(done=done, total=total)
        history.done, history.total = done, total


def _keep(history: HistoryImport, state: HistoryState, report: dict[str, Any]) -> None:
    history.state, history.report = state.value, report
    history.save(update_fields=["state", "report", "committed_at"])


def all_repairs(data: bytes) -> Iterator[dict[str, str]]:
    """Yield every repair of a file in plain values, for whoever wants to look at each."""
    for one in histories.read(data, zone=timezone.get_default_timezone()):
        for repair in one.repairs:
            yield {"ocid": one.ocid, **repair.as_dict()}
