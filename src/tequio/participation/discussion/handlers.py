"""What whoever wrote a comment is told of moderation: the rule, the reason, until when they may disagree."""

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, register
from tequio.foundation.web.templatetags.tequio import day_long
from tequio.participation.discussion.events import AppealDecided, CommentHidden
from tequio.participation.discussion.models import Appeal, Decision

_day = lazy(day_long, str)

register(
    Kind(
        code="discussion.hidden",
        label=_("Moderación ocultó su comentario"),
        audience=Audience.AUTHOR,
        subject=_("Moderación ocultó su comentario"),
        body=_(
            "Su comentario dejó de verse por la regla {regla}.\n\nMotivo: {motivo}\n\n"
            "Si no está de acuerdo puede decirlo hasta el {fecha}. Lo revisará otra persona."
        ),
        samples={
            "regla": _("2. Sin datos de otras personas"),
            "motivo": _("trae un teléfono"),
            "fecha": _("viernes"),
        },
        transactional=True,
    ),
    Kind(
        code="discussion.appeal_decided",
        label=_("Respuesta a su inconformidad con moderación"),
        audience=Audience.AUTHOR,
        subject=_("Respuesta a su inconformidad con moderación"),
        body=_("Otra persona revisó la decisión. Su respuesta:\n\n{respuesta}"),
        samples={"respuesta": _("Tiene razón: su comentario vuelve a verse.")},
        transactional=True,
    ),
)


@on(CommentHidden)
def tell_it_was_hidden(event: CommentHidden) -> None:
    """Tell whoever wrote it, unless it is in view again."""
    found = Decision.objects.select_related("comment", "rule").filter(
        pk=event.decision_id, lifted_at__isnull=True
    )
    decision = found.first()
    if decision is None or decision.comment is None or decision.comment.author_id is None:
        return
    services.notify(
        kind="discussion.hidden",
        recipients=[decision.comment.author_id],
        subject_key=decision.subject,
        context={
            "regla": str(decision.rule) if decision.rule else str(event.rule),
            "motivo": decision.reason,
            "fecha": _day(decision.appeal_until),
            "enlace": reverse("discussion:appeal", args=[decision.pk]),
        },
        event_key=f"comment-hidden:{decision.pk}",
    )


@on(AppealDecided)
def tell_the_answer(event: AppealDecided) -> None:
    """Tell whoever disagreed what was answered."""
    appeal = Appeal.objects.filter(pk=event.appeal_id, decided_at__isnull=False).first()
    if appeal is None or appeal.author_id is None:
        return
    services.notify(
        kind="discussion.appeal_decided",
        recipients=[appeal.author_id],
        subject_key=event.subject,
        context={"respuesta": appeal.answer, "enlace": reverse("discussion:appeal", args=[event.decision_id])},
        event_key=f"appeal-decided:{appeal.pk}",
    )
