"""What a file declares: its rule, its parameters, and what must be said about them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from tequio.core.tally import exclusion, rules, thresholds
from tequio.core.tally.elections import Election
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.lot import Lot
from tequio.core.tally.rules import Parameters, UnsupportedRuleError, Utility
from tequio.core.tally.thresholds import Rounding
from tequio.core.tally.ties import TieRule


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
    rule = _DECLARED.get(name) or (name if name.replace("_", "-") in rules.names() else None)
    custom = name == _CUSTOM and "80%" not in election.meta.get("comment", "").replace("80 %", "80%")
    if rule is None or (custom and not election.meta.get("part_percent")):
        raise UnsupportedRuleError(_unsupported(name))
    groups, warnings = _exclusive(election, name)
    least, part = minimum(election)
    parameters = Parameters(
        threshold=least,
        threshold_percent=part,
        rounding=Rounding(election.meta.get("threshold_rounding", "").strip() or Rounding.UP),
        exclusive=groups,
        lot=_lot(election),
        winners_max=_whole(election.meta.get("winners_max")) or None,
        part_percent=_whole(election.meta.get("part_percent")) or (80 if name == _CUSTOM else None),
        ties=tie_rule(election),
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
    least, part = minimum(election) if "threshold" in rule else (0, None)
    told = Parameters(threshold=least, threshold_percent=part, ties=tie_rule(election), lot=_lot(election))
    return Declared(rule, told)


def tie_rule(election: Election) -> TieRule:
    """Return the tie rule of a file: declared, or the file's own order where official winners are recorded."""
    told = election.meta.get("tie_rule", "").strip()
    if told in {rule.value for rule in TieRule}:
        return TieRule(told)
    return TieRule.COST if election.selected is None else TieRule.FILE


def minimum(election: Election) -> tuple[int, Fraction | None]:
    """Return the minimum that a file declares: as a score, and as a percentage of its valid ballots."""
    text = election.meta.get("min_project_score_threshold", "").strip()
    part = thresholds.percent(text)
    if part is not None or not text:
        return 0, part
    return ceil(Decimal(text)), None


_CUSTOM = "greedy-custom"  # Poznań's rule; its files explain the 80 % in their comment
_EXCLUSIVE = "greedy-exclusive"
_DECLARED = {
    "greedy": "greedy-skip",
    "greedy-skip": "greedy-skip",
    "greedy-no-skip": "greedy-stop",
    "greedy-stop": "greedy-stop",
    "greedy-threshold": "greedy-threshold",
    "plurality": "plurality",
    _CUSTOM: "greedy-stop",
    _EXCLUSIVE: "greedy-skip",
    "equalshares": "equal-shares",
    "equalshares-comparison": "equal-shares-comparison",
    "equalshares/add1": "equal-shares-add1",
    "equalshares/add1-comparison": "equal-shares-add1-comparison",
}
_LIST = re.compile(r"projects?\s+((?:[\w.-]+(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+))+[\w.-]*\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+", re.IGNORECASE)
_KEPT = re.compile(r"(?:retained|kept)\s+project\s+([\w.-]*\w)", re.IGNORECASE)


def _exclusive(election: Election, name: str) -> tuple[tuple[Exclusive, ...], tuple[str, ...]]:
    """Return the groups of which only one may win, and what to say of where they come from.

    Our own files say them in ``exclusive``. Those of ``greedy-exclusive`` tell them, if at all, in the words
    of their comment («projects 773 and 153 … could not be implemented simultaneously»): the best placed stays,
    unless the words say which one was retained.
    """
    written = exclusion.parsed(election.meta.get("exclusive", ""))
    if written or name != _EXCLUSIVE:
        return written, ()
    known = {project.id for project in election.projects}
    comment = election.meta.get("comment", "")
    kept = {match.group(1) for match in _KEPT.finditer(comment)}
    found = []
    for match in _LIST.finditer(comment):
        ids = tuple(key for key in _BETWEEN.split(match.group(1)) if key in known)
        if len(ids) > 1:
            found.append(Exclusive(ids, next((key for key in ids if key in kept), "")))
    if not found:
        return (), ("El archivo no dice qué proyectos se excluyen entre sí: se contó como si no los hubiera.",)
    text = exclusion.written(found).replace("|", "; ").replace(",", ", ").replace("*", " (se conserva)")
    return tuple(found), (f"Proyectos que se excluyen entre sí, según el comentario del archivo: {text}.",)


def _lot(election: Election) -> Lot | None:
    seed = election.meta.get("lot_seed", "").strip()
    return Lot(seed, election.meta.get("lot_sha256", "").strip()) if seed else None


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
