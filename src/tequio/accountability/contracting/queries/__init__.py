"""Named reads of contracting, each in a constant number of queries."""

from tequio.accountability.contracting.queries.advice import Advice, advice, publication_of
from tequio.accountability.contracting.queries.facts import facts
from tequio.accountability.contracting.queries.gate import (
    GateRow,
    affected_by_rule,
    decisions,
    gate,
    ids_affected,
)
from tequio.accountability.contracting.queries.procedures import catalogue, offices, procedures_offered
from tequio.accountability.contracting.queries.reads import (
    awarded_in,
    changed_by_hand,
    expired,
    failed_deliveries,
    held_back,
    history,
    ids_of_project,
    ids_of_projects,
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
from tequio.accountability.contracting.queries.rules import RuleWords, all_rules, rule_words
from tequio.accountability.contracting.queries.suppliers import (
    by_public_key,
    contracts_of,
    natural_persons,
    processes_naming,
    proposals_of,
    roll,
    supplier,
    winners,
)
from tequio.accountability.contracting.queries.thread import knots
from tequio.accountability.contracting.queries.tracking import missing, money_history
from tequio.accountability.contracting.queries.whole import detail
from tequio.accountability.contracting.types import CLOSED

__all__ = [
    "CLOSED",
    "Advice",
    "GateRow",
    "RuleWords",
    "advice",
    "affected_by_rule",
    "all_rules",
    "awarded_in",
    "by_public_key",
    "catalogue",
    "changed_by_hand",
    "contracts_of",
    "decisions",
    "detail",
    "expired",
    "facts",
    "failed_deliveries",
    "gate",
    "held_back",
    "history",
    "ids_affected",
    "ids_of_project",
    "ids_of_projects",
    "knots",
    "missing",
    "money_history",
    "money_of_project",
    "natural_persons",
    "of_offices",
    "of_project",
    "offices",
    "paid",
    "paid_on_contract",
    "procedures_offered",
    "processes_naming",
    "projects_without_process",
    "proposals_of",
    "publication_counts",
    "publication_of",
    "publications",
    "publications_due",
    "roll",
    "rule_words",
    "supplier",
    "unsigned",
    "whole",
    "winners",
]
