"""Named reads of contracting, each in a constant number of queries."""

from tequio.accountability.contracting.queries.advice import Advice, advice, publication_of
from tequio.accountability.contracting.queries.facts import facts
from tequio.accountability.contracting.queries.reads import (
    awarded_in,
    batch,
    batches,
    detail,
    expired,
    failed_deliveries,
    held_back,
    history,
    ids_of_project,
    money_of_project,
    of_offices,
    of_project,
    paid,
    paid_on_contract,
    processes_of_batch,
    projects_without_process,
    publication_counts,
    publications,
    publications_due,
    touched_since,
    unsigned,
    whole,
)
from tequio.accountability.contracting.queries.thread import knots
from tequio.accountability.contracting.queries.tracking import missing, money_history
from tequio.accountability.contracting.types import CLOSED

__all__ = [
    "CLOSED",
    "Advice",
    "advice",
    "awarded_in",
    "batch",
    "batches",
    "detail",
    "expired",
    "facts",
    "failed_deliveries",
    "held_back",
    "history",
    "ids_of_project",
    "knots",
    "missing",
    "money_history",
    "money_of_project",
    "of_offices",
    "of_project",
    "paid",
    "paid_on_contract",
    "processes_of_batch",
    "projects_without_process",
    "publication_counts",
    "publication_of",
    "publications",
    "publications_due",
    "touched_since",
    "unsigned",
    "whole",
]
