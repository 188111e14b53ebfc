"""Every rule of the check: its stable code, how deep it looks, how serious it is (CHECK, COHERE, DATASET)."""

from dataclasses import dataclass
from enum import StrEnum

from tequio.core.ocds.validation.findings import Severity


class Depth(StrEnum):
    """How deep a rule looks."""

    STRUCTURE = "structure"  # what the schema and the closed codelists refuse
    STANDARD = "standard"  # what the standard asks beyond its schema
    COHERENCE = "coherence"  # whether a release makes sense
    DATASET = "dataset"  # whether all processes together do


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``code`` is that of its findings and never changes."""

    code: str
    depth: Depth
    severity: Severity = Severity.WARNING


def _rules(depth: Depth, codes: str, severity: Severity = Severity.WARNING) -> dict[str, Rule]:
    return {code: Rule(code, depth, severity) for code in codes.split()}


RULES: dict[str, Rule] = {
    **_rules(
        Depth.STRUCTURE,
        "required type date-time uri closed_codelist uniqueItems minItems minLength minProperties pattern "
        "oneOf version",
        Severity.ERROR,
    ),
    **_rules(
        Depth.STANDARD,
        "bad_ocid bad_project_id missing_currency unknown_field open_codelist "
        "deprecated_field empty_value repeated_id unknown_extension",
    ),
    **_rules(
        Depth.COHERENCE,
        "period_order period_duration direct_tenderers tenderers_count award_open_procedure award_before_close "
        "contract_award_missing contract_lost_award contract_before_award contract_value "
        "payments_over_contract payment_before_signature payment_not_in_force net_over_gross milestone_met "
        "date_future party_missing party_name party_role role_unused budget_value value_unreal",
    ),
    **_rules(
        Depth.DATASET,
        "tender_id_repeated ocid_repeated value_concentration value_repetition buyer_repetition category_share "
        "related_missing ocid_vanished phase_vanished title_changed",
    ),
}


def depth_of(code: str) -> Depth:
    """Return how deep the rule of a finding looks; what is not known is a keyword of the schema."""
    rule = RULES.get(code)
    return rule.depth if rule else Depth.STRUCTURE
