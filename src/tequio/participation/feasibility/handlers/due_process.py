"""What authors, liaisons and the coordination are told of corrections, deadlines and appeals."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Cadence, Kind, key, register
from tequio.foundation.web.templatetags.tequio import day_long
from tequio.participation.feasibility.events import (
    AppealAnswered,
    AppealAssigned,
    AppealFiled,
    CorrectionAnswered,
    CorrectionAsked,
    ReviewDueSoon,
    ReviewEscalated,
    ReviewOverdue,
)
from tequio.participation.feasibility.models import Appeal, Observation, Review
from tequio.participation.feasibility.types import RULING_LABELS, Ruling
from tequio.participation.proposals.models import Proposal

_day = lazy(day_long, str)
_NAMED = {"titulo": _("Árboles para el andador"), "folio": "00-0042"}
_AREA = {"area": _("Servicios Públicos")}
_DATE = {"fecha": _("viernes 22")}

register(
    Kind(
        code="feasibility.correction_asked",
        label=_("Un área le pide corregir su propuesta"),
        audience=Audience.AUTHOR,
        subject=_("Le piden corregir su propuesta {folio}"),
        body=_(
            "{area} revisó «{titulo}» y le pide esto:\n\n{observacion}\n\nConteste a más tardar el {fecha}."
        ),
        samples=_NAMED | _AREA | _DATE | {"observacion": _("Diga entre qué calles.")},
        transactional=True,
    ),
    Kind(
        code="feasibility.correction_answered",
        label=_("Contestan una observación de su área"),
        audience=Audience.STAFF,
        subject=_("Contestaron su observación: {folio}"),
        body=_("Quien propuso «{titulo}» contestó la observación de {area}. Ya puede dictaminar."),
        samples=_NAMED | _AREA,
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="feasibility.due_soon",
        label=_("Un dictamen de su área vence pronto"),
        audience=Audience.STAFF,
        subject=_("Vence pronto: {folio}, {titulo}"),
        body=_("El dictamen de «{titulo}» vence el {fecha}."),
        samples=_NAMED | _DATE,
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="feasibility.overdue",
        label=_("Un dictamen de su área venció"),
        audience=Audience.STAFF,
        subject=_("Venció: {folio}, {titulo}"),
        body=_("El dictamen de «{titulo}» venció el {fecha}. Si no se contesta, pasa a la coordinación."),
        samples=_NAMED | _DATE,
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="feasibility.escalated",
        label=_("Un dictamen vencido pasa a la coordinación"),
        audience=Audience.STAFF,
        subject=_("Sin dictamen: {folio}, {titulo}"),
        body=_("{area} no dio su dictamen de «{titulo}», que venció el {fecha}."),
        samples=_NAMED | _AREA | _DATE,
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="feasibility.appeal_filed",
        label=_("Le toca contestar una inconformidad"),
        audience=Audience.STAFF,
        subject=_("Inconformidad por contestar: {folio}"),
        body=_("Quien propuso «{titulo}» no está conforme con su dictamen. Conteste a más tardar el {fecha}."),
        samples=_NAMED | _DATE,
    ),
    Kind(
        code="feasibility.appeal_answered",
        label=_("Respuesta a su inconformidad"),
        audience=Audience.AUTHOR,
        subject=_("Respuesta a su inconformidad: {folio}"),
        body=_("Sobre «{titulo}»: {resolucion}.\n\n{respuesta}"),
        samples=_NAMED | {"resolucion": RULING_LABELS[Ruling.UPHELD], "respuesta": _("El terreno es privado.")},
        transactional=True,
    ),
)


@on(CorrectionAsked)
def tell_what_to_mend(event: CorrectionAsked) -> None:
    """Tell the author what an office asks to mend, and until when."""
    found = Observation.objects.select_related("review__proposal", "review__office")
    asked = found.filter(pk=event.observation_id, answered_at__isnull=True).first()
    if asked is None:
        return
    proposal = asked.review.proposal
    _tell(
        "feasibility.correction_asked",
        [proposal.author_id],
        proposal,
        f"observation:{asked.pk}",
        area=asked.review.office.name,
        observacion=asked.text,
        fecha=_day(asked.last_day),
        enlace=reverse("feasibility:observation", args=[proposal.folio, asked.pk]),
    )


@on(CorrectionAnswered)
def tell_it_was_mended(event: CorrectionAnswered) -> None:
    """Tell the office that its observation was answered."""
    found = Observation.objects.select_related("review__proposal", "review__office")
    answered = found.filter(pk=event.observation_id, answered_at__isnull=False).first()
    if answered is not None:
        _tell_office(
            "feasibility.correction_answered",
            answered.review,
            f"observation-answered:{answered.pk}",
            area=answered.review.office.name,
        )


@on(ReviewDueSoon)
def tell_it_is_due(event: ReviewDueSoon) -> None:
    """Remind the office, unless it answered meanwhile or its date moved."""
    for review in _waiting(event):
        _tell_office(
            "feasibility.due_soon", review, f"due-soon:{review.pk}:{event.due}", fecha=_day(review.due)
        )


@on(ReviewOverdue)
def tell_it_is_overdue(event: ReviewOverdue) -> None:
    """Tell the office that its time is over."""
    for review in _waiting(event):
        _tell_office("feasibility.overdue", review, f"overdue:{review.pk}:{event.due}", fecha=_day(review.due))


@on(ReviewEscalated)
def tell_the_coordination(event: ReviewEscalated) -> None:
    """Tell the coordination which office has not answered."""
    for review in _waiting(event):
        _tell(
            "feasibility.escalated",
            accounts.staff_of(None, Permission.ASSIGN_REVIEWS),
            review.proposal,
            f"escalated:{review.pk}:{event.due}",
            area=review.office.name,
            fecha=_day(review.due),
            enlace=reverse("feasibility:opinion", args=[review.pk]),
        )


@on(AppealFiled)
def tell_of_the_appeal(event: AppealFiled) -> None:
    _tell_who_answers(event.appeal_id)


@on(AppealAssigned)
def tell_who_answers_now(event: AppealAssigned) -> None:
    _tell_who_answers(event.appeal_id)


@on(AppealAnswered)
def tell_the_ruling(event: AppealAnswered) -> None:
    """Tell the author how the appeal ended, with its reasons."""
    found = Appeal.objects.select_related("review__proposal").filter(pk=event.appeal_id, ruling__isnull=False)
    appeal = found.first()
    if appeal is None:
        return
    proposal = appeal.review.proposal
    _tell(
        "feasibility.appeal_answered",
        [appeal.author_id],
        proposal,
        f"appeal-answered:{appeal.pk}",
        resolucion=RULING_LABELS[Ruling(str(appeal.ruling))],
        respuesta=appeal.answer,
        enlace=reverse("feasibility:outcome", args=[proposal.folio]),
    )


def _tell_who_answers(appeal_id: int) -> None:
    """Tell whoever answers an appeal now, once for each: an office, or the coordination."""
    found = Appeal.objects.select_related("review__proposal").filter(pk=appeal_id, ruling__isnull=True)
    appeal = found.first()
    if appeal is None:
        return
    permission = Permission.GIVE_OPINION if appeal.office_id else Permission.PUBLISH_OPINIONS
    _tell(
        "feasibility.appeal_filed",
        accounts.staff_of(appeal.office_id, permission),
        appeal.review.proposal,
        f"appeal:{appeal.pk}:{appeal.office_id or 0}",
        fecha=_day(appeal.due),
        enlace=reverse("feasibility:appeal", args=[appeal.pk]),
    )


def _waiting(event: ReviewDueSoon | ReviewOverdue | ReviewEscalated) -> Iterable[Review]:
    """Return the review of an event, if it still waits for its office by the same date."""
    waiting = Review.objects.filter(pk=event.review_id, verdict__isnull=True, due=event.due)
    return waiting.select_related("proposal", "office")


def _tell_office(kind: str, review: Review, event_key: str, **values: Any) -> int:
    people = accounts.staff_of(review.office_id, Permission.GIVE_OPINION)
    page = reverse("feasibility:opinion", args=[review.pk])
    return _tell(kind, people, review.proposal, event_key, enlace=page, **values)


def _tell(kind: str, people: Iterable[int | None], proposal: Proposal, event_key: str, **values: Any) -> int:
    return services.notify(
        kind=kind,
        recipients=[pk for pk in people if pk is not None],
        subject_key=key("proposal", proposal.pk),
        context={"titulo": proposal.title, "folio": proposal.folio or "", **values},
        event_key=event_key,
    )
