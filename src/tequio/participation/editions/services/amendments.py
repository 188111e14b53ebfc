"""What may still be amended after the lock: the words of what has not ended, and where people are helped.

Dates have a service of their own (``reschedule_phase``). What stays as it was, and why, is in docs/adr/.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.events import RulebookAmended
from tequio.participation.editions.models import Edition, PaperPoint, Phase, Rulebook
from tequio.participation.editions.services import locks, rulebook
from tequio.participation.editions.services.document import build, canonical
from tequio.participation.editions.services.errors import (
    EditionIncomplete,
    NotAmendable,
    NothingToAmend,
    ReasonMissing,
)
from tequio.participation.editions.services.seals import demand_unsealed
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperPointDraft:
    """A place where people take part in person, as the coordinator writes it."""

    name: str
    address: str
    hours: str = ""
    unit: Unit | None = None


@transaction.atomic
def amend(
    *,
    edition: Edition,
    texts: Mapping[str, str],
    paper_points: Sequence[PaperPointDraft],
    reason: str,
    at: datetime,
    actor: int | None = None,
) -> Rulebook:
    """Publish an amendment of the words of some phases and of the places to take part in person.

    Args:
        edition: a published one.
        texts: the text of each phase, by kind; a phase that is not here keeps its own.
        paper_points: all the places that there will be.
        reason: why, as people will read it.
        at: now.
        actor: the id of the person who does it.

    Raises:
        ReasonMissing: without a reason.
        EditionIncomplete: if it is not published.
        EditionSealed: if somebody has voted.
        NotAmendable: if a phase whose text changes has closed, or is the voting and has opened.
        NothingToAmend: if everything stays as it was.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: se publica junto con la modificación."))
    edition = Edition.objects.select_for_update(of=("self",)).select_related("territory").get(pk=edition.pk)
    demand_unsealed(edition)
    before = rulebook.latest(edition)
    if before is None:
        raise EditionIncomplete(_("Solo se modifica la convocatoria de una edición publicada."))
    with locks.rescheduling():
        _set_texts(edition, texts, at=at)
        _set_paper_points(edition, paper_points)
    if canonical(build(edition)).decode() == before.document:
        raise NothingToAmend(_("No cambió nada: la convocatoria queda como estaba."))
    row = rulebook.amend(edition, at=at, reason=reason.strip())
    event = RulebookAmended(
        edition_id=edition.pk, number=row.number, reason=row.reason, rulebook_sha256=row.sha256
    )
    audit.record(event, actor=actor)
    return row


def text_is_open(phase: flow.Phase, *, at: datetime) -> bool:
    """Return whether a phase's text may still be amended: until it closes; of the voting, until it opens."""
    moment = phase.moment(at)
    if phase.kind == PhaseKind.VOTING:
        return moment is flow.Moment.BEFORE
    return moment is not flow.Moment.AFTER


def _set_texts(edition: Edition, texts: Mapping[str, str], *, at: datetime) -> None:
    for row in edition.phases.all():
        text = texts.get(row.kind, row.text).strip()
        if text == row.text:
            continue
        if not text_is_open(flow.Phase(row.kind, row.opens, row.closes), at=at):
            label = PHASE_LABELS[PhaseKind(row.kind)]
            raise NotAmendable(_("El texto de «%(phase)s» ya no se modifica.") % {"phase": label})
        Phase.objects.filter(pk=row.pk).update(text=text)


def _set_paper_points(edition: Edition, drafts: Sequence[PaperPointDraft]) -> None:
    """Make the places be these, touching only the rows that differ."""
    rows = {point.name: point for point in edition.paper_points.all()}
    wanted = {draft.name: draft for draft in drafts}
    PaperPoint.objects.filter(pk__in=[row.pk for name, row in rows.items() if name not in wanted]).delete()
    for name, draft in wanted.items():
        values = {"address": draft.address, "hours": draft.hours, "unit": draft.unit}
        row = rows.get(name)
        if row is None:
            PaperPoint.objects.create(edition=edition, name=name, **values)
        elif any(getattr(row, field) != value for field, value in values.items()):
            PaperPoint.objects.filter(pk=row.pk).update(**values)
