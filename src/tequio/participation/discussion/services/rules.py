"""The rules of the house: written, worded again, retired. No earlier wording is lost."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.discussion import queries
from tequio.participation.discussion.events import HouseRuleRetired, HouseRuleWritten
from tequio.participation.discussion.models import HouseRule
from tequio.participation.discussion.services import texts
from tequio.participation.discussion.services.errors import NothingThere
from tequio.participation.discussion.types import TEXT_MAX

TITLE_MAX = 120


@transaction.atomic
def write_rule(
    *, title: str, text: str, at: datetime, number: int | None = None, actor: int | None = None
) -> HouseRule:
    """Write a new rule, or (with ``number``) a new wording of one, in force from ``at``.

    What was decided by an earlier wording keeps pointing to it. The same words again change nothing.

    Raises:
        NothingThere: if no rule in force has the number.
        BadText: the title or the text.
    """
    _one_at_a_time()
    values = {"title": texts.clean(title, most=TITLE_MAX), "text": texts.clean(text, most=TEXT_MAX)}
    if number is None:
        number = (HouseRule.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    else:
        now = _in_force(number)
        if (now.title, now.text) == (values["title"], values["text"]):
            return now
    rule = HouseRule.objects.create(number=number, since=at, **values)
    audit.record(HouseRuleWritten(number=number, rule_id=rule.pk), actor=actor, at=at)
    return rule


@transaction.atomic
def retire_rule(*, number: int, at: datetime, actor: int | None = None) -> None:
    """Take a rule out of force. Its number is not given again.

    Raises:
        NothingThere: if no rule in force has the number.
    """
    _one_at_a_time()
    now = _in_force(number)
    last = HouseRule.objects.create(number=number, since=at, title=now.title, text=now.text, retired=True)
    audit.record(HouseRuleRetired(number=number, rule_id=last.pk), actor=actor, at=at)


def _in_force(number: int) -> HouseRule:
    found = queries.rule(number)
    if found is None:
        raise NothingThere(_("No hay una regla vigente con ese número."))
    return found


def _one_at_a_time() -> None:
    """Make two people who write rules at once wait for each other: numbers follow without gaps."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE discussion_houserule IN SHARE ROW EXCLUSIVE MODE")
