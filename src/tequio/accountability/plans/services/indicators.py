"""Indicators of a plan, and what is measured of them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.plans.events import IndicatorKept, IndicatorMeasured, IndicatorRemoved
from tequio.accountability.plans.models import Indicator, Measurement
from tequio.accountability.plans.services.errors import IndicatorError
from tequio.accountability.plans.services.plans import locked
from tequio.accountability.plans.types import Direction, IndicatorDraft
from tequio.foundation.audit import services as audit


@transaction.atomic
def keep_indicator(
    *,
    plan_id: int,
    element_id: int,
    draft: IndicatorDraft,
    indicator_id: int | None = None,
    actor: int | None = None,
) -> Indicator:
    """Write an indicator of an element, or change it.

    Args:
        plan_id: which plan.
        element_id: the element that it tells of.
        draft: what it is, from where and to where.
        indicator_id: the one to change; a new one if None.
        actor: who writes it.

    Raises:
        IndicatorError: if it lacks name or unit, its target does not lie in its direction or comes before its
            baseline, or the plan has no such element or indicator (PLA-7).
    """
    plan = locked(plan_id)
    _check(draft)
    element = plan.elements.filter(pk=element_id).first()
    if element is None:
        raise IndicatorError(_("Este plan no tiene ese renglón."), status=404)
    last = element.indicators.aggregate(last=Max("position"))["last"] or 0
    indicator = _of_plan(plan.pk, indicator_id) if indicator_id else Indicator(position=last + 1)
    indicator.element = element
    for name in IndicatorDraft.__dataclass_fields__:
        setattr(indicator, name, getattr(draft, name))
    indicator.save()
    audit.record(IndicatorKept(plan_id=plan.pk, indicator_id=indicator.pk), actor=actor)
    return indicator


@transaction.atomic
def remove_indicator(*, plan_id: int, indicator_id: int, actor: int | None = None) -> None:
    """Take an indicator out of a plan, if nothing was measured of it.

    Raises:
        IndicatorError: if the plan has none such, or it was measured.
    """
    plan = locked(plan_id)
    indicator = _of_plan(plan.pk, indicator_id)
    if indicator.measurements.exists():
        raise IndicatorError(_("Ese indicador ya tiene mediciones: no se puede quitar."))
    indicator.delete()
    audit.record(IndicatorRemoved(plan_id=plan.pk, indicator_id=indicator_id), actor=actor)


@transaction.atomic
def measure(
    *,
    indicator_id: int,
    on: date,
    value: Decimal,
    at: datetime,
    note: str = "",
    file_id: UUID | None = None,
    actor: int | None = None,
) -> Measurement:
    """Note what an indicator was on a day. Another value for the same day takes the place of the first.

    Args:
        indicator_id: which indicator.
        on: the day that the value speaks of; not in the future.
        value: in the indicator's unit.
        at: now.
        note: what has to be known to read it.
        file_id: a stored file that shows it.
        actor: who notes it.

    Raises:
        IndicatorError: if there is none such, or the day has not come (PLA-8).
    """
    indicator = Indicator.objects.select_for_update().filter(pk=indicator_id).first()
    if indicator is None:
        raise IndicatorError(_("No existe ese indicador."), status=404)
    if on > timezone.localdate(at):
        raise IndicatorError(_("Esa fecha todavía no llega."), status=422)
    if on < indicator.baseline_on:
        raise IndicatorError(_("Esa fecha es anterior a la línea base."), status=422)
    standing = indicator.measurements.filter(on=on, superseded_at__isnull=True)
    standing.update(superseded_at=at)
    taken = Measurement.objects.create(
        indicator=indicator, on=on, value=value, note=note.strip(), file_id=file_id, at=at, by_id=actor
    )
    audit.record(IndicatorMeasured(indicator_id=indicator.pk, measurement_id=taken.pk), actor=actor)
    return taken


def _of_plan(plan_id: int, indicator_id: int) -> Indicator:
    indicator = Indicator.objects.filter(pk=indicator_id, element__plan=plan_id).first()
    if indicator is None:
        raise IndicatorError(_("Este plan no tiene ese indicador."), status=404)
    return indicator


def _check(draft: IndicatorDraft) -> None:
    if not draft.name.strip() or not draft.unit.strip():
        raise IndicatorError(_("Escriba qué se mide y en qué unidad."), status=422)
    if draft.target_on <= draft.baseline_on:
        raise IndicatorError(_("La fecha de la meta va después de la línea base."), status=422)
    rises = draft.target > draft.baseline
    if draft.target == draft.baseline or rises != (draft.direction is Direction.UP):
        raise IndicatorError(_("La meta no va en el sentido que eligió."), status=422)
