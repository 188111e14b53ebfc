"""What is recorded before the call: the plan, the budget lines, the quotes."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import services
from tequio.accountability.contracting.forms.planning import (
    BudgetLineForm,
    PlanForm,
    QuoteForm,
    QuoteRequestForm,
)
from tequio.accountability.contracting.models import BudgetLine, Process, QuoteRequest
from tequio.accountability.contracting.views.steps import Said, Step
from tequio.core.classifiers import Moment, Part

_PLAN = (
    "title", "description", "file_number", "method_rationale", "additional_category", "estimated_centavos",
    "requesting_office_id", "responsible_office_id",
)  # fmt: skip
_SECTION = "planeacion"


def _plan(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.plan_process(process_id=process.pk, actor=actor, **said)


def _line(process: Process, line: BudgetLine | None, said: Said, actor: int) -> None:
    services.record_budget_line(
        process_id=process.pk,
        keys={part: said[part.value] for part in Part},
        amounts={moment: said[f"{moment.value}_centavos"] for moment in Moment},
        updated_on=said["updated_on"],
        source=said["source"],
        line_id=line.pk if line else None,
        actor=actor,
    )


def _line_now(_process: Process, line: BudgetLine) -> Said:
    amounts = {name: getattr(line, name) for name in BudgetLineForm.MOMENTS}
    return {**services.keys_of(line), **amounts, "source": line.source, "updated_on": timezone.localdate()}


def _request(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.request_quotes(process_id=process.pk, actor=actor, **said)


def _quote(_process: Process, request: QuoteRequest, said: Said, actor: int) -> None:
    said.pop("vat_percent")
    services.record_quote(request_id=request.pk, actor=actor, **said)


def _asked(_process: Process, request: QuoteRequest) -> str:
    return gettext("%(title)s. Se pidió del %(start)s al %(end)s.") % {
        "title": request.title,
        "start": date_format(request.starts_on, "j b Y"),
        "end": date_format(request.ends_on, "j b Y"),
    }


STEPS = (
    Step(
        name="planning",
        path="planeacion/",
        title=_("Planeación"),
        button=_("Guardar la planeación"),
        form=PlanForm,
        act=_plan,
        initial=lambda process, _part: {name: getattr(process, name) for name in _PLAN},
        anchor=_SECTION,
    ),
    Step(
        name="budget_line",
        path="partidas/nueva/",
        title=_("Registrar una partida presupuestaria"),
        button=_("Registrar la partida"),
        form=BudgetLineForm,
        act=_line,
        about=lambda _process, _part, said, clock: services.about_line(said, clock=clock),
        initial=lambda _process, _part: {"updated_on": timezone.localdate()},
        anchor=_SECTION,
    ),
    Step(
        name="budget_moments",
        path="partidas/<int:pk>/",
        title=_("Poner al día una partida"),
        button=_("Guardar la partida"),
        form=BudgetLineForm,
        act=_line,
        about=lambda _process, _part, said, clock: services.about_line(said, clock=clock),
        part=lambda process: process.budget_lines.all(),
        initial=_line_now,
        anchor=_SECTION,
    ),
    Step(
        name="quote_request",
        path="cotizaciones/nueva/",
        title=_("Registrar una solicitud de cotización"),
        button=_("Registrar la solicitud"),
        form=QuoteRequestForm,
        act=_request,
        about=lambda _process, _part, said, clock: services.about_request(said, clock=clock),
        initial=lambda process, _part: {"title": process.title},
        anchor=_SECTION,
    ),
    Step(
        name="quote",
        path="cotizaciones/<int:pk>/",
        title=_("Registrar una cotización recibida"),
        button=_("Registrar la cotización"),
        form=QuoteForm,
        act=_quote,
        about=lambda _process, request, said, clock: services.about_quote(request, said, clock=clock),
        part=lambda process: process.quote_requests.all(),
        lead=_asked,
        anchor=_SECTION,
    ),
)
