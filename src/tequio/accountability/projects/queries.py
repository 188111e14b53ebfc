"""Named reads of projects, each in a constant number of queries."""

from typing import Any

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Coalesce

from tequio.accountability.projects.models import Activity, Project, Stage, StageTemplate
from tequio.accountability.projects.types import FINISHED, Figures, Filters, GroupFigures
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition

_SECTOR_RANK = 1  # levels: 0 the municipality, 1 sectors, 2 colonias


def listing(filters: Filters | None = None) -> QuerySet[Project]:
    """Return the projects that the filters let through, newest first, with what a card shows."""
    filters = filters or Filters()
    found = Project.objects.select_related("edition", "unit", "office", "category", "proposal")
    for word in plain(filters.text).split():
        found = found.filter(search__contains=word)
    return found.filter(_conditions(filters))


def _conditions(filters: Filters) -> Q:
    conditions = Q()
    if filters.edition:
        conditions &= Q(edition__slug=filters.edition)
    if filters.sector:
        conditions &= Q(unit_id=filters.sector) | Q(unit__parent_id=filters.sector)
    if filters.stage:
        conditions &= Q(stage=filters.stage)
    if filters.office:
        conditions &= Q(office_id=filters.office)
    if filters.category:
        conditions &= Q(category__name=filters.category)
    return conditions


def of_offices(offices: set[int] | None) -> QuerySet[Project]:
    """Return the projects that these offices answer for; None means all."""
    found = listing()
    return found if offices is None else found.filter(office_id__in=offices)


def detail(folio: str) -> Project | None:
    """Return one project with its stages, their activities and the files of these, or None."""
    activities = Activity.objects.prefetch_related("attachments__file")
    stages = Stage.objects.prefetch_related(Prefetch("activities", queryset=activities))
    return (
        Project.objects.select_related("edition", "unit__level", "office", "category", "proposal")
        .prefetch_related(Prefetch("stages", queryset=stages))
        .filter(folio=folio)
        .first()
    )


def stage_names() -> dict[str, str]:
    """Return the name of each stage code of the template, in order."""
    return dict(StageTemplate.objects.values_list("code", "name"))


def filter_options() -> dict[str, list[tuple[str, str]]]:
    """Return what each filter of the list may be, as pairs of value and label."""
    used = Project.objects.order_by()
    sectors = Unit.objects.filter(
        Q(projects__isnull=False) | Q(children__projects__isnull=False), level__rank=_SECTOR_RANK
    )
    return {
        "edition": list(Edition.objects.filter(projects__isnull=False).distinct().values_list("slug", "name")),
        "sector": [(str(pk), name) for pk, name in sectors.distinct().values_list("pk", "name")],
        "office": [
            (str(pk), name)
            for pk, name in Office.objects.filter(pk__in=used.values("office")).values_list("pk", "name")
        ],
        "category": [
            (name, name)
            for name in Category.objects.filter(pk__in=used.values("category"))
            .order_by("name")
            .values_list("name", flat=True)
            .distinct()
        ],
        "stage": list(stage_names().items()),
    }


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
    deep = Q(unit__level__rank__gt=_SECTOR_RANK, unit__parent__isnull=False)
    key = Case(When(deep, then=F("unit__parent_id")), default=F("unit_id"))
    own = Coalesce(F("unit__name"), Value(""), output_field=TextField())
    label = Case(When(deep, then=F("unit__parent__name")), default=own)
    return _grouped(projects, key, label)


def figures_by_office(projects: QuerySet[Project] | None = None) -> list[GroupFigures]:
    """Return the sums per office that answers."""
    return _grouped(projects, F("office_id"), F("office__name"))


_SUMS = {
    "n": Count("pk"),
    "promised": Coalesce(Sum("budget_centavos"), 0),
    "contracted": Coalesce(Sum("contracted_centavos"), 0),
    "paid": Coalesce(Sum("paid_centavos"), 0),
    "weighted": Coalesce(Sum(F("budget_centavos") * F("physical_percent")), 0),
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
