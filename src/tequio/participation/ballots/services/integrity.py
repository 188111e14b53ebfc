"""Making the report of integrity of a public count."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import queue_once
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import IntegrityExamined
from tequio.participation.ballots.models import Count, IntegrityReport
from tequio.participation.ballots.services.errors import NotReleased

EXAMINE = "ballots.examine"


@transaction.atomic
def ask_integrity(*, count_id: int, at: datetime) -> IntegrityReport:
    """Ask the worker for the report of a count. Asked again, it is the same report.

    Raises:
        NotReleased: if the count is not public: its figures are nobody's yet.
    """
    count = Count.objects.get(pk=count_id)
    if not count.published_at:
        raise NotReleased(_("El informe usa los votos: se hace cuando los resultados son públicos."))
    report, _created = IntegrityReport.objects.get_or_create(count=count, defaults={"asked_at": at})
    if report.made_at is None:
        _wake(report)
    return report


@transaction.atomic
def make_integrity(*, count_id: int, at: datetime) -> IntegrityReport:
    """Make the report that was asked for. One that is made stays."""
    report = IntegrityReport.objects.select_for_update().select_related("count__edition").get(count=count_id)
    if report.made_at:
        return report
    report.data = queries.examined(report.count)
    report.made_at = at
    report.save(update_fields=["data", "made_at"])
    groups = len(report.data["groups"])
    audit.record(IntegrityExamined(edition_id=report.count.edition_id, count_id=count_id, groups=groups), at=at)
    return report


def _wake(report: IntegrityReport) -> None:
    queue_once(EXAMINE, once=f"{EXAMINE}-{report.count_id}", count_id=report.count_id)
