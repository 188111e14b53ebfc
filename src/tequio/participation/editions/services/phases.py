"""The calendar of an edition, and the refusal of what comes before or after its phase."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries
from tequio.participation.editions.events import PhaseRescheduled
from tequio.participation.editions.models import Edition, Phase
from tequio.participation.editions.services import locks, rulebook
from tequio.participation.editions.services.errors import (
    PhaseClosed,
    PhasesDoNotFit,
    ReasonMissing,
    Suspended,
)
from tequio.participation.editions.services.locks import changed, unlocked
from tequio.participation.editions.services.seals import demand_unsealed, is_sealed
from tequio.participation.editions.types import MAY_OVERLAP, PHASE_LABELS, PhaseKind


@transaction.atomic
def add_phase(
    *,
    edition: Edition,
    kind: str,
    opens: datetime,
    closes: datetime,
    at: datetime | None = None,
    actor: int | None = None,
) -> Phase:
    """Put a phase on the calendar, or change its dates while the rules are open.

    Args:
        edition: whose calendar.
        kind: a PhaseKind.
        opens: the first instant, included.
        closes: the first instant after it, not included.
        at: now; needed once the edition is published.
        actor: the id of the person who does it.

    Raises:
        PhasesDoNotFit: if it closes before it opens, or overlaps a phase that must not run at the same time.
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    _demand_fit(edition, flow.Phase(kind, opens, closes))
    phase, _created = Phase.objects.update_or_create(
        edition=edition, kind=kind, defaults={"opens": opens, "closes": closes}
    )
    changed(edition, "phases", at=at, actor=actor)
    return phase


@transaction.atomic
def set_calendar(
    *,
    edition: Edition,
    phases: Sequence[tuple[str, datetime, datetime]],
    at: datetime,
    texts: Mapping[str, str] | None = None,
    actor: int | None = None,
) -> None:
    """Replace the whole calendar: each phase as kind, opening and closing. All or nothing.

    Args:
        edition: whose calendar.
        phases: kind, opening and closing of each.
        at: now.
        texts: what people should know of each phase, by kind; a phase that is not here keeps its text.
        actor: the id of the person who does it.

    Raises:
        PhasesDoNotFit: if dates contradict each other.
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    calendar = [flow.Phase(kind, opens, closes) for kind, opens, closes in phases]
    _demand_calendar(calendar)
    words = dict(edition.phases.values_list("kind", "text")) | dict(texts or {})
    edition.phases.all().delete()
    Phase.objects.bulk_create(
        Phase(edition=edition, kind=p.kind, opens=p.opens, closes=p.closes, text=words.get(p.kind, ""))
        for p in calendar
    )
    changed(edition, "phases", at=at, actor=actor)


@transaction.atomic
def reschedule_phase(
    *,
    edition: Edition,
    kind: str,
    opens: datetime,
    closes: datetime,
    reason: str,
    at: datetime,
    actor: int | None = None,
) -> Phase:
    """Move the dates of a phase of a published edition, with a public reason. Only what has not happened moves.

    Raises:
        ReasonMissing: without a reason.
        PhasesDoNotFit: if the dates contradict, or would change what already opened or closed.
        EditionSealed: if somebody has voted and it would end the voting earlier.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo del cambio: se publica junto con las fechas nuevas."))
    edition = Edition.objects.select_for_update(of=("self",)).select_related("territory").get(pk=edition.pk)
    phase = edition.phases.get(kind=kind)
    before = flow.Phase(kind, phase.opens, phase.closes)
    after = flow.Phase(kind, opens, closes)
    if is_sealed(edition.pk) and not _may_follow_a_vote(before, after):
        demand_unsealed(edition)
    if flow.rewrites_the_past(before, after, at=at):
        raise PhasesDoNotFit(_("Lo que ya abrió o cerró no se mueve: cambie solo fechas que aún no llegan."))
    _demand_fit(edition, after)
    phase.opens, phase.closes = opens, closes
    with locks.rescheduling():
        phase.save(update_fields=["opens", "closes"])
    rulebook.amend(edition, at=at, reason=reason)
    event = PhaseRescheduled(
        edition_id=edition.pk, phase=kind, opens=opens.isoformat(), closes=closes.isoformat(), reason=reason
    )
    audit.record(event, actor=actor)
    return phase


def _may_follow_a_vote(before: flow.Phase, after: flow.Phase) -> bool:
    """Return whether a date may still move once somebody has voted: the voting only gets longer.

    What comes after the voting may move, since a longer voting pushes it.
    """
    if before.kind == PhaseKind.VOTING:
        return after.opens == before.opens and after.closes >= before.closes
    return after.opens >= before.opens


def demand_open(edition: Edition, kind: PhaseKind, *, at: datetime) -> None:
    """Refuse whoever comes outside the phase, saying when it opened or closed.

    Raises:
        Suspended: if the edition stands still at ``at``.
        PhaseClosed: if no phase of this kind is open at ``at``, or the edition is not published.
    """
    if queries.is_open(edition, kind, at):
        return
    demand_not_suspended(edition, at=at)
    label = PHASE_LABELS[kind]
    phase = next((p for p in queries.phases(edition) if p.kind == kind), None)
    if phase is None or edition.published_at is None:
        raise PhaseClosed(_("«%(phase)s» no está abierta en esta edición.") % {"phase": label})
    if phase.moment(at) is flow.Moment.BEFORE:
        raise PhaseClosed(
            _("«%(phase)s» abre el %(when)s.") % {"phase": label, "when": queries.said(phase.opens)}
        )
    raise PhaseClosed(
        _("«%(phase)s» cerró el %(when)s.") % {"phase": label, "when": queries.said(phase.closes)}
    )


def demand_not_suspended(edition: Edition, *, at: datetime) -> None:
    """Refuse an act while the edition stands still, with the public reason.

    Raises:
        Suspended: if a suspension holds at ``at``.
    """
    pause = queries.suspension(edition, at)
    if pause is not None:
        values = {"when": queries.said(pause.begins), "reason": pause.reason}
        raise Suspended(
            _(
                "Esta edición está suspendida desde el %(when)s, y mientras tanto nada está abierto. "
                "Motivo: %(reason)s"
            )
            % values
        )


def _demand_fit(edition: Edition, phase: flow.Phase) -> None:
    others = [p for p in queries.phases(edition) if p.kind != phase.kind]
    _demand_calendar([*others, phase])


def _demand_calendar(phases: Sequence[flow.Phase]) -> None:
    for phase in phases:
        if phase.closes <= phase.opens:
            raise PhasesDoNotFit(
                _("«%(phase)s» cierra antes de abrir. Revise las dos fechas.")
                % {"phase": PHASE_LABELS[PhaseKind(phase.kind)]}
            )
    for problem in flow.overlaps(phases, together=MAY_OVERLAP):
        first, second = PHASE_LABELS[PhaseKind(problem.first)], PHASE_LABELS[PhaseKind(problem.second)]
        raise PhasesDoNotFit(
            _("«%(second)s» abre antes de que cierre «%(first)s».") % {"first": first, "second": second}
        )
