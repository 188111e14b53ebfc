"""What anyone sees of the duty to answer: how each office does, and every answer of an exercise."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tequio.foundation.web.charts import Chart, Item, Links, stacked
from tequio.foundation.web.downloads import csv_response
from tequio.participation.forums.models import Forum
from tequio.participation.forums.permissions.exercise import can_see
from tequio.participation.forums.queries import analysis as queries

PAGE = 20
COLUMNS = (
    gettext_lazy("Dependencia"),
    gettext_lazy("Turnadas"),
    gettext_lazy("Respondidas a tiempo"),
    gettext_lazy("Respondidas tarde"),
    gettext_lazy("Por responder"),
    gettext_lazy("Vencidas"),
    gettext_lazy("Pasadas a otra"),
    gettext_lazy("Días hábiles para responder (mediana)"),
)


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how each office answers, and the answers, the latest first."""
    forum = _seen(request, slug)
    scores = queries.scores(forum, today=timezone.localdate())
    asked = request.GET.get("area", "")
    office = next((s.office for s in scores if str(s.office.pk) == asked), None)
    found = queries.public_answers(forum, office=office.pk if office else None)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    rows = [(one, list(one.answers.all())) for one in page.object_list]
    values = {
        "forum": forum,
        "scores": scores,
        "chart": _chart(forum, scores),
        "office": office,
        "page": page,
        "rows": rows,
        "together": queries.answers_of({said.act for _one, given in rows for said in given}),
    }
    return render(request, "forums/analysis/answers.html", values)


def _chart(forum: Forum, scores: list[queries.OfficeScore]) -> Chart | None:
    if not scores:
        return None
    rows = [
        (
            one.office.name,
            one.score.assigned,
            (
                Item(_("A tiempo"), one.score.in_time, tone="nopal"),
                Item(_("Tarde"), one.score.late, tone="cempasuchil"),
                Item(_("Por responder"), one.score.waiting, tone="anil"),
                Item(_("Vencidas"), one.score.overdue, tone="grana"),
            ),
        )
        for one in scores
    ]
    columns = (_("Dependencia"), _("A tiempo"), _("Tarde"), _("Por responder"), _("Vencidas"))
    return stacked(
        _("Cómo responde cada dependencia"),
        rows,
        columns=columns,
        links=Links(csv=reverse("forums:answers_csv", args=[forum.slug])),
    )


@require_safe
def answers_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Give how each office answers as CSV."""
    forum = _seen(request, slug)
    return csv_response(f"respuestas-{forum.slug}", COLUMNS, _rows(forum))


def _rows(forum: Forum) -> Iterator[tuple[Any, ...]]:
    for one in queries.scores(forum, today=timezone.localdate()):
        found = one.score
        yield (
            one.office.name,
            found.assigned,
            found.in_time,
            found.late,
            found.waiting,
            found.overdue,
            found.passed,
            "" if found.median_days is None else found.median_days,
        )


def _seen(request: HttpRequest, slug: str) -> Forum:
    forum = queries.exercise(slug)
    if forum is None or not can_see(request.user, forum):
        raise Http404(_("No existe ese foro."))
    return forum
