"""Named reads of projects, each in a constant number of queries."""

from tequio.accountability.projects.queries.figures import (
    figures,
    figures_by_office,
    figures_by_sector,
    figures_by_stage,
)
from tequio.accountability.projects.queries.reads import (
    by_title,
    detail,
    filter_options,
    followers,
    listing,
    of_offices,
    places,
    sectors_of,
    stage_names,
    stages_due,
)
from tequio.accountability.projects.queries.thread import carried_out, decided, short

__all__ = [
    "by_title",
    "carried_out",
    "decided",
    "detail",
    "figures",
    "figures_by_office",
    "figures_by_sector",
    "figures_by_stage",
    "filter_options",
    "followers",
    "listing",
    "of_offices",
    "places",
    "sectors_of",
    "short",
    "stage_names",
    "stages_due",
]
