"""What the boards read: sums in the database, in a constant number of queries whatever their number of rows."""

from tequio.frontdoors.dashboards.queries.chosen import contract_rows, contracts, options, projects
from tequio.frontdoors.dashboards.queries.comparing import compared
from tequio.frontdoors.dashboards.queries.following import dots, indicators, pins, sector_shapes
from tequio.frontdoors.dashboards.queries.money import amended, months
from tequio.frontdoors.dashboards.queries.sums import board, cut
from tequio.frontdoors.dashboards.queries.times import longest_waiting, most_overdue, times

__all__ = [
    "amended",
    "board",
    "compared",
    "contract_rows",
    "contracts",
    "cut",
    "dots",
    "indicators",
    "longest_waiting",
    "months",
    "most_overdue",
    "options",
    "pins",
    "projects",
    "sector_shapes",
    "times",
]
