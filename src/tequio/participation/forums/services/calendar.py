"""The calendar of an exercise, and the refusal of what comes before or after its phase."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.participation.forums.models import Forum, ForumPhase
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services.errors import PhaseClosed, PhasesDoNotFit
from tequio.participation.forums.services.locks import changed, unlocked
from tequio.participation.forums.types import MAY_OVERLAP, PHASE_LABELS, PhaseKind


@transaction.atomic
def add_phase(
    *,
    forum: Forum,
    kind: str,
    opens: datetime,
    closes: datetime,
    text: str = "",
    at: datetime | None = None,
    actor: int | None = None,
) -> ForumPhase:
    """Put a phase on the calendar, or change its dates while the rules are open.

    Args:
        forum: whose calendar.
        kind: a PhaseKind.
        opens: the first instant, included.
        closes: the first instant after it, not included.
        text: what people should know of it.
        at: now; needed once the exercise is published.
        actor: the id of the person who does it.

    Raises:
        PhasesDoNotFit: if it closes before it opens, or overlaps a phase that must not run at the same time.
        RulesLocked: if the first phase of the published exercise has opened.
    """
    forum = unlocked(forum, at=at)
    others = [p for p in queries.phases(forum) if p.kind != kind]
    demand_calendar([*others, flow.Phase(kind, opens, closes)])
    phase, _created = ForumPhase.objects.update_or_create(
        forum=forum, kind=kind, defaults={"opens": opens, "closes": closes, "text": text}
    )
    changed(forum, "phases", actor=actor)
    return phase


@transaction.atomic
def set_calendar(
    *,
    forum: Forum,
    phases: Sequence[tuple[str, datetime, datetime]],
    at: datetime | None = None,
    texts: Mapping[str, str] | None = None,
    actor: int | None = None,
) -> None:
    """Replace the whole calendar: each phase as kind, opening and closing. All or nothing.

    Args:
        forum: whose calendar.
        phases: kind, opening (included) and closing (not included) of each.
        at: now; needed once the exercise is published.
        texts: what people should know of each phase, by kind; a phase that is not here keeps its text.
        actor: the id of the person who does it.

    Raises:
        PhasesDoNotFit: if dates contradict each other.
        RulesLocked: if the first phase of the published exercise has opened.
    """
    forum = unlocked(forum, at=at)
    calendar = [flow.Phase(kind, opens, closes) for kind, opens, closes in phases]
    demand_calendar(calendar)
    words = dict(forum.phases.values_list("kind", "text")) | dict(texts or {})
    forum.phases.all().delete()
    ForumPhase.objects.bulk_create(
        ForumPhase(forum=forum, kind=p.kind, opens=p.opens, closes=p.closes, text=words.get(p.kind, ""))
        for p in calendar
    )
    changed(forum, "phases", actor=actor)


def demand_open(forum: Forum, kind: PhaseKind, *, at: datetime) -> None:
    """Refuse whoever comes outside the phase, saying when it opened or closed.

    Raises:
        PhaseClosed: if no phase of this kind is open at ``at``, or the exercise is not published.
    """
    if queries.is_open(forum, kind, at):
        return
    label = PHASE_LABELS[kind]
    phase = queries.phase(forum, kind)
    if phase is None or forum.published_at is None:
        raise PhaseClosed(_("«%(phase)s» no está abierta en este foro.") % {"phase": label})
    if phase.moment(at) is flow.Moment.BEFORE:
        values = {"phase": label, "when": queries.said(phase.opens)}
        raise PhaseClosed(_("«%(phase)s» abre el %(when)s.") % values)
    values = {"phase": label, "when": queries.last_moment(phase.closes)}
    raise PhaseClosed(_("«%(phase)s» cerró el %(when)s.") % values)


def demand_calendar(phases: Sequence[flow.Phase]) -> None:
    """Refuse dates that contradict each other.

    Raises:
        PhasesDoNotFit: if a phase closes before it opens, or two overlap that must follow each other.
    """
    for phase in phases:
        if phase.closes <= phase.opens:
            label = PHASE_LABELS[PhaseKind(phase.kind)]
            raise PhasesDoNotFit(
                _("«%(phase)s» cierra antes de abrir. Revise las dos fechas.") % {"phase": label}
            )
    for problem in flow.overlaps(phases, together=MAY_OVERLAP):
        first, second = PHASE_LABELS[PhaseKind(problem.first)], PHASE_LABELS[PhaseKind(problem.second)]
        raise PhasesDoNotFit(
            _("«%(second)s» abre antes de que cierre «%(first)s».") % {"first": first, "second": second}
        )
