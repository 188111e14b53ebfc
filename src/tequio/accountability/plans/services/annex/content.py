"""What the annex of a plan says: its figures, and the matrix grouped by axis, with the reasons."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accountability.plans.models import Decision, Plan
from tequio.accountability.plans.queries import counts, datasets, elements
from tequio.accountability.plans.queries.tree import axis_of
from tequio.accountability.plans.types import OUTCOME_LABELS, OUTCOME_PLURALS, Level
from tequio.core.alignment import Outcome
from tequio.foundation.web import appearance
from tequio.foundation.web.templatetags.tequio import day_long

Rows = list[list[str]]


def content(plan: Plan) -> dict[str, Any]:
    """Return the annex as plain values: words, and tables of text."""
    cells = (
        Decision.objects.public()
        .filter(plan=plan)
        .select_related("contribution", "element", "office")
        .order_by("element__position", "contribution__folio", "pk")
    )
    last = max(cell.published_at for cell in cells if cell.published_at)
    return {
        "publisher": appearance.current().name,
        "title": plan.name,
        "kind": _("Anexo: dónde terminó cada aportación"),
        "summary": _("%(first)s–%(last)s. Decisiones publicadas hasta el %(day)s.")
        % {"first": plan.first_year, "last": plan.last_year, "day": day_long(last)},
        "figures": _figures(plan),
        "figures_columns": [_("Qué pasó con ellas"), _("Aportaciones")],
        "figures_title": _("En cifras"),
        "columns": [_("Folio"), _("Aportación"), _("Línea de acción"), _("Cómo quedó y por qué"), _("Pág.")],
        "sections": _sections(plan, cells),
        "none": _("Ninguna aportación terminó aquí."),
        "address": datasets.address(plan.slug),
        "page": _("Página"),
        "of": _("de"),
    }


def _figures(plan: Plan) -> Rows:
    found = counts(plan.pk)
    return [[str(OUTCOME_PLURALS[one]), str(found[one])] for one in Outcome]


def _sections(plan: Plan, cells: Iterable[Decision]) -> list[dict[str, Any]]:
    """Return one section per axis, and a last one of what was not incorporated."""
    found = elements(plan.pk)
    axis = axis_of(found)
    by_axis: dict[int | None, list[Decision]] = {}
    for cell in cells:
        by_axis.setdefault(axis[cell.element_id].pk if cell.element_id else None, []).append(cell)
    sections = [_section(str(one), by_axis.get(one.pk, [])) for one in found if one.level == Level.AXIS.value]
    refused = by_axis.get(None, [])
    return [*sections, _section(str(OUTCOME_PLURALS[Outcome.NOT]), refused)] if refused else sections


def _section(title: str, cells: Iterable[Decision]) -> dict[str, Any]:
    rows = [_row(cell) for cell in cells]
    voices = len({row[0] for row in rows})
    said = ngettext("%(n)s aportación", "%(n)s aportaciones", voices) % {"n": voices}
    return {"title": title, "said": said, "rows": rows}


def _row(cell: Decision) -> list[str]:
    state = OUTCOME_LABELS[Outcome(cell.state)]
    page = cell.page or (cell.element.page if cell.element else None)
    return [
        cell.contribution.folio or "",
        cell.contribution.title,
        str(cell.element) if cell.element else "—",
        f"{state}. {cell.reason}",
        str(page) if page else "",
    ]
