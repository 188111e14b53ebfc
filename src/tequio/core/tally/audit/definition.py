"""The definition of a count: all that a stranger needs to count the ballots again, apart from them."""

from typing import Any

from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Election, Envelope
from tequio.core.tally.rules import Compare, Completion, Parameters
from tequio.core.tally.scores import borda_top

FORMAT = "tequio-audit/1"


def ballots_name(election: Election, place: int) -> str:
    """Return the name of the file with the ballots of an envelope, by its place in the election."""
    return "ballots.pb" if len(election.envelopes) == 1 else f"ballots-{place + 1}.pb"


def definition(result: Result) -> dict[str, Any]:
    """Return the definition of a count. Money is in centavos."""
    election, told = result.election, result.parameters
    lot = told.lot
    return {
        "format": FORMAT,
        "title": election.meta.get("description", ""),
        "currency": election.meta.get("currency", "MXN"),
        "rule": result.rule,
        **_parameters(result.rule, told),
        "ties": told.ties.value,
        "tie_order": list(told.tie_order),
        "lot_seed": lot.seed if lot else "",
        "lot_sha256": lot.committed.strip().lower() if lot else "",
        "exclusive": [{"projects": list(g.projects), "kept": g.kept} for g in told.exclusive],
        "pots": {"city": told.pots.city, "when": told.pots.when.value, "remainder": told.pots.remainder.value},
        "vote_type": election.vote_type.value,
        "borda_top": borda_top(election),
        "project_order": [project.id for project in election.projects],
        "envelopes": [
            _envelope(election, envelope, place) for place, envelope in enumerate(election.envelopes)
        ],
    }


def _parameters(rule: str, told: Parameters) -> dict[str, Any]:
    part = told.threshold_percent
    add1 = "-add1" in rule or told.completion is Completion.ADD1
    compared = "-comparison" in rule and told.compare is Compare.NONE
    return {
        "threshold": told.threshold,
        "threshold_percent": None if part is None else str(part),
        "rounding": told.rounding.value,
        "winners_max": told.winners_max,
        "part_percent": told.part_percent,
        "utility": told.utility.value,
        "completion": (Completion.ADD1 if add1 else told.completion).value,
        "start": told.start.value,
        "stop": told.stop.value,
        "increment_centavos": told.increment,
        "fill": told.fill.value,
        "compare": (Compare.SATISFACTION if compared else told.compare).value,
        "min_share": told.min_share,
        "blank_share": told.blank_share,
    }


def _envelope(election: Election, envelope: Envelope, place: int) -> dict[str, Any]:
    projects = [p for p in election.projects if p.envelope == envelope.id]
    return {
        "id": envelope.id,
        "name": envelope.name,
        "amount_centavos": envelope.amount,
        "winners_max": envelope.winners_max,
        "ballots": ballots_name(election, place),
        "projects": [
            {"id": p.id, "name": p.name, "cost_centavos": p.cost, "withdrawn": p.withdrawn} for p in projects
        ],
    }
