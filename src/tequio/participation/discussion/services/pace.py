"""How fast one person may write and report. Counted in the rows themselves, under the lock of the person."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from tequio.participation.discussion.models import Comment, Report
from tequio.participation.discussion.services.errors import TooFast

# So many in so long: a conversation fits, a flood does not.
COMMENTS = ((5, timedelta(minutes=5)), (40, timedelta(days=1)))
REPORTS = ((10, timedelta(minutes=10)), (60, timedelta(days=1)))


def demand_for_comments(person_id: int, at: datetime) -> None:
    """Refuse one comment too many; those that were taken away count too.

    Raises:
        TooFast: with how many and in how long.
    """
    for most, span in COMMENTS:
        if Comment.objects.filter(author=person_id, created_at__gt=at - span).count() >= most:
            raise TooFast(
                _("Lleva %(most)s comentarios en poco tiempo. Lo que escribió sigue aquí: espere %(wait)s.")
                % {"most": most, "wait": _wait(span)}
            )


def demand_for_reports(person_id: int, at: datetime) -> None:
    """Refuse one report too many.

    Raises:
        TooFast: with how many and in how long.
    """
    for most, span in REPORTS:
        if Report.objects.filter(reporter=person_id, created_at__gt=at - span).count() >= most:
            raise TooFast(
                _("Lleva %(most)s reportes en poco tiempo. Gracias por avisar: espere %(wait)s.")
                % {"most": most, "wait": _wait(span)}
            )


def _wait(span: timedelta) -> object:
    return _("unos minutos") if span < timedelta(hours=1) else _("a mañana")
