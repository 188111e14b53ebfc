"""Running a rule over an election, and finding the rule that a file declares."""

from dataclasses import dataclass, replace

from tequio.core.tally import greedy, phragmen, rules
from tequio.core.tally.elections import Election, VoteType
from tequio.core.tally.equalshares import rule as equal_shares
from tequio.core.tally.reasons import Reason
from tequio.core.tally.rules import Contest, Parameters, Selection, UnsupportedRuleError, Utility
from tequio.core.tally.scores import Standing, standings
from tequio.core.tally.ties import Order, Tie, TieRule

__all__ = ["Declared", "Result", "count", "declared", "equal_shares", "greedy", "phragmen"]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a count: one selection per envelope, in the order of the election's envelopes."""

    election: Election
    rule: str
    parameters: Parameters
    standings: dict[str, Standing]
    selections: tuple[Selection, ...]

    @property
    def winners(self) -> list[str]:
        """The winners in order of selection, envelope after envelope."""
        return [winner for selection in self.selections for winner in selection.winners]

    @property
    def spent(self) -> int:
        """Centavos taken from the envelopes."""
        return sum(selection.spent for selection in self.selections)

    @property
    def ties(self) -> list[Tie]:
        """Every tie that was met."""
        return [tie for selection in self.selections for tie in selection.ties]

    @property
    def reasons(self) -> dict[str, Reason]:
        """The reason of every project, by its id."""
        return {key: reason for selection in self.selections for key, reason in selection.reasons.items()}


def count(election: Election, rule: str, parameters: Parameters | None = None) -> Result:
    """Count an election by a rule of the registry.

    Args:
        election: what to count.
        rule: the rule's name (``rules.names()``).
        parameters: what the rule is told; its defaults if None.

    Raises:
        UnknownRuleError: if there is no such rule.
    """
    chosen = rules.find(rule)
    told = parameters or Parameters()
    found = standings(election)
    order = Order(told.ties, told.tie_order, {p.id: i for i, p in enumerate(election.projects)})
    by_points = election.vote_type.has_points or election.vote_type is VoteType.ORDINAL
    selections = []
    for envelope in election.envelopes:
        mine = [s for s in found.values() if s.project.envelope == envelope.id]
        selection = chosen.select(Contest(envelope, mine, order, told, election))
        reasons = {key: replace(r, by_points=by_points) for key, r in selection.reasons.items()}
        selections.append(replace(selection, reasons=reasons))
    return Result(election, chosen.name, told, found, tuple(selections))


@dataclass(frozen=True, slots=True)
class Declared:
    """The rule that a file declares, with its parameters and what must be said about it (in Spanish)."""

    rule: str
    parameters: Parameters
    warnings: tuple[str, ...] = ()


def declared(election: Election) -> Declared:
    """Return the rule that an election's file declares.

    The file's ``rule`` and ``min_project_score_threshold`` decide. Where the file records official winners,
    its order of tied projects is the organiser's own decision and is kept; otherwise ties go to the lower cost.

    Raises:
        UnsupportedRuleError: if the file declares no rule or one that is not in the registry.
    """
    name = election.meta.get("rule", "").strip().lower()
    known = _DECLARED.get(name)
    if known is None or (name == _POZNAN and "80%" not in election.meta.get("comment", "")):
        raise UnsupportedRuleError(_unsupported(name))
    rule, warnings = known
    parameters = Parameters(
        threshold=_whole(election.meta.get("min_project_score_threshold")),
        winners_max=_whole(election.meta.get("winners_max")) or None,
        part_percent=_whole(election.meta.get("part_percent")) or (80 if name == _POZNAN else None),
        ties=_ties(election),
        tie_order=tuple(filter(None, election.meta.get("tie_order", "").split(","))),
        utility=Utility(election.meta.get("utility", "").strip() or Utility.COST),
    )
    return Declared(rule, parameters, warnings)


def named(election: Election, name: str) -> Declared:
    """Return a rule asked for by name, told what the file says of ties and of the minimum, if it is its.

    Raises:
        UnknownRuleError: if there is no such rule.
    """
    rule = rules.find(name).name
    threshold = _whole(election.meta.get("min_project_score_threshold")) if "threshold" in rule else 0
    return Declared(rule, Parameters(threshold=threshold, ties=_ties(election)))


def _ties(election: Election) -> TieRule:
    """Return the tie rule of a file: declared, or the file's own order where official winners are recorded."""
    told = election.meta.get("tie_rule", "").strip()
    if told in {rule.value for rule in TieRule}:
        return TieRule(told)
    return TieRule.COST if election.selected is None else TieRule.FILE


_POZNAN = "greedy-custom"  # Poznań's rule; its files explain the 80 % in their comment
_DECLARED: dict[str, tuple[str, tuple[str, ...]]] = {
    "greedy": ("greedy-skip", ()),
    "greedy-skip": ("greedy-skip", ()),
    "greedy-no-skip": ("greedy-stop", ()),
    "greedy-stop": ("greedy-stop", ()),
    "greedy-threshold": ("greedy-threshold", ()),
    "plurality": ("plurality", ()),
    _POZNAN: ("greedy-stop", ()),
    "equalshares": ("equal-shares", ()),
    "equalshares-comparison": ("equal-shares-comparison", ()),
    "equalshares/add1": ("equal-shares-add1", ()),
    "equalshares/add1-comparison": ("equal-shares-add1-comparison", ()),
    "greedy-exclusive": (
        "greedy-skip",
        ("El archivo no dice qué proyectos se excluyen entre sí: se contó como si no los hubiera.",),
    ),
}


def _whole(text: str | None) -> int:
    """Return a count written in a file's META; the reader has already checked that it is a number."""
    return int(text) if text and text.strip() else 0


def _unsupported(name: str) -> str:
    known = ", ".join(rules.names())
    if name in ("", "unknown"):
        return f"El archivo no declara con qué regla se contó. Indique una con --rule: {known}."
    return (
        f"El archivo declara la regla «{name}», que esta versión no sabe contar. "
        f"Puede contarlo con otra: --rule {known.replace(', ', ' | --rule ')}."
    )
