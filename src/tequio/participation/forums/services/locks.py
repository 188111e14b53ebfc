"""The lock of the rules: what every change of an exercise goes through."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.exercise import ForumChanged
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services.errors import RulesLocked


def unlocked(forum: Forum, *, at: datetime | None) -> Forum:
    """Return the exercise, locked in the database against others' changes, or refuse.

    ``at`` may be None only while the exercise is not published.

    Raises:
        RulesLocked: if its first phase has opened.
    """
    found = locked_row(forum)
    if found.published_at and (at is None or queries.is_locked(found, at)):
        raise RulesLocked(
            _(
                "Las reglas de este foro quedaron fijas cuando abrió su primera etapa. "
                "Las fechas y los textos sí se pueden modificar, con un motivo público."
            )
        )
    return found


def locked_row(forum: Forum) -> Forum:
    """Return the exercise as it stands, locked in the database against others' changes."""
    return Forum.objects.select_for_update(of=("self",)).select_related("territory").get(pk=forum.pk)


def changed(forum: Forum, what: str, *, actor: int | None) -> None:
    """Note that a part of the exercise changed."""
    audit.record(ForumChanged(forum_id=forum.pk, what=what), actor=actor)
