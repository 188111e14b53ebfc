"""The liaison's desk: for each project what is due next and what it lacks to be published whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accountability.projects.models import Activity, Attachment, PlannedActivity, Project, Stage
from tequio.accountability.projects.queries.reads import of_offices
from tequio.accountability.projects.types import (
    FINISHED,
    Missing,
    StageState,
    Standing,
    missing_sources,
)

SOON = timedelta(days=15)  # what ends within this is pending work


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a project has to finish next, and by when. ``tone`` only repeats what the words say."""

    what: str
    on: date
    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """A project as the desk of its office shows it."""

    project: Project
    due: Due | None
    missing: tuple[Missing, ...]


def desk_projects(offices: set[int] | None, *, person: int | None = None, show: str = "") -> QuerySet[Project]:
    """Return the projects of a desk, the most urgent promise first.

    Args:
        offices: those that answer; None means all.
        person: only what this person answers for, by the project or one of its activities.
        show: ``closed`` for those that were delivered or cancelled; else those that go on.
    """
    found = of_offices(offices)
    over = Q(stage=FINISHED) | Q(standing=Standing.CANCELLED.value)
    found = found.filter(over) if show == "closed" else found.exclude(over)
    if person is not None:
        own = PlannedActivity.objects.filter(responsible=person).values("stage__project")
        found = found.filter(Q(responsible=person) | Q(pk__in=own))
    planned = PlannedActivity.objects.exclude(state=StageState.DONE.value)
    stages = Stage.objects.prefetch_related(Prefetch("planned", queryset=planned))
    found = found.select_related("responsible").prefetch_related(Prefetch("stages", queryset=stages))
    return found.order_by("promised_end", "folio")


def desk_rows(projects: Iterable[Project], today: date) -> list[DeskRow]:
    """Return each project with what is due and what is missing, in a constant number of queries."""
    found = list(projects)
    missing: dict[int, list[Missing]] = {project.pk: [] for project in found}
    for source in (own_missing, *missing_sources()):
        for pk, items in source(found).items():
            missing.setdefault(pk, []).extend(items)
    return [
        DeskRow(project=p, due=next_due(p, today), missing=tuple(missing[p.pk]) if not p.cancelled else ())
        for p in found
    ]


def next_due(project: Project, today: date) -> Due | None:
    """Return what is to be finished first of the stages in progress and what is planned in them, or None."""
    if project.finished or project.cancelled:
        return None
    ends = [(project.promised_end, _("Entregar el proyecto"))]
    for stage in project.stages.all():
        if stage.state == StageState.DONE:
            continue
        ends.append((stage.planned_end, _("Terminar «%(stage)s»") % {"stage": stage.name}))
        ends += [(planned.planned_end, planned.title) for planned in stage.planned.all()]
    dated = [(day, what) for day, what in ends if day is not None]
    if not dated:
        return None
    day, what = min(dated, key=lambda pair: pair[0])
    words, tone = _said(project, day, today)
    return Due(what=what, on=day, words=words, tone=tone)


def _said(project: Project, day: date, today: date) -> tuple[str, str]:
    left = (day - today).days
    if project.paused:
        return _("en pausa: el plazo no corre"), "info"
    if left < 0:
        return ngettext("venció hace %(n)d día", "venció hace %(n)d días", -left) % {"n": -left}, "late"
    if left == 0:
        return _("vence hoy"), "late"
    words = ngettext("falta %(n)d día", "faltan %(n)d días", left) % {"n": left}
    return words, "now" if left <= SOON.days else "info"


def own_missing(projects: Sequence[Project]) -> dict[int, list[Missing]]:
    """Return what projects lack that is known here: place, promise, dates, pictures. Two queries for all."""
    ids = [project.pk for project in projects]
    pictures = Attachment.objects.filter(
        activity__stage__project__in=ids, file__kind="image", file__public=True
    )
    pictured = set(pictures.values_list("activity__stage__project", flat=True))
    reported = Activity.objects.filter(stage__project__in=ids)
    told = set(reported.values_list("stage__project", flat=True))
    return {project.pk: list(_lacks(project, pictured, told)) for project in projects}


def _lacks(project: Project, pictured: set[int], told: set[int]) -> Iterable[Missing]:
    plan = reverse("projects:plan", args=[project.folio])
    if project.lon is None:
        yield Missing(what=_("Marcar el lugar"), url=reverse("projects:data", args=[project.folio]))
    if project.promised_end is None:
        yield Missing(what=_("Prometer la entrega"), url=plan)
    begun = [s for s in project.stages.all() if s.state == StageState.IN_PROGRESS]
    if any(stage.planned_end is None for stage in begun):
        yield Missing(what=_("Fecha de la etapa en curso"), url=plan)
    report = reverse("projects:site", args=[project.folio])
    if begun and project.pk not in told:
        yield Missing(what=_("Primer avance"), url=report)
    if (project.physical_percent or project.finished) and project.pk not in pictured:
        yield Missing(what=_("Fotografías de la obra"), url=report)
