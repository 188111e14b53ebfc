"""What the steps of the builder share: where each is, how it stands, and the page around its form."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.participation.editions import queries, services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import (
    OPTIONAL_STEPS,
    STEP_GROUPS,
    STEP_HINTS,
    STEP_LABELS,
    Problem,
    Step,
)
from tequio.participation.editions.views.public import said

PARTS = frozenset({Step.CATEGORIES, Step.SIZES, Step.MONEY, Step.CRITERIA, Step.PAPER})
_PAGES = {Step.IDENTITY: "editions:identity", Step.CALENDAR: "editions:calendar"}

_STATES = {
    "done": (gettext_lazy("Listo"), "done"),
    "missing": (gettext_lazy("Falta algo"), "late"),
    "doing": (gettext_lazy("Por revisar"), "now"),
    "todo": (gettext_lazy("Sin empezar"), "info"),
    "optional": (gettext_lazy("Opcional"), "info"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    step: Step
    title: object
    address: str
    state: str

    @property
    def words(self) -> object:
        return _STATES[self.state][0]

    @property
    def tone(self) -> str:
        return _STATES[self.state][1]


def find(slug: str) -> Edition:
    """Return the edition of this address, published or not."""
    edition = queries.find(slug)
    if edition is None:
        raise Http404
    return edition


def address(slug: str, step: Step) -> str:
    """Return where a step of an edition is."""
    if step in PARTS:
        return reverse("editions:parts", args=[slug, step.value])
    if step in _PAGES:
        return reverse(_PAGES[step], args=[slug])
    return reverse("editions:step", args=[slug, step.value])


def tasks(edition: Edition, problems: list[Problem]) -> list[tuple[object, list[Task]]]:
    """Return the task list of an edition, in its groups."""
    blocked = {problem.step for problem in problems if problem.blocks}
    return [
        (
            title,
            [
                Task(step, STEP_LABELS[step], address(edition.slug, step), _state(edition, step, blocked))
                for step in steps
            ],
        )
        for title, steps in STEP_GROUPS
    ]


def next_task(groups: list[tuple[object, list[Task]]]) -> Task | None:
    """Return what to do next: the first step that is neither settled nor optional."""
    every = [task for _title, tasks in groups for task in tasks]
    return next((task for task in every if task.state not in {"done", "optional"}), None)


def _state(edition: Edition, step: Step, blocked: set[Step]) -> str:
    begun = _begun(edition, step)
    if step in blocked:
        return "missing" if begun or step in edition.reviewed else "todo"
    if step in edition.reviewed:
        return "done"
    if not begun and step in OPTIONAL_STEPS:
        return "optional"
    return "doing" if begun else "todo"


def _begun(edition: Edition, step: Step) -> bool:
    """Return whether the step holds something: a preset fills it, and the coordinator has yet to look."""
    rows: dict[Step, Any] = {
        Step.CATEGORIES: edition.categories,
        Step.SIZES: edition.sizes,
        Step.MONEY: edition.envelopes,
        Step.ACCESS: edition.access_rules,
        Step.CRITERIA: edition.criteria,
        Step.CALENDAR: edition.phases,
        Step.PAPER: edition.paper_points,
    }
    return bool(rows[step].all()) if step in rows else True


def page(
    request: HttpRequest,
    edition: Edition,
    step: Step,
    form: forms.BaseForm | None,
    *,
    template: str = "editions/office/step.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw a step: its form, what it lacks, and how people will read it."""
    now = timezone.now()
    order = list(Step)
    values = {
        "edition": edition,
        "step": step,
        "form": form,
        "title": STEP_LABELS[step],
        "hint": STEP_HINTS[step],
        "number": order.index(step) + 1,
        "steps": len(order),
        "next_title": STEP_LABELS[following] if (following := _following(step)) else None,
        "problems": [p for p in services.problems(edition, at=now) if p.step == step],
        "locked": queries.is_locked(edition, now),
        "fragment": f"editions/said/{step.name.lower()}.html",
        **said(edition, now),
        **more,
    }
    return render(request, template, values, status=status)


def settled(request: HttpRequest, edition: Edition, step: Step) -> HttpResponse:
    """Mark the step as settled and go on to the next."""
    services.review_step(edition=edition, step=step.value, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("«%(step)s» quedó lista.") % {"step": STEP_LABELS[step]})
    following = _following(step)
    return redirect(address(edition.slug, following) if following else workbench(edition.slug))


def workbench(slug: str) -> str:
    """Return where the task list of an edition is."""
    return reverse("editions:workbench", args=[slug])


def _following(step: Step) -> Step | None:
    order = list(Step)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def refused(form: forms.BaseForm) -> int:
    """Return the status of a page with this form: 422 where it came back with errors."""
    return 422 if form.is_bound and form.errors else 200
