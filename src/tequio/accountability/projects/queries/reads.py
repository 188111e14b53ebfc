"""Named reads of projects, each in a constant number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from tequio.accountability.projects.models import Activity, PlannedActivity, Project, Stage, StageTemplate
from tequio.accountability.projects.types import STANDING_LABELS, Filters, StageState, Standing
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging.types import Place, key
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition

SECTOR_RANK = 1  # levels: 0 the municipality, 1 sectors, 2 colonias


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
    if filters.stage in STANDING_LABELS:
        conditions &= Q(standing=filters.stage)
    elif filters.stage:
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
    """Return one project with its plan, its reports and their files, and what changed in it, or None."""
    activities = Activity.objects.prefetch_related("attachments__file")
    planned = PlannedActivity.objects.select_related("responsible")
    stages = Stage.objects.prefetch_related(
        Prefetch("activities", queryset=activities), Prefetch("planned", queryset=planned)
    )
    return (
        Project.objects.select_related(
            "edition",
            "unit__level",
            "office",
            "responsible",
            "category",
            "proposal",
            "cancellation__act",
            "cancellation__substitute",
            "takes_the_place__project",
        )
        .prefetch_related(
            Prefetch("stages", queryset=stages), "products", "date_changes", "pauses", "handovers__act"
        )
        .filter(folio=folio)
        .first()
    )


def stage_names() -> dict[str, str]:
    """Return the name of each stage code of the template, in order, those that were retired too."""
    return dict(StageTemplate.objects.values_list("code", "name"))


def filter_options() -> dict[str, list[tuple[str, str]]]:
    """Return what each filter of the list may be, as pairs of value and label."""
    used = Project.objects.order_by()
    sectors = Unit.objects.filter(
        Q(projects__isnull=False) | Q(children__projects__isnull=False), level__rank=SECTOR_RANK
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


def by_title(title: str, edition: Edition | None = None) -> list[Project]:
    """Return the projects with exactly this title, as people type it, of the edition if one is named."""
    wanted = plain(title)
    found = Project.objects.filter(search__contains=wanted)
    if edition:
        found = found.filter(edition=edition)
    return [project for project in found if plain(project.title) == wanted]


def sectors_of(edition_id: int | None) -> QuerySet[Unit]:
    """Return the sectors of the map of an edition; of every map with projects if none is named."""
    found = Unit.objects.filter(level__rank=SECTOR_RANK)
    if edition_id:
        return found.filter(version__editions=edition_id)
    return found.filter(version__editions__projects__isnull=False).distinct()


def stages_due(offices: set[int] | None, *, by: date) -> list[Stage]:
    """Return the stages in progress of these offices promised for this day or before, the latest first."""
    found = Stage.objects.filter(
        state=StageState.IN_PROGRESS.value, planned_end__lte=by, project__standing=Standing.ACTIVE.value
    )
    found = found.select_related("project").order_by("planned_end", "pk")
    return list(found if offices is None else found.filter(project__office_id__in=offices))[:50]


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the title and page of each of these projects. One query."""
    found = Project.objects.filter(pk__in=ids).values_list("pk", "title", "folio")
    return {pk: Place(title, reverse("projects:detail", args=[folio])) for pk, title, folio in found}


def proponents(project: Project) -> set[int]:
    """Return the ids of who proposed a project, alone or with others; nobody if it comes from no proposal."""
    if project.proposal is None:
        return set()
    signed = project.proposal.coauthors.standing().values_list("person", flat=True)
    return {pk for pk in (project.proposal.author_id, *signed) if pk is not None}


def followers(project: Project) -> set[int]:
    """Return the ids of who follows a project, or the proposal that asked for it. One query."""
    keys = [key("project", project.pk)]
    if project.proposal_id:
        keys.append(key("proposal", project.proposal_id))
    return messaging.followers(*keys)


def templates() -> list[StageTemplate]:
    """Return every stage of the template, those in use first, each group in its order. One query."""
    found = list(StageTemplate.objects.all())
    return sorted(found, key=lambda stage: stage.retired_at is not None)
