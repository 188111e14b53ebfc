"""What follows from the events of a discussion and of its people: whom it tells of what, whom it forgets."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import LINK, Audience, Cadence, Kind, register
from tequio.participation.discussion import queries
from tequio.participation.discussion.events import (
    AppealDecided,
    CommentApproved,
    CommentHidden,
    CommentPosted,
    CommentRestored,
)
from tequio.participation.discussion.models import Comment, Decision
from tequio.participation.discussion.services import people
from tequio.participation.discussion.types import CommentState

_NAMED = {"asunto": _("Árboles para el andador")}

register(
    Kind(
        code="discussion.hidden",
        label=_("Moderación ocultó su comentario"),
        audience=Audience.AUTHOR,
        subject=_("Su comentario sobre «{asunto}» dejó de verse en público"),
        body=_(
            "Moderación ocultó su comentario por la regla {regla}.\n\nMotivo: {motivo}\n\n"
            "Si no está de acuerdo, puede inconformarse una vez. Responde otra persona."
        ),
        samples=_NAMED | {"regla": _("2. No se publican datos personales"), "motivo": _("incluye un teléfono")},
        transactional=True,
    ),
    Kind(
        code="discussion.restored",
        label=_("Su comentario vuelve a verse"),
        audience=Audience.AUTHOR,
        subject=_("Su comentario sobre «{asunto}» vuelve a verse"),
        body=_("Moderación revisó otra vez su comentario sobre «{asunto}» y ya se ve en público."),
        samples=_NAMED,
        transactional=True,
    ),
    Kind(
        code="discussion.answered",
        label=_("Respuesta a su inconformidad con moderación"),
        audience=Audience.AUTHOR,
        subject=_("Respuesta a su inconformidad sobre «{asunto}»"),
        body=_("Otra persona de moderación revisó la decisión. {resultado}.\n\n{respuesta}"),
        samples=_NAMED | {"resultado": _("Se le dio la razón"), "respuesta": _("El texto habla de la idea.")},
        transactional=True,
    ),
    Kind(
        code="discussion.commented",
        label=_("Comentarios a lo que usted propuso"),
        audience=Audience.AUTHOR,
        subject=_("Comentaron «{asunto}»"),
        body=_("{nombre} comentó «{asunto}»."),
        samples=_NAMED | {"nombre": _("Una persona")},
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="discussion.replied",
        label=_("Respuestas a sus comentarios"),
        audience=Audience.AUTHOR,
        subject=_("Le respondieron sobre «{asunto}»"),
        body=_("{nombre} respondió a su comentario sobre «{asunto}»."),
        samples=_NAMED | {"nombre": _("Una persona")},
        cadence=Cadence.DAILY,
    ),
)


@on(CommentHidden)
def tell_it_was_hidden(event: CommentHidden) -> None:
    """Tell its author by which rule and why, and where to disagree."""
    decision = queries.decision(event.decision_id)
    if decision is None or decision.comment is None:
        return
    values = {"regla": str(decision.rule), "motivo": decision.reason}
    _tell(decision.comment, "discussion.hidden", _to_decision(decision), f"hidden:{decision.pk}", values)


@on(CommentRestored)
def tell_it_is_back(event: CommentRestored) -> None:
    """Tell its author; where they appealed, the answer says it."""
    decision = queries.decision(event.decision_id)
    if decision is None or decision.comment is None or hasattr(decision, "appeal"):
        return
    place = reverse("discussion:permalink", args=[decision.comment.pk])
    _tell(decision.comment, "discussion.restored", place, f"restored:{decision.pk}", {})


@on(AppealDecided)
def tell_the_answer(event: AppealDecided) -> None:
    """Tell whoever appealed what was answered."""
    appeal = queries.appeal(event.appeal_id)
    if appeal is None or appeal.author_id is None:
        return
    services.notify(
        kind="discussion.answered",
        recipients=[appeal.author_id],
        subject_key=appeal.decision.subject,
        context={
            "asunto": _title(appeal.decision.subject),
            "resultado": appeal.get_state_display(),
            "respuesta": appeal.answer,
            LINK: _to_decision(appeal.decision),
        },
        event_key=f"discussion-answered:{appeal.pk}",
    )


@on(CommentPosted)
def tell_of_a_comment(event: CommentPosted) -> None:
    """Tell whoever is answered, or made the proposal; of one that waits, once it is in view."""
    _tell_who_is_spoken_to(event.comment_id)


@on(CommentApproved)
def tell_of_an_approved_comment(event: CommentApproved) -> None:
    """Tell the same once a moderator has read it."""
    _tell_who_is_spoken_to(event.comment_id)


def _tell_who_is_spoken_to(comment_id: int) -> None:
    comment = queries.comment(comment_id)
    if comment is None or comment.state != CommentState.VISIBLE:
        return
    subject = queries.subject(comment.subject, timezone.now())
    if subject is None or not subject.public:
        return
    answered = comment.parent.author_id if comment.parent else None
    letters: tuple[tuple[str, int | None], ...] = (
        ("discussion.replied", answered),
        ("discussion.commented", None if subject.author_id == answered else subject.author_id),
    )
    for kind, person in letters:
        if person is not None and person != comment.author_id:
            services.notify(
                kind=kind,
                recipients=[person],
                subject_key=comment.subject,
                context={
                    "asunto": subject.title,
                    "nombre": comment.author_name or _("Una persona"),
                    LINK: reverse("discussion:permalink", args=[comment.pk]),
                },
                event_key=_event_key(comment.pk),
            )


def _event_key(comment_id: int) -> str:
    return f"discussion-comment:{comment_id}"


def _tell(comment: Comment, kind: str, link: str, event_key: str, values: dict[str, str]) -> None:
    if comment.author_id is None:
        return
    services.notify(
        kind=kind,
        recipients=[comment.author_id],
        subject_key=comment.subject,
        context={"asunto": _title(comment.subject), LINK: link, **values},
        event_key=f"discussion-{event_key}",
    )


def _title(key: str) -> str:
    found = queries.subject(key, timezone.now())
    return found.title if found else key


def _to_decision(decision: Decision) -> str:
    return reverse("discussion:appeal", args=[decision.pk])


@on(PersonErased)
def forget_the_author(event: PersonErased) -> None:
    """Take an erased person's name off what they said, and off what others were told of it."""
    said = Comment.objects.filter(author=event.user_id).values_list("pk", flat=True)
    services.forget_told(event_keys=[_event_key(pk) for pk in said])
    people.forget_author(user_id=event.user_id)
