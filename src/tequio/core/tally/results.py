"""A result as JSON: the same count always gives the same bytes."""

import json
from typing import Any

from tequio.core.money import CENTAVOS
from tequio.core.tally.counting import Result
from tequio.core.tally.lot import commitment
from tequio.core.tally.reasons import Reason, sentence
from tequio.core.tally.rules import Parameters, Selection, as_number
from tequio.core.tally.ties import Tie


def document(result: Result, *, warnings: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the result document. Money is in the file's own units: whole, or with its decimals."""
    election = result.election
    return {
        "rule": result.rule,
        "parameters": _parameters(result),
        "winners": result.winners,
        "spent": units(result.spent),
        "budget": units(election.budget),
        "ties": [_tie(tie) for tie in result.ties],
        "reasons": {
            key: reason_document(reason, symbol=election.symbol) for key, reason in result.reasons.items()
        },
        "envelopes": [
            {
                "id": envelope.id,
                "name": envelope.name,
                "budget": units(envelope.amount),
                "winners_max": envelope.winners_max,
                **_selection(selection),
            }
            for envelope, selection in zip(election.envelopes, result.selections, strict=True)
        ],
        "transfers": [
            {"envelope": t.envelope, "amount": units(t.amount), "cause": t.cause.value}
            for t in result.transfers
        ],
        "lot_order": list(result.order.drawn),
        "vote_type": election.vote_type.value,
        "ballots": election.cast,
        "projects": len(election.projects),
        "warnings": list(warnings),
    }


def to_json(document: dict[str, Any]) -> str:
    """Return the document as text, always the same for the same result."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def units(centavos: int) -> int | float:
    """Return an amount in whole currency units if it is whole, else with its decimals.

    The nearest double to an amount of at most 15 digits is written back as exactly that amount, so no digit
    is lost in the text.
    """
    whole, rest = divmod(centavos, CENTAVOS)
    return centavos / CENTAVOS if rest else whole


def reason_document(reason: Reason, *, symbol: str = "$") -> dict[str, Any]:
    """Return a reason as data, with its sentence under ``text``."""
    return {
        "outcome": reason.outcome.value,
        "code": reason.code.value,
        "rank": reason.rank,
        "votes": reason.votes,
        "score": as_number(reason.score),
        "cost": units(reason.cost),
        "remaining": None if reason.remaining is None else units(reason.remaining),
        "missing": None if reason.missing is None else units(reason.missing),
        "short": None if reason.short is None else as_number(reason.short),
        "margin": None if reason.margin is None else as_number(reason.margin),
        "limit": reason.limit,
        "taken_by": list(reason.taken_by),
        **({} if reason.each is None else {"each_centavos": as_number(reason.each)}),
        "text": sentence(reason, symbol=symbol),
    }


def _selection(selection: Selection) -> dict[str, Any]:
    return {"winners": selection.winners, "spent": units(selection.spent), **selection.details}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "projects": list(tie.projects),
        "score": as_number(tie.score),
        "resolved_by": tie.resolved_by,
        "decisive": tie.decisive,
        "envelope": tie.envelope,
    }


def _parameters(result: Result) -> dict[str, Any]:
    parameters = result.parameters
    values = _of_shares(parameters) if result.rule.startswith(("equal-shares", "phragmen")) else {}
    return values | {
        "threshold": parameters.threshold,
        "winners_max": parameters.winners_max,
        "part_percent": parameters.part_percent,
        "ties": parameters.ties.value,
        "tie_order": list(parameters.tie_order),
        **_declared(parameters),
    }


def _of_shares(parameters: Parameters) -> dict[str, Any]:
    """Return what Equal Shares and Phragmén were told. Money in centavos."""
    return {
        "utility": parameters.utility.value,
        "completion": parameters.completion.value,
        "start": parameters.start.value,
        "stop": parameters.stop.value,
        "increment_centavos": parameters.increment,
        "fill": parameters.fill.value,
        "compare": parameters.compare.value,
        "min_share": parameters.min_share,
        "blank_share": parameters.blank_share,
    }


def _declared(parameters: Parameters) -> dict[str, Any]:
    """Return what was declared beyond the minimum: percentages, groups, the lot, the pots."""
    part, lot, pots = parameters.threshold_percent, parameters.lot, parameters.pots
    return {
        "threshold_percent": None if part is None else as_number(part),
        "rounding": parameters.rounding.value,
        "exclusive": [{"projects": list(g.projects), "kept": g.kept} for g in parameters.exclusive],
        "lot": None if lot is None else {"seed": lot.seed, "seed_sha256": commitment(lot.seed)},
        "pots": {"city": pots.city, "when": pots.when.value, "remainder": pots.remainder.value},
    }
