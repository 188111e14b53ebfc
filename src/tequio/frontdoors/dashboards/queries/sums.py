"""The sums of the first board."""

from django.db.models import QuerySet

from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import GroupFigures
from tequio.frontdoors.dashboards.types import Board, Group

_CUTS = {
    Group.STAGE: projects.figures_by_stage,
    Group.SECTOR: projects.figures_by_sector,
    Group.OFFICE: projects.figures_by_office,
}


def board(found: QuerySet[Project]) -> Board:
    """Return every figure of a board."""
    return Board(projects.figures(found), {group: cut(found, group) for group in Group})


def cut(found: QuerySet[Project], group: Group) -> list[GroupFigures]:
    """Return the figures of one cut."""
    return _CUTS[group](found)
