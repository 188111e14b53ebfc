"""What may still change after the lock, in public and with a reason: dates that have not come, and texts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.exercise import ForumAmended
from tequio.participation.forums.models import Amendment, Forum, ForumPhase
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services.calendar import demand_calendar
from tequio.participation.forums.services.errors import (
    ForumIncomplete,
    NothingToAmend,
    PhasesDoNotFit,
    ReasonMissing,
)
from tequio.participation.forums.services.locks import locked_row
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind

# The texts that may be corrected, and how people call them.
TEXTS = {
    "name": _("Nombre"),
    "summary": _("Resumen"),
    "text": _("Para qué es"),
    "privacy": _("Aviso de privacidad"),
}

Change = list[str]  # what, before, after: as people read it


@transaction.atomic
def amend(
    *,
    forum: Forum,
    reason: str,
    at: datetime,
    phases: Mapping[str, tuple[datetime, datetime]] | None = None,
    texts: Mapping[str, str] | None = None,
    actor: int | None = None,
) -> Amendment:
    """Publish a change of dates or texts of a published exercise, whatever has opened.

    Cases FOR-6 to FOR-8 of docs/rules/forums.md: what has opened or closed stays as it was, an open phase only
    gets longer, and no date moves into the past.

    Args:
        forum: a published one.
        reason: why, as people will read it.
        at: now.
        phases: the new opening and closing of each phase that is given, by kind; one that was not on the
            calendar is added.
        texts: new texts by their name in ``TEXTS``.
        actor: the id of the person who does it.

    Raises:
        ReasonMissing: without a reason.
        ForumIncomplete: if it is not published, or would be left without a name or a summary.
        PhasesDoNotFit: if the dates contradict each other, or would change what already happened.
        NothingToAmend: if everything stays as it was.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: se publica junto con el cambio."))
    forum = locked_row(forum)
    if forum.published_at is None:
        raise ForumIncomplete(_("Este foro no se ha publicado: cambie sus partes directamente."))
    changes = [*_set_phases(forum, phases or {}, at=at), *_set_texts(forum, texts or {})]
    if not changes:
        raise NothingToAmend(_("No cambió nada: todo queda como estaba."))
    row = Amendment.objects.create(forum=forum, at=at, reason=reason.strip(), changes=changes)
    audit.record(ForumAmended(forum_id=forum.pk, amendment_id=row.pk, reason=row.reason), actor=actor)
    return row


def _set_phases(
    forum: Forum, wanted: Mapping[str, tuple[datetime, datetime]], *, at: datetime
) -> Iterator[Change]:
    before = {p.kind: p for p in queries.phases(forum)}
    after = {kind: flow.Phase(kind, opens, closes) for kind, (opens, closes) in wanted.items()}
    moved = {kind: phase for kind, phase in after.items() if before.get(kind) != phase}
    if not moved:
        return
    for kind, phase in moved.items():
        _demand_future(before.get(kind), phase, at=at)
    demand_calendar(list((before | moved).values()))
    for kind, phase in moved.items():
        ForumPhase.objects.update_or_create(
            forum=forum, kind=kind, defaults={"opens": phase.opens, "closes": phase.closes}
        )
        old = before.get(kind)
        yield [str(PHASE_LABELS[PhaseKind(kind)]), _span(old) if old else "", _span(phase)]


def _demand_future(before: flow.Phase | None, after: flow.Phase, *, at: datetime) -> None:
    if before is None:
        if after.opens <= at:
            raise PhasesDoNotFit(_("Una etapa nueva abre después de ahora."))
        return
    if flow.rewrites_the_past(before, after, at=at):
        raise PhasesDoNotFit(_("Lo que ya abrió o cerró no se mueve: cambie solo fechas que aún no llegan."))
    if before.moment(at) is flow.Moment.OPEN and after.closes < before.closes:
        raise PhasesDoNotFit(_("Una etapa abierta solo se alarga: la gente ya cuenta con esa fecha."))


def _set_texts(forum: Forum, wanted: Mapping[str, str]) -> Iterator[Change]:
    moved = {name: wanted[name].strip() for name in TEXTS if name in wanted}
    moved = {name: text for name, text in moved.items() if text != getattr(forum, name)}
    if not moved:
        return
    if not all(moved.get(name, "-") for name in ("name", "summary", "privacy")):
        raise ForumIncomplete(_("El nombre, el resumen y el aviso de privacidad no pueden quedar vacíos."))
    before = {name: getattr(forum, name) for name in moved}
    Forum.objects.filter(pk=forum.pk).update(**moved)
    for name, text in moved.items():
        yield [str(TEXTS[name]), before[name], text]


def _span(phase: flow.Phase) -> str:
    values = {"opens": queries.said(phase.opens), "closes": queries.last_moment(phase.closes)}
    return said("del %(opens)s al %(closes)s") % values
