"""The steps of the builder: where each is, how it stands, and the single sheets."""

from collections.abc import Callable
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

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.access import AccessForm
from tequio.participation.forums.forms.calendar import CalendarForm
from tequio.participation.forums.forms.settings import (
    AskingForm,
    FiguresForm,
    IdentityForm,
    LimitsForm,
    TextsForm,
)
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.services import parts, readiness
from tequio.participation.forums.types import STEP_HINTS, STEP_LABELS, Problem, Step

LISTS = frozenset({Step.PILLARS, Step.SECTORS, Step.QUESTIONS})
_OPTIONAL = frozenset({Step.SECTORS, Step.QUESTIONS, Step.ACCESS})
_STATES = {
    "done": (gettext_lazy("Listo"), "done"),
    "missing": (gettext_lazy("Falta algo"), "late"),
    "advice": (gettext_lazy("Vale la pena revisar"), "now"),
    "optional": (gettext_lazy("Opcional"), "info"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    title: object
    address: str
    state: str

    @property
    def words(self) -> object:
        return _STATES[self.state][0]

    @property
    def tone(self) -> str:
        return _STATES[self.state][1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A step that is one form: how it is made of an exercise, and how a valid one is saved."""

    form: Callable[[Forum, Any], Any]
    save: Callable[..., object]


def _save_fields(forum: Forum, form: Any, **acting: Any) -> None:
    services.edit_forum(forum=forum, **form.cleaned_data, **acting)


def _save_asking(forum: Forum, form: Any, **acting: Any) -> None:
    values = dict(form.cleaned_data)
    services.edit_forum(forum=forum, age_bands=values.pop("bands"), **values, **acting)


def _save_calendar(forum: Forum, form: CalendarForm, **acting: Any) -> None:
    services.set_calendar(forum=forum, phases=form.phases(), texts=form.texts(), **acting)


def _save_access(forum: Forum, form: AccessForm, **acting: Any) -> None:
    parts.set_access(forum=forum, rules=form.rules(), **acting)


def _of_the_row(made: Any) -> Callable[[Forum, Any], Any]:
    """Return what makes a model's form of a fresh copy of the row, so that a refusal leaves ours as it was."""
    return lambda forum, data: made(data, instance=Forum.objects.get(pk=forum.pk))


SHEETS = {
    Step.IDENTITY: Sheet(_of_the_row(IdentityForm), _save_fields),
    Step.TEXTS: Sheet(_of_the_row(TextsForm), _save_fields),
    Step.ASKING: Sheet(_of_the_row(AskingForm), _save_asking),
    Step.CALENDAR: Sheet(lambda f, data: CalendarForm(data, initial=CalendarForm.starting(f)), _save_calendar),
    Step.ACCESS: Sheet(lambda f, data: AccessForm(data, initial=AccessForm.starting(f)), _save_access),
    Step.LIMITS: Sheet(_of_the_row(LimitsForm), _save_fields),
    Step.FIGURES: Sheet(_of_the_row(FiguresForm), _save_fields),
}


@requires(Permission.MANAGE_FORUMS)
def sheet(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Show and save a step that is one form."""
    if step not in set(Step) or Step(step) not in SHEETS:
        raise Http404
    forum, kind = find(slug), SHEETS[Step(step)]
    form = kind.form(forum, request.POST if request.method == "POST" else None)
    status = saved(request, forum, form, kind.save) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:  # noqa: PLR2004 - the usual answer
        messages.success(request, _("«%(step)s» quedó guardado.") % {"step": STEP_LABELS[Step(step)]})
        return redirect(following(form.cleaned_data.get("slug", slug), Step(step)))
    return page(request, forum, Step(step), form, status=status)


def saved(request: HttpRequest, forum: Forum, form: forms.BaseForm, save: Callable[..., object]) -> int:
    """Save a form through its service; return the status of the page: 200, or that of the refusal."""
    if not form.is_valid():
        return 422
    try:
        save(forum, form, at=timezone.now(), actor=request.user.pk)
    except DomainError as error:
        form.add_error(None, str(error))
        return error.status
    return 200


def page(
    request: HttpRequest,
    forum: Forum,
    step: Step,
    form: forms.BaseForm | None,
    *,
    template: str = "forums/office/step.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw a step: its form and what it lacks."""
    now = timezone.now()
    order = list(Step)
    values = {
        "forum": forum,
        "step": step,
        "form": form,
        "title": STEP_LABELS[step],
        "hint": STEP_HINTS[step],
        "number": order.index(step) + 1,
        "steps": len(order),
        "next_title": STEP_LABELS[order[order.index(step) + 1]] if step is not order[-1] else None,
        "next_url": following(forum.slug, step),
        "problems": [p for p in readiness.problems(forum, at=now) if p.step == step],
        "locked": queries.is_locked(forum, now),
        **more,
    }
    return render(request, template, values, status=status)


def find(slug: str) -> Forum:
    """Return the exercise of this address, published or not."""
    forum = queries.find(slug)
    if forum is None:
        raise Http404
    return forum


def address(slug: str, step: Step) -> str:
    """Return where a step of an exercise is."""
    return reverse("forums:parts" if step in LISTS else "forums:office_step", args=[slug, step.value])


def following(slug: str, step: Step) -> str:
    """Return where the next step is; after the last one, the task list."""
    order = list(Step)
    place = order.index(step) + 1
    return address(slug, order[place]) if place < len(order) else reverse("forums:workbench", args=[slug])


def tasks(forum: Forum, problems: list[Problem]) -> list[Task]:
    """Return the task list of an exercise."""
    blocked = {problem.step for problem in problems if problem.blocks}
    advised = {problem.step for problem in problems}
    return [Task(STEP_LABELS[s], address(forum.slug, s), _state(forum, s, blocked, advised)) for s in Step]


def _state(forum: Forum, step: Step, blocked: set[Step], advised: set[Step]) -> str:
    if step in blocked:
        return "missing"
    if step in _OPTIONAL and not _holds(forum, step):
        return "optional"
    return "advice" if step in advised else "done"


def _holds(forum: Forum, step: Step) -> bool:
    rows = {Step.SECTORS: forum.sectors, Step.QUESTIONS: forum.questions, Step.ACCESS: forum.access_rules}
    return bool(rows[step].all())  # type: ignore[attr-defined]
