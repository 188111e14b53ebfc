"""What the boards read: sums of the projects, in four queries whatever their number."""

from django.db.models import QuerySet

from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import Filters, GroupFigures
from tequio.frontdoors.dashboards.types import Board, Group
from tequio.participation.editions.models import Edition

_CUTS = {
    Group.STAGE: projects.figures_by_stage,
    Group.SECTOR: projects.figures_by_sector,
    Group.OFFICE: projects.figures_by_office,
}


def chosen(*, edition: str = "", offices: set[int] | None = None) -> QuerySet[Project]:
    """Return the projects of a board.

    Args:
        edition: slug of the edition; empty for all.
        offices: the offices that answer for them; None for all.
    """
    found = projects.listing(Filters(edition=edition))
    return found if offices is None else found.filter(office_id__in=offices)


def board(found: QuerySet[Project]) -> Board:
    """Return every figure of a board."""
    return Board(projects.figures(found), {group: cut(found, group) for group in Group})


def cut(found: QuerySet[Project], group: Group) -> list[GroupFigures]:
    """Return the figures of one cut."""
    return _CUTS[group](found)


def editions() -> list[tuple[str, str]]:
    """Return slug and name of the editions that have projects."""
    found = Edition.objects.filter(projects__isnull=False).distinct()
    return list(found.values_list("slug", "name"))
