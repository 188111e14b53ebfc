"""Named reads of contracting, each in a constant number of queries."""

from tequio.accountability.contracting.queries.advice import Advice, advice, publication_of
from tequio.accountability.contracting.queries.facts import facts
from tequio.accountability.contracting.queries.reads import (
    awarded_in,
    changed_by_hand,
    detail,
    expired,
    failed_deliveries,
    held_back,
    history,
    ids_of,
    ids_of_project,
    money_of_project,
    of_offices,
    of_project,
    paid,
    paid_on_contract,
    projects_without_process,
    publication_counts,
    publications,
    publications_due,
    unsigned,
    whole,
)
from tequio.accountability.contracting.queries.thread import knots
from tequio.accountability.contracting.types import CLOSED

__all__ = [
    "CLOSED",
    "Advice",
    "advice",
    "awarded_in",
    "changed_by_hand",
    "detail",
    "expired",
    "facts",
    "failed_deliveries",
    "held_back",
    "history",
    "ids_of",
    "ids_of_project",
    "knots",
    "money_of_project",
    "of_offices",
    "of_project",
    "paid",
    "paid_on_contract",
    "projects_without_process",
    "publication_counts",
    "publication_of",
    "publications",
    "publications_due",
    "unsigned",
    "whole",
]
