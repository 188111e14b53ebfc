"""What anyone reads of a plan: its tree, each line with the voices behind it, and where every voice ended."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.plans import exports, queries
from tequio.accountability.plans.forms import MatrixForm
from tequio.accountability.plans.models import Decision, Plan
from tequio.accountability.plans.queries import datasets
from tequio.accountability.plans.queries.matrix import outcome_of
from tequio.accountability.plans.types import (
    LEVEL_LABELS,
    LEVEL_PLURALS,
    OUTCOME_LABELS,
    OUTCOME_PLURALS,
    OUTCOME_TONES,
    Level,
)
from tequio.accountability.plans.views.acting import PER_PAGE, find
from tequio.accountability.plans.views.drawing import drawn
from tequio.accountability.plans.views.matrix import row
from tequio.core.alignment import Outcome
from tequio.foundation.web import charts
from tequio.foundation.web.downloads import csv_response, xlsx_response
from tequio.participation.forums.models import Contribution

_TONES = {
    Outcome.INCORPORATED: "nopal",
    Outcome.PARTLY: "cempasuchil",
    Outcome.NOT: "grana",
    Outcome.UNDECIDED: "hilo",
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the plans; where there is only one, show it."""
    plans = list(queries.public_plans())
    if len(plans) == 1:
        return redirect("plans:detail", plans[0].slug)
    return render(request, "plans/list.html", {"plans": plans})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the tree of a plan with the voices behind each of its rows."""
    plan = find(slug, public=True)
    counts = queries.counts(plan.pk)
    values = {
        "plan": plan,
        "forums": plan.forums.all(),
        "axes": queries.tree(plan.pk),
        "level_labels": LEVEL_LABELS,
        "outcomes": outcomes_chart(plan, counts),
        "voices": sum(counts.values()),
        "decided": sum(counts.values()) - counts[Outcome.UNDECIDED],
    }
    return render(request, "plans/detail.html", values)


def outcomes_chart(plan: Plan, counts: dict[Outcome, int]) -> charts.Chart:
    """Return the bars of how voices ended; each leads to its rows."""
    rows = reverse("plans:voices", args=[plan.slug])
    items = [
        charts.Item(OUTCOME_PLURALS[one], counts[one], tone=_TONES[one], url=f"{rows}?estado={one.value}")
        for one in Outcome
    ]
    return charts.bars(
        _("Dónde terminaron las aportaciones"),
        items,
        columns=(_("Cómo quedaron"), _("Aportaciones")),
        links=charts.Links(rows=rows, csv=reverse("plans:voices_csv", args=[plan.slug])),
    )


@require_safe
def element(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a row of the plan: what it says, how it is measured, and the voices behind it."""
    plan = find(slug, public=True)
    place = _place(plan, code)
    cells = (
        Decision.objects.public()
        .filter(element=place.element)
        .select_related("contribution__forum")
        .order_by("contribution__folio")
    )
    page = Paginator(cells, PER_PAGE).get_page(request.GET.get("pagina"))
    behind: Any = Contribution.objects.filter(pk__in=[cell.contribution_id for cell in page]).with_votes()
    votes = dict(behind.values_list("pk", "votes_count"))
    csv = reverse("plans:indicators_csv", args=[plan.slug, place.element.code])
    values = {
        "plan": plan,
        "place": place,
        "element": place.element,
        "level": LEVEL_LABELS[Level(place.element.level)],
        "concepts": place.element.concepts.select_related("scheme"),
        "below": LEVEL_PLURALS[Level(place.below[0].level)] if place.below else "",
        "page": page,
        "cells": [_cell(cell, votes) for cell in page],
        "readings": [(one, drawn(one, csv)) for one in queries.readings(elements=[place.element.pk])],
    }
    return render(request, "plans/element.html", values)


def _cell(cell: Decision, votes: dict[int, int]) -> dict[str, Any]:
    state = Outcome(cell.state)
    return {
        "cell": cell,
        "words": OUTCOME_LABELS[state],
        "tone": OUTCOME_TONES[state],
        "votes": votes.get(cell.contribution_id, 0),
    }


def _place(plan: Plan, code: str) -> queries.Place:
    place = queries.place(plan.pk, code)
    if place is None:
        raise Http404(_("Este plan no tiene un renglón con esa clave."))
    return place


@require_safe
def indicators_csv(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Give the indicators of a row with all that was measured of them."""
    del request
    plan = find(slug, public=True)
    place = _place(plan, code)
    rows = []
    for one in queries.readings(elements=[place.element.pk]):
        told = one.indicator
        rows.append([told.name, told.unit, _("Línea base"), told.baseline_on, told.baseline, ""])
        rows += [[told.name, told.unit, _("Medición"), m.on, m.value, m.note] for m in one.measurements]
        rows.append([told.name, told.unit, _("Meta"), told.target_on, told.target, ""])
    columns = ["indicador", "unidad", "que_es", "fecha", "valor", "nota"]
    return csv_response(f"indicadores-{code}", columns, rows)


@require_safe
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every voice that the plan answers, and where it ended."""
    plan = find(slug, public=True)
    form = MatrixForm(request.GET, plan=plan)
    filters = form.filters()
    page = Paginator(queries.narrow(plan.pk, filters, public=True), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    cells = queries.cells_of([voice.pk for voice in page], plan_id=plan.pk, public=True)
    asked = request.GET.copy()
    asked.pop("pagina", None)
    values = {
        "plan": plan,
        "form": form,
        "page": page,
        "rows": [row(voice, cells.get(voice.pk, [])) for voice in page],
        "asked": asked.urlencode(),
    }
    return render(request, "plans/voices.html", values)


@require_safe
def voices_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give exactly the voices of the list, with where each ended."""
    plan = find(slug, public=True)
    found = list(queries.narrow(plan.pk, MatrixForm(request.GET, plan=plan).filters(), public=True))
    cells = queries.cells_of([voice.pk for voice in found], plan_id=plan.pk, public=True)
    columns = ["folio", "aportacion", "pilar", "tema", "estado", "lineas", "razon"]
    rows = (
        [
            voice.folio,
            voice.title,
            voice.pillar.name if voice.pillar else "",
            voice.theme.name if voice.theme else "",
            str(OUTCOME_LABELS[outcome_of(voice)]),
            "; ".join(cell.element.code for cell in cells.get(voice.pk, []) if cell.element),
            next((cell.reason for cell in cells.get(voice.pk, [])), ""),
        ]
        for voice in found
    )
    return csv_response(f"aportaciones-{plan.slug}", columns, rows)


@require_safe
def annex(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the annex in PDF, as it was made when decisions were last published."""
    del request
    plan = find(slug, public=True)
    if plan.annex is None:
        raise Http404(_("El anexo todavía no está listo. Se hace cuando se publican decisiones."))
    return redirect(plan.annex.url)


@require_safe
def annex_xlsx(request: HttpRequest, slug: str) -> FileResponse:
    """Give the matrix as a workbook."""
    del request
    plan = find(slug, public=True)
    columns = [field.name for field in exports.MATRIX.fields]
    rows = (
        [value.isoformat() if hasattr(value, "isoformat") else value for value in found.values()]
        for found in datasets.matrix_rows(plan.pk)
    )
    return xlsx_response(f"anexo-{plan.slug}", columns, rows)


def voice_panel(request: HttpRequest, voice: Contribution) -> dict[str, Any] | None:
    """Say on the page of a voice where it ended; nothing while no plan has answered it."""
    del request
    found = [
        {"plan": plan, "words": OUTCOME_LABELS[state], "tone": OUTCOME_TONES[state], "cells": cells}
        for plan, state, cells in queries.ended(voice)
    ]
    return {"found": found} if found else None


def exercise_panel(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    """Say on the page of an exercise what became of its voices; nothing while no plan is published."""
    del request
    found = [(one.plan, outcomes_chart(one.plan, one.counts)) for one in queries.results(forum.pk)]
    return {"found": found} if found else None
