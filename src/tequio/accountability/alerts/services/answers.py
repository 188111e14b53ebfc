"""What an office says in public of a flag."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.alerts.events import FlagAnswered
from tequio.accountability.alerts.models import Answer, Flag
from tequio.core.redflags import State
from tequio.foundation.audit import services as audit
from tequio.foundation.web.errors import DomainError

LONGEST = 2_000  # characters


class AnswerRefused(DomainError):
    """There is nothing to answer, or nothing is said."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


@transaction.atomic
def answer_flag(*, flag_id: int, text: str, at: datetime, actor: int | None = None) -> Answer:
    """Publish what the office says of a flag. It is never changed; a later answer stands before it (FLAG-53).

    Args:
        flag_id: the flag.
        text: what is said.
        at: now.
        actor: who says it, for the office; their name is not published.

    Raises:
        AnswerRefused: if the flag is not raised, or the text is empty or too long.
    """
    flag = Flag.objects.select_for_update().get(pk=flag_id)
    if flag.state != State.RAISED:
        raise AnswerRefused(_("Esta alerta ya no está encendida: no hace falta responderla."))
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise AnswerRefused(_("Escriba una respuesta de hasta 2,000 letras."))
    answer = Answer.objects.create(
        flag=flag, text=said, office_id=flag.office_id, answered_by_id=actor, answered_at=at
    )
    audit.record(FlagAnswered(flag_id=flag.pk, code=flag.code, office_id=flag.office_id), actor=actor, at=at)
    return answer
