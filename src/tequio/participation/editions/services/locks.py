"""The lock of the rules: what every change goes through."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries
from tequio.participation.editions.events import RulesChanged
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import rulebook
from tequio.participation.editions.services.errors import RulesLocked
from tequio.participation.editions.services.seals import demand_unsealed


def unlocked(edition: Edition, *, at: datetime | None) -> Edition:
    """Return the edition, locked in the database against others' changes, or refuse.

    ``at`` may be None only while the edition is not published.

    Raises:
        EditionSealed: if somebody has voted.
        RulesLocked: if its first phase has opened.
    """
    found = Edition.objects.select_for_update(of=("self",)).select_related("territory").get(pk=edition.pk)
    demand_unsealed(found)
    if found.published_at and (at is None or queries.is_locked(found, at)):
        raise RulesLocked(
            _(
                "Las reglas de esta edición quedaron fijas cuando abrió su primera etapa. "
                "Ya no se pueden cambiar; las fechas sí se pueden mover, con un motivo público."
            )
        )
    return found


def changed(edition: Edition, what: str, *, at: datetime | None, actor: int | None) -> None:
    """Note the change and, where the convocatoria is already public, write it anew."""
    if edition.published_at and at:
        rulebook.amend(edition, at=at)
    audit.record(RulesChanged(edition_id=edition.pk, what=what), actor=actor)


@contextmanager
def rescheduling() -> Iterator[None]:
    """Let this transaction amend phases and places to take part past the trigger that locks the rules."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL tequio.reschedule = 'on'")
        yield
        cursor.execute("SET LOCAL tequio.reschedule = 'off'")
