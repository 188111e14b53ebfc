"""Reads of the tree of a plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tequio.accountability.plans.models import Decision, Element, Plan
from tequio.accountability.plans.types import Branch, Level


def public_plans() -> QuerySet[Plan]:
    """Return the plans that anyone may read, the newest first."""
    return Plan.objects.filter(published_at__isnull=False)


def find(slug: str, *, public: bool) -> Plan | None:
    """Return the plan of that slug; with ``public``, only where anyone may read it."""
    return (public_plans() if public else Plan.objects.all()).filter(slug=slug).first()


def elements(plan_id: int) -> list[Element]:
    """Return every element of a plan in reading order, with its office."""
    return list(Element.objects.filter(plan=plan_id).select_related("office"))


def actions(plan_id: int) -> list[Element]:
    """Return the lines of action of a plan in reading order."""
    return list(Element.objects.filter(plan=plan_id, level=Level.ACTION.value).select_related("office"))


def tree(plan_id: int) -> list[Branch]:
    """Return the axes of a plan with all that hangs on them and the voices behind each, in two queries.

    A voice behind several actions of one axis counts once for the axis.
    """
    cells = Decision.objects.public().filter(plan=plan_id, element__isnull=False)
    pairs = cells.values_list("element_id", "contribution_id")
    return grow(elements(plan_id), pairs)


def grow(found: Sequence[Element], pairs: Iterable[tuple[int | None, int]]) -> list[Branch]:
    """Return the axes as a tree, with the different voices (the second of each pair) behind each element."""
    behind: dict[int, set[int]] = {}
    for element_id, voice in pairs:
        if element_id is not None:
            behind.setdefault(element_id, set()).add(voice)
    children: dict[int | None, list[Element]] = {}
    for element in found:
        children.setdefault(element.parent_id, []).append(element)

    def branch(element: Element) -> tuple[Branch, set[int]]:
        voices = set(behind.get(element.pk, ()))
        below = [branch(child) for child in children.get(element.pk, ())]
        for _child, heard in below:
            voices |= heard
        return Branch(element, [child for child, _heard in below], len(voices)), voices

    return [branch(axis)[0] for axis in children.get(None, ())]


@dataclass(frozen=True, slots=True)
class Place:
    """An element, what stands above it from the axis down, and what hangs right on it."""

    element: Element
    above: tuple[Element, ...]
    below: tuple[Element, ...]


def place(plan_id: int, code: str) -> Place | None:
    """Return where an element of a plan stands, in one query; None where there is none of that code."""
    found = elements(plan_id)
    by_id = {element.pk: element for element in found}
    element = next((one for one in found if one.code == code), None)
    if element is None:
        return None
    above: list[Element] = []
    parent_id = element.parent_id
    while parent_id is not None:
        above.insert(0, by_id[parent_id])
        parent_id = by_id[parent_id].parent_id
    return Place(element, tuple(above), tuple(one for one in found if one.parent_id == element.pk))


def axis_of(found: Iterable[Element]) -> dict[int, Element]:
    """Return the axis of each element by its id."""
    by_id = {element.pk: element for element in found}
    axes: dict[int, Element] = {}
    for element in by_id.values():
        top = element
        while top.parent_id is not None:
            top = by_id[top.parent_id]
        axes[element.pk] = top
    return axes
