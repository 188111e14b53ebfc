"""Whom the analysis tells of what: offices of their duties, authors and followers of what became of a voice."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Cadence, Kind, key, register
from tequio.foundation.web.templatetags.tequio import day_long
from tequio.participation.forums.events.analysis import (
    DutyDueSoon,
    DutyOverdue,
    MergerUndone,
    VoiceAnswered,
    VoiceAssigned,
    VoicesMerged,
)
from tequio.participation.forums.models import Answer, Assignment, Contribution, Merger
from tequio.participation.forums.services import contacts

_NAMED = {"titulo": _("Médico también por las tardes"), "folio": "V00-0042"}
_DUTY = {"area": _("Servicios Públicos"), "fecha": _("viernes 22")}
_day = lazy(day_long, str)

register(
    Kind(
        code="forums.duty",
        label=_("Le toca responder a su área"),
        audience=Audience.STAFF,
        subject=_("Por responder: {folio}, {titulo}"),
        body=_("{area} debe responder la aportación {folio}, «{titulo}». Tiene hasta el {fecha}."),
        samples=_NAMED | _DUTY,
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="forums.duty_soon",
        label=_("Está por vencer una respuesta"),
        audience=Audience.STAFF,
        subject=_("Vence pronto: {folio}"),
        body=_("{area} tiene hasta el {fecha} para responder la aportación {folio}, «{titulo}»."),
        samples=_NAMED | _DUTY,
    ),
    Kind(
        code="forums.duty_overdue",
        label=_("Venció una respuesta"),
        audience=Audience.STAFF,
        subject=_("Venció: {folio}"),
        body=_("{area} debía responder la aportación {folio}, «{titulo}», a más tardar el {fecha}."),
        samples=_NAMED | _DUTY,
    ),
    Kind(
        code="forums.assigned",
        label=_("Su aportación se turnó a una dependencia"),
        audience=Audience.AUTHOR,
        subject=_("Su aportación {folio} tiene quién la responda"),
        body=_("{area} debe responder su aportación «{titulo}» a más tardar el {fecha}. Le avisaremos."),
        samples=_NAMED | _DUTY,
    ),
    Kind(
        code="forums.answered",
        label=_("Responden su aportación"),
        audience=Audience.AUTHOR,
        subject=_("Respuesta a su aportación {folio}"),
        body=_("{area} respondió su aportación «{titulo}»:\n\n{respuesta}"),
        samples=_NAMED | {"area": _DUTY["area"], "respuesta": _("Habrá médico por las tardes desde enero.")},
        transactional=True,
    ),
    Kind(
        code="forums.answer",
        label=_("Responden una aportación que sigue"),
        audience=Audience.FOLLOWER,
        subject=_("Respuesta a {folio}"),
        body=_("{area} respondió la aportación «{titulo}»."),
        samples=_NAMED | {"area": _DUTY["area"]},
    ),
    Kind(
        code="forums.merged",
        label=_("Su aportación se unió a otra que pide lo mismo"),
        audience=Audience.AUTHOR,
        subject=_("{folio} se unió a {otra}"),
        body=_(
            "La aportación {folio}, «{titulo}», se unió a {otra}, «{otro_titulo}», porque piden lo mismo."
            " Las dos se siguen viendo, sus votos se cuentan juntos y la respuesta vale para las dos.\n\n"
            "Motivo: {motivo}"
        ),
        samples=_NAMED
        | {
            "otra": "V00-0017",
            "otro_titulo": _("Centro de salud con doctor diario"),
            "motivo": _("las dos piden médico por las tardes"),
        },
        transactional=True,
    ),
    Kind(
        code="forums.unmerged",
        label=_("Su aportación ya no está unida a otra"),
        audience=Audience.AUTHOR,
        subject=_("{folio} ya no está unida a {otra}"),
        body=_("La aportación {folio}, «{titulo}», vuelve a estar por sí misma, con sus propios votos."),
        samples=_NAMED | {"otra": "V00-0017"},
        transactional=True,
    ),
)


@on(VoiceAssigned)
def tell_of_the_duty(event: VoiceAssigned) -> None:
    """Tell the liaisons of the office, and the author who answers and by when."""
    one = _duty(event.assignment_id)
    if one is None or one.answered_at:
        return
    facts = _facts(one)
    services.notify(
        kind="forums.duty",
        recipients=accounts.staff_of(one.office_id, Permission.ANSWER_VOICES),
        subject_key=key("voice", one.contribution_id),
        context=facts | {"enlace": reverse("forums:duty", args=[one.pk])},
        event_key=f"duty:{one.pk}",
    )
    if one.contribution.author_id:
        services.notify(
            kind="forums.assigned",
            recipients=[one.contribution.author_id],
            subject_key=key("voice", one.contribution_id),
            context=facts | {"enlace": _page(one.contribution)},
            event_key=f"duty:{one.pk}",
        )


@on(DutyDueSoon)
def tell_it_falls_due(event: DutyDueSoon) -> None:
    """Tell the liaisons of the office, unless it was answered meanwhile."""
    _remind(event.assignment_id, "forums.duty_soon", event.due_on)


@on(DutyOverdue)
def tell_it_is_overdue(event: DutyOverdue) -> None:
    """Tell the liaisons of the office and the coordination, unless it was answered meanwhile."""
    coordination = {person.pk for person in accounts.staff_with(Permission.ANALYSE_VOICES)}
    _remind(event.assignment_id, "forums.duty_overdue", event.due_on, also=coordination)


def _remind(pk: int, kind: str, due_on: str, also: set[int] | None = None) -> None:
    one = _duty(pk)
    if one is None or one.answered_at:
        return
    services.notify(
        kind=kind,
        recipients=accounts.staff_of(one.office_id, Permission.ANSWER_VOICES) | (also or set()),
        subject_key=key("voice", one.contribution_id),
        context=_facts(one) | {"enlace": reverse("forums:duty", args=[one.pk])},
        event_key=f"duty:{one.pk}:{due_on}",
    )


@on(VoiceAnswered)
def tell_the_answer(event: VoiceAnswered) -> None:
    """Tell the author, the authors of what was merged into the voice, and who follows it."""
    said = Answer.objects.select_related("assignment__office").filter(pk=event.answer_id).first()
    if said is None:
        return
    voices = Contribution.objects.select_related("forum").filter(hidden_at__isnull=True)
    told = voices.filter(pk=event.contribution_id) | voices.filter(merged_into=event.contribution_id)
    for voice in told.order_by("pk"):
        subject_key, office = key("voice", voice.pk), said.assignment.office.name
        named = {"titulo": voice.title, "folio": voice.folio or "", "area": office, "enlace": _page(voice)}
        author = {voice.author_id} if voice.author_id else set()
        told_once = f"answer:{said.pk}"
        services.notify(
            kind="forums.answered",
            recipients=author,
            subject_key=subject_key,
            context=named | {"respuesta": said.text},
            event_key=told_once,
        )
        services.notify(
            kind="forums.answer",
            recipients=messaging.followers(subject_key) - author,
            subject_key=subject_key,
            context=named,
            event_key=told_once,
        )
        words = _("%(area)s respondió:\n\n%(respuesta)s") % {"area": office, "respuesta": said.text}
        contacts.write_to_contact(voice=voice, about=told_once, said=words, at=timezone.now())


@on(VoicesMerged)
def tell_of_the_merger(event: VoicesMerged) -> None:
    """Tell both authors, with the reason."""
    merger = (
        Merger.objects.select_related("contribution__forum", "into__forum").filter(pk=event.merger_id).first()
    )
    if merger is None or merger.undone_at:
        return
    services.notify(
        kind="forums.merged",
        recipients=_authors(merger),
        subject_key=key("voice", merger.contribution_id),
        context={
            "titulo": merger.contribution.title,
            "folio": merger.contribution.folio or "",
            "otra": merger.into.folio or "",
            "otro_titulo": merger.into.title,
            "motivo": merger.reason,
            "enlace": _page(merger.into),
        },
        event_key=f"merger:{merger.pk}",
    )


@on(MergerUndone)
def tell_it_was_undone(event: MergerUndone) -> None:
    """Tell both authors."""
    merger = Merger.objects.select_related("contribution__forum", "into").filter(pk=event.merger_id).first()
    if merger is None:
        return
    services.notify(
        kind="forums.unmerged",
        recipients=_authors(merger),
        subject_key=key("voice", merger.contribution_id),
        context={
            "titulo": merger.contribution.title,
            "folio": merger.contribution.folio or "",
            "otra": merger.into.folio or "",
            "enlace": _page(merger.contribution),
        },
        event_key=f"merger:{merger.pk}",
    )


def _authors(merger: Merger) -> list[int]:
    return [pk for pk in {merger.contribution.author_id, merger.into.author_id} if pk is not None]


def _duty(pk: int) -> Assignment | None:
    found = Assignment.objects.standing().select_related("contribution__forum", "office")
    return found.filter(pk=pk).first()


def _facts(one: Assignment) -> dict[str, object]:
    return {
        "titulo": one.contribution.title,
        "folio": one.contribution.folio or "",
        "area": one.office.name,
        "fecha": _day(one.due_on),
    }


def _page(voice: Contribution) -> str:
    return reverse("forums:voice", args=[voice.forum.slug, voice.folio])
