"""Named reads of projects, each in a constant number of queries."""

from tequio.accountability.projects.queries.datasets import (
    activity_rows,
    change_rows,
    product_rows,
    project_rows,
    stage_rows,
)
from tequio.accountability.projects.queries.desk import (
    SOON,
    DeskRow,
    Due,
    desk_projects,
    desk_rows,
    next_due,
)
from tequio.accountability.projects.queries.figures import (
    figures,
    figures_by_office,
    figures_by_sector,
    figures_by_stage,
)
from tequio.accountability.projects.queries.history import ProgressPoint, history, is_built, plan_progress
from tequio.accountability.projects.queries.reads import (
    by_title,
    detail,
    filter_options,
    followers,
    listing,
    of_offices,
    places,
    proponents,
    sectors_of,
    stage_names,
    stages_due,
    templates,
)
from tequio.accountability.projects.queries.reserve import Reserve, reserve, result_of
from tequio.accountability.projects.queries.thread import carried_out, decided, short

__all__ = [
    "SOON",
    "DeskRow",
    "Due",
    "ProgressPoint",
    "Reserve",
    "activity_rows",
    "by_title",
    "carried_out",
    "change_rows",
    "decided",
    "desk_projects",
    "desk_rows",
    "detail",
    "figures",
    "figures_by_office",
    "figures_by_sector",
    "figures_by_stage",
    "filter_options",
    "followers",
    "history",
    "is_built",
    "listing",
    "next_due",
    "of_offices",
    "places",
    "plan_progress",
    "product_rows",
    "project_rows",
    "proponents",
    "reserve",
    "result_of",
    "sectors_of",
    "short",
    "stage_names",
    "stage_rows",
    "stages_due",
    "templates",
]
