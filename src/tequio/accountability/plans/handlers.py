"""What follows when decisions are published: the annex is made anew, and each author is told."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accountability.plans import services
from tequio.accountability.plans.events import DecisionsPublished
from tequio.accountability.plans.models import Decision
from tequio.accountability.plans.types import OUTCOME_LABELS
from tequio.core import alignment
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Kind, Letter, key, register
from tequio.participation.forums.events.voices import (
    ContributionHidden,
    ContributionShown,
    ContributionWithdrawn,
)
from tequio.participation.forums.models import Assignment
from tequio.participation.forums.services import analysis as forums
from tequio.participation.forums.services import contacts

register(
    Kind(
        code="plans.decided",
        label=_("Se decide dónde terminó su aportación"),
        audience=Audience.AUTHOR,
        subject=_("Su aportación {folio}: {estado}"),
        body=_(
            "Usted aportó «{titulo}». En el plan «{plan}» quedó así: {estado}.\n\n{razon}\n\n"
            "En la página de su aportación está la línea de acción y la página del plan."
        ),
        samples={
            "folio": "F-00-0042",
            "titulo": _("Árboles para el andador"),
            "plan": _("Plan municipal de desarrollo"),
            "estado": _("Incorporada"),
            "razon": _("Se plantarán 400 árboles en andadores y camellones."),
        },
        transactional=True,
    )
)


@on(DecisionsPublished)
def make_the_annex(event: DecisionsPublished) -> None:
    services.keep_annex(plan_id=event.plan_id)


@on(ContributionHidden)
def leave_out_what_was_hidden(event: ContributionHidden) -> None:
    _make_anew(event.contribution_id)


@on(ContributionShown)
def take_in_what_is_shown_again(event: ContributionShown) -> None:
    _make_anew(event.contribution_id)


@on(ContributionWithdrawn)
def leave_out_what_was_withdrawn(event: ContributionWithdrawn) -> None:
    _make_anew(event.contribution_id)


def _make_anew(contribution_id: int) -> None:
    """Make the annexes anew that tell of a voice which may no longer be seen, or may be again."""
    cells = Decision.objects.standing().filter(contribution=contribution_id)
    for plan_id in sorted(set(cells.values_list("plan_id", flat=True))):
        services.keep_annex(plan_id=plan_id, anew=True)


@on(DecisionsPublished)
def tell_the_authors(event: DecisionsPublished) -> None:
    """Tell each author once how their voice ended, and why; those of voices joined to it are told too."""
    notices.notify_all(kind="plans.decided", letters=list(_letters(event)))
    for found in _cells(event).values():
        voice = found[0].contribution
        for one in (voice, *voice.merged.select_related("forum")):
            contacts.write_to_contact(
                voice=one, about=_told_once(event, found), said=_answer(found), at=timezone.now()
            )


def _told_once(event: DecisionsPublished, cells: list[Decision]) -> str:
    return f"decided:{cells[0].plan_id}:{cells[0].contribution_id}:{event.at}"


@on(DecisionsPublished)
def answer_the_duties(event: DecisionsPublished) -> None:
    """Let the decision be the answer of the offices that still owed one to these voices."""
    cells = _cells(event)
    owed = Assignment.objects.filter(
        contribution__in=cells, ended_at__isnull=True, answered_at__isnull=True
    ).order_by("pk")
    for duty in owed:
        found = cells[duty.contribution_id]
        if found[0].decided_by_id is not None:
            forums.answer(
                assignments=[duty],
                text=_answer(found),
                at=datetime.fromisoformat(event.at),
                actor=found[0].decided_by_id,
            )


def _answer(cells: list[Decision]) -> str:
    """Return what was decided, as an answer in public."""
    state = OUTCOME_LABELS[alignment.outcome(cell.state for cell in cells)]
    lines = "; ".join(str(cell.element) for cell in cells if cell.element)
    said = f"{cells[0].plan.name}: {state}."
    return f"{said} {lines}.\n\n{cells[0].reason}" if lines else f"{said}\n\n{cells[0].reason}"


def _cells(event: DecisionsPublished) -> dict[int, list[Decision]]:
    """Return the cells that were published by an act, by voice."""
    cells = Decision.objects.filter(plan=event.plan_id, published_at=datetime.fromisoformat(event.at))
    cells = cells.select_related("plan", "element", "contribution__forum").prefetch_related(
        "contribution__merged"
    )
    by_voice: dict[int, list[Decision]] = {}
    for cell in cells.order_by("element__position", "pk"):
        by_voice.setdefault(cell.contribution_id, []).append(cell)
    return by_voice


def _letters(event: DecisionsPublished) -> Iterator[Letter]:
    for found in _cells(event).values():
        voice = found[0].contribution
        people = {one.author_id for one in (voice, *voice.merged.all()) if one.author_id}
        if people:
            yield Letter(
                recipients=sorted(people),
                subject_key=key("voice", voice.pk),
                event_key=_told_once(event, found),
                context={
                    "folio": voice.folio or "",
                    "titulo": voice.title,
                    "plan": found[0].plan.name,
                    "estado": OUTCOME_LABELS[alignment.outcome(cell.state for cell in found)],
                    "razon": found[0].reason,
                    "enlace": reverse("forums:voice", args=[voice.forum.slug, voice.folio]) + "#plan",
                },
            )
