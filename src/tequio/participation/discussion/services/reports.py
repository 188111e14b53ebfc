"""Saying that something breaks a rule of the house."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.discussion import permissions
from tequio.participation.discussion.events import ThingReported
from tequio.participation.discussion.models import Comment, HouseRule, Report
from tequio.participation.discussion.services import pace, subjects, texts
from tequio.participation.discussion.services.errors import NotReportable
from tequio.participation.discussion.types import NOTE_MAX


def report_comment(
    *, comment: Comment, reporter: User, rule: HouseRule, at: datetime, text: str = ""
) -> Report:
    """Report a comment. Reporting the same one again changes nothing and returns the first report.

    Raises:
        NotReportable: if it is one's own, or not in view.
        BadText, TooFast: what is added to it; the pace.
    """
    if not permissions.can_report(reporter, comment):
        raise NotReportable(_("Ese comentario no se puede reportar: es suyo, o ya no está a la vista."))
    return _report(subject=comment.subject, comment=comment, reporter=reporter, rule=rule, at=at, text=text)


def report_subject(*, subject: str, reporter: User, rule: HouseRule, at: datetime, text: str = "") -> Report:
    """Report the subject itself, with the same care as a comment.

    Raises:
        NothingThere: if it is not there for the public.
        NotReportable: if it is one's own.
        BadText, TooFast: what is added to it; the pace.
    """
    if subjects.existing(subject, at).author_id == reporter.pk:
        raise NotReportable(_("No puede reportar lo que usted misma o usted mismo hizo."))
    return _report(subject=subject, comment=None, reporter=reporter, rule=rule, at=at, text=text)


@transaction.atomic
def _report(
    *, subject: str, comment: Comment | None, reporter: User, rule: HouseRule, at: datetime, text: str
) -> Report:
    kept = texts.clean(text, most=NOTE_MAX) if text.strip() or "\0" in text else ""
    mine = Report.objects.filter(reporter=reporter, subject=subject, comment=comment)
    earlier = mine.first()
    if earlier:
        return earlier
    pace.demand_for_reports(reporter.pk, at)
    try:
        with transaction.atomic():  # the other of two that came at once finds the row of the first
            made = Report.objects.create(
                subject=subject, comment=comment, reporter=reporter, rule=rule, text=kept, created_at=at
            )
    except IntegrityError:
        return mine.get()
    event = ThingReported(
        report_id=made.pk, subject=subject, comment_id=comment.pk if comment else 0, rule=rule.number
    )
    audit.record(event, actor=reporter.pk, at=at)
    return made
