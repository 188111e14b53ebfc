"""The steps that are a single sheet, from the name to the counting."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import services
from tequio.participation.editions.forms import (
    AccessForm,
    BallotForm,
    CalendarForm,
    CountingForm,
    FeasibilityForm,
    IdentityForm,
    MapForm,
    ProposalsForm,
)
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import RULE_EXAMPLES, RULE_LABELS, CountingRule, Step
from tequio.participation.editions.views import builder


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: how its form is made from an edition and what was sent, how a valid one is saved, its page."""

    form: Callable[[Edition, Any, HttpRequest], Any]
    save: Callable[..., None]
    template: str = "editions/office/step.html"
    values: Callable[[HttpRequest], dict[str, Any]] = lambda _request: {}


def _fields(edition: Edition, form: Any, **acting: Any) -> None:
    services.edit_edition(edition=edition, **form.cleaned_data, **acting)


def _access(edition: Edition, form: AccessForm, **acting: Any) -> None:
    values = form.cleaned_data
    services.set_access(
        edition=edition,
        rules=form.rules(),
        who_proposes=values["who_proposes"],
        who_votes=values["who_votes"],
        **acting,
    )


def _calendar(edition: Edition, form: CalendarForm, **acting: Any) -> None:
    services.set_calendar(edition=edition, phases=form.phases(), texts=form.texts(), **acting)


def _known(request: HttpRequest) -> services.KnownCount | None:
    """Return the way of counting that was asked for in the address."""
    return next((k for k in services.known_counts() if k.code == request.GET.get("como")), None)


def _counting_form(edition: Edition, data: Any, request: HttpRequest) -> CountingForm:
    """Return the form of the count: of the edition, or of the known one with which to begin."""
    instance, known = copy.copy(edition), _known(request)
    if known and data is None:
        services.take_count(instance, known)
    return CountingForm(data, instance=instance)


def _counting_values(request: HttpRequest) -> dict[str, Any]:
    examples = [(RULE_LABELS[rule], RULE_EXAMPLES[rule]) for rule in CountingRule]
    return {"known": services.known_counts(), "taken": _known(request), "examples": examples}


def _counting(edition: Edition, form: CountingForm, **acting: Any) -> None:
    services.edit_edition(edition=edition, **form.answers(), **acting)


def _of_fields(form: Any) -> Sheet:
    """Return the sheet of a form of the edition's own fields. It gets a copy: a form writes on its instance."""
    return Sheet(lambda edition, data, _request: form(data, instance=copy.copy(edition)), _fields)


SHEETS = {
    Step.IDENTITY: _of_fields(IdentityForm),
    Step.MAP: _of_fields(MapForm),
    Step.ACCESS: Sheet(
        lambda edition, data, _request: AccessForm(data, initial=AccessForm.starting(edition)), _access
    ),
    Step.PROPOSALS: _of_fields(ProposalsForm),
    Step.FEASIBILITY: _of_fields(FeasibilityForm),
    Step.CALENDAR: Sheet(
        lambda edition, data, _request: CalendarForm(data, initial=CalendarForm.starting(edition)), _calendar
    ),
    Step.BALLOT: _of_fields(BallotForm),
    Step.COUNTING: Sheet(_counting_form, _counting, "editions/office/counting.html", _counting_values),
}


@requires(Permission.MANAGE_EDITIONS)
def identity(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, address, year and summary while the rules are open."""
    return _sheet(request, slug, Step.IDENTITY)


@requires(Permission.MANAGE_EDITIONS)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the dates and texts of every phase at once while the rules are open."""
    return _sheet(request, slug, Step.CALENDAR)


@requires(Permission.MANAGE_EDITIONS)
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Change one sheet of the rules while they are open."""
    if step not in set(Step) or Step(step) not in SHEETS:
        raise Http404
    return _sheet(request, slug, Step(step))


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def review(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Settle a step as it stands, and go on to the next."""
    if step not in set(Step):
        raise Http404
    return builder.settled(request, builder.find(slug), Step(step))


def _sheet(request: HttpRequest, slug: str, step: Step) -> HttpResponse:
    edition, sheet = builder.find(slug), SHEETS[step]
    form = sheet.form(edition, request.POST if request.method == "POST" else None, request)
    drawn = {"template": sheet.template, **sheet.values(request)}
    if not form.is_valid():
        return builder.page(request, edition, step, form, status=builder.refused(form), **drawn)
    try:
        sheet.save(edition, form, at=timezone.now(), actor=request.user.pk)
    except DomainError as error:
        form.add_error(None, str(error))
        return builder.page(request, edition, step, form, status=error.status, **drawn)
    slug = form.cleaned_data.get("slug", slug)  # its address may be what changed
    return builder.settled(request, builder.find(slug), step)
