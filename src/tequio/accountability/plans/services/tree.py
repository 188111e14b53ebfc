"""The tree of a plan: written piece by piece, moved, taken out."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tequio.accountability.plans.events import ElementKept, ElementRemoved
from tequio.accountability.plans.models import Element, Plan
from tequio.accountability.plans.services.errors import TreeError
from tequio.accountability.plans.services.plans import locked
from tequio.accountability.plans.types import ElementDraft, Level
from tequio.core.alignment import may_stand_under
from tequio.foundation.audit import services as audit


@transaction.atomic
def keep_element(
    *, plan_id: int, draft: ElementDraft, element_id: int | None = None, actor: int | None = None
) -> Element:
    """Write an element of a plan, or change it. A new one stands last among those of its parent.

    Args:
        plan_id: which plan.
        draft: what it says; its code is unique in the plan.
        element_id: the one to change; a new one if None. Its level does not change.
        actor: who writes it.

    Raises:
        TreeError: if it lacks code or title, the code is taken, or its place does not hold (PLA-3).
    """
    plan = locked(plan_id)
    element = _element(plan, element_id) if element_id else None
    element, moved = write(plan, draft, element)
    if moved:
        arrange(plan)
    audit.record(ElementKept(plan_id=plan.pk, element_id=element.pk, code=element.code), actor=actor)
    return element


def write(plan: Plan, draft: ElementDraft, element: Element | None) -> tuple[Element, bool]:
    """Write an element, a new one if None is given; return it, and whether the plan has to be arranged.

    Part of ``keep_element`` and of bulk loads, which hold the plan, arrange it and record it themselves.

    Raises:
        TreeError: as ``keep_element``.
    """
    if element is not None and element.level != draft.level:
        raise TreeError(_("El nivel no cambia: quite este renglón y escríbalo en otro."), status=422)
    element = element or Element(plan=plan, level=draft.level.value)
    _check(plan, draft, element.pk or 0)
    parent = _parent(plan, draft)
    moved = element.pk is None or element.parent_id != (parent.pk if parent else None)
    if moved:
        last = plan.elements.aggregate(last=Max("position"))["last"] or 0
        element.position = last + 1
    element.parent = parent
    element.code, element.title, element.text = draft.code.strip(), draft.title.strip(), draft.text.strip()
    element.office_id, element.page = draft.office_id, draft.page
    element.save()
    element.concepts.set(draft.concepts)
    return element, moved


@transaction.atomic
def move_element(*, plan_id: int, element_id: int, steps: int, actor: int | None = None) -> None:
    """Move an element before or after its neighbours of the same parent.

    Args:
        plan_id: which plan.
        element_id: which element.
        steps: how many places down; up where it is negative.
        actor: who moves it.

    Raises:
        TreeError: if the plan has no such element.
    """
    plan = locked(plan_id)
    element = _element(plan, element_id)
    beside = list(plan.elements.filter(parent=element.parent_id).order_by("position", "pk"))
    here = next(index for index, one in enumerate(beside) if one.pk == element.pk)
    beside.insert(max(here + steps, 0), beside.pop(here))
    positions = sorted(one.position for one in beside)
    for one, position in zip(beside, positions, strict=True):
        one.position = position
    Element.objects.bulk_update(beside, ["position"])
    arrange(plan)
    audit.record(ElementKept(plan_id=plan.pk, element_id=element.pk, code=element.code), actor=actor)


@transaction.atomic
def remove_element(*, plan_id: int, element_id: int, actor: int | None = None) -> None:
    """Take an element out of a plan, if nothing hangs on it.

    Raises:
        TreeError: if the plan has none such, or it has others under it, indicators, or voices ever decided.
    """
    plan = locked(plan_id)
    element = _element(plan, element_id)
    if element.children.exists():
        raise TreeError(_("Primero quite lo que cuelga de él."))
    if element.indicators.exists():
        raise TreeError(_("Tiene indicadores: quítelos primero."))
    if element.decisions.exists():
        raise TreeError(_("Hay aportaciones decididas en esta línea: no se puede quitar."))
    code = element.code
    element.delete()
    audit.record(ElementRemoved(plan_id=plan.pk, code=code), actor=actor)


def arrange(plan: Plan) -> None:
    """Number the elements of a plan in reading order: each parent before what hangs on it."""
    found = list(plan.elements.order_by("position", "pk"))
    children: dict[int | None, list[Element]] = {}
    for element in found:
        children.setdefault(element.parent_id, []).append(element)
    ordered: list[Element] = []

    def walk(parent: int | None) -> None:
        for element in children.get(parent, ()):
            ordered.append(element)
            walk(element.pk)

    walk(None)
    for position, element in enumerate(ordered, 1):
        element.position = position
    Element.objects.bulk_update(ordered, ["position"], batch_size=500)


def _check(plan: Plan, draft: ElementDraft, own: int) -> None:
    if not draft.code.strip() or not draft.title.strip():
        raise TreeError(_("Escriba la clave y el título."), status=422)
    if "/" in draft.code:
        raise TreeError(_("La clave no lleva diagonales."), status=422)
    if plan.elements.filter(code=draft.code.strip()).exclude(pk=own).exists():
        raise TreeError(_("Esa clave ya está en el plan."), status=409)


def _parent(plan: Plan, draft: ElementDraft) -> Element | None:
    parent = plan.elements.filter(code=draft.parent.strip()).first() if draft.parent.strip() else None
    if draft.parent.strip() and parent is None:
        raise TreeError(_("No hay en el plan un renglón con la clave «%s».") % draft.parent, status=422)
    if not may_stand_under(draft.level.rank, Level(parent.level).rank if parent else None):
        raise TreeError(misplaced(draft.level), status=422)
    return parent


def misplaced(level: Level) -> str:
    """Return why an element of a level does not stand where it was put."""
    if level is Level.AXIS:
        return _("Un eje no cuelga de otro renglón.")
    return _("Diga de qué cuelga: un renglón de un nivel más alto.")


def _element(plan: Plan, element_id: int) -> Element:
    element: Element | None = plan.elements.filter(pk=element_id).first()
    if element is None:
        raise TreeError(_("Este plan no tiene ese renglón."), status=404)
    return element
