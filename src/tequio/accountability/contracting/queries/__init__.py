"""Named reads of contracting, each in a constant number of queries."""

from tequio.accountability.contracting.queries.facts import facts
from tequio.accountability.contracting.queries.reads import (
    awarded_in,
    detail,
    ids_of_project,
    money_of_project,
    of_offices,
    of_project,
    paid_on_contract,
    publications_due,
    whole,
)

__all__ = [
    "awarded_in",
    "detail",
    "facts",
    "ids_of_project",
    "money_of_project",
    "of_offices",
    "of_project",
    "paid_on_contract",
    "publications_due",
    "whole",
]
