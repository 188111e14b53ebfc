"""Sums over projects for dashboards: promised, contracted, paid, built; each in one query."""

from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Coalesce

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.queries.reads import SECTOR_RANK, stage_names
from tequio.accountability.projects.types import FINISHED, Figures, GroupFigures, Standing


def figures(projects: QuerySet[Project] | None = None) -> Figures:
    """Return the sums over the given projects, or over all, in one query."""
    found = Project.objects.all() if projects is None else projects
    row = found.order_by().aggregate(**_SUMS)
    return _figures(row)


def figures_by_stage(projects: QuerySet[Project] | None = None) -> list[GroupFigures]:
    """Return the sums per present stage, in the order of the stages, the finished ones last."""
    names = stage_names()
    groups = {g.key: g for g in _grouped(projects, F("stage"), F("stage"))}
    order = [*names, FINISHED]
    return [
        GroupFigures(key=code, label=names.get(code, ""), figures=groups[code].figures)
        for code in order
        if code in groups
    ]


def figures_by_sector(projects: QuerySet[Project] | None = None) -> list[GroupFigures]:
    """Return the sums per sector: the unit itself if it is one, else the one that holds it."""
    deep = Q(unit__level__rank__gt=SECTOR_RANK, unit__parent__isnull=False)
    key = Case(When(deep, then=F("unit__parent_id")), default=F("unit_id"))
    own = Coalesce(F("unit__name"), Value(""), output_field=TextField())
    label = Case(When(deep, then=F("unit__parent__name")), default=own)
    return _grouped(projects, key, label)


def figures_by_office(projects: QuerySet[Project] | None = None) -> list[GroupFigures]:
    """Return the sums per office that answers."""
    return _grouped(projects, F("office_id"), F("office__name"))


_STANDING = ~Q(standing=Standing.CANCELLED.value)  # what was cancelled is promised no more
_SUMS = {
    "n": Count("pk"),
    "promised": Coalesce(Sum("budget_centavos", filter=_STANDING), 0),
    "contracted": Coalesce(Sum("contracted_centavos"), 0),
    "paid": Coalesce(Sum("paid_centavos"), 0),
    "weighted": Coalesce(Sum(F("budget_centavos") * F("physical_percent"), filter=_STANDING), 0),
    "finished": Count("pk", filter=Q(stage=FINISHED)),
}


def _grouped(projects: QuerySet[Project] | None, key: F | Case, label: F | Case) -> list[GroupFigures]:
    found = Project.objects.all() if projects is None else projects
    rows: Any = found.order_by().values(key=key, label=label).annotate(**_SUMS).order_by("label")
    return [
        GroupFigures(key=str(row["key"] or ""), label=str(row["label"] or ""), figures=_figures(row))
        for row in rows
    ]


def _figures(row: dict[str, Any]) -> Figures:
    promised = row["promised"]
    return Figures(
        projects=row["n"],
        promised=promised,
        contracted=row["contracted"],
        paid=row["paid"],
        physical_percent=row["weighted"] // promised if promised else 0,
        finished=row["finished"],
    )
