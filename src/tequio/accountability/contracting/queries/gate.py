"""What the publisher decided of each rule, and how many processes each concerns."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tequio.accountability.contracting.models import GateRule, Publication, Release
from tequio.accountability.contracting.queries.rules import RuleWords, all_rules
from tequio.accountability.contracting.types import GATE_LABELS, GateDecision
from tequio.core.ocds.validation.rules import Depth


@dataclass(frozen=True, slots=True)
class GateRow:
    """A rule, what was decided of it, and how many processes it concerns now."""

    words: RuleWords
    decision: GateDecision
    fixed: bool  # errors of structure always block; what concerns all processes together never does
    reason: str
    affected: int
    held: int  # processes that are not published because of it

    @property
    def decision_label(self) -> Any:
        """Return the decision in words."""
        return GATE_LABELS[self.decision]


def decisions() -> dict[str, GateDecision]:
    """Return the decision of each rule that somebody decided."""
    return {code: GateDecision(one) for code, one in GateRule.objects.values_list("code", "decision")}


def gate() -> list[GateRow]:
    """Return every rule with its decision and the processes it concerns, in two queries."""
    decided = {one.code: one for one in GateRule.objects.all()}
    affected, held = affected_by_rule()
    return [_row(words, decided.get(words.code), affected, held) for words in all_rules()]


def _row(words: RuleWords, decided: GateRule | None, affected: Counter[str], held: Counter[str]) -> GateRow:
    depth = words.rule.depth
    fixed = depth in {Depth.STRUCTURE, Depth.DATASET}
    default = GateDecision.BLOCK if depth is Depth.STRUCTURE else GateDecision.WARN
    return GateRow(
        words=words,
        decision=GateDecision(decided.decision) if decided and not fixed else default,
        fixed=fixed,
        reason=decided.reason if decided and not fixed else "",
        affected=affected[words.code],
        held=held[words.code],
    )


def affected_by_rule() -> tuple[Counter[str], Counter[str]]:
    """Return how many processes each rule concerns, and how many of them are held back by it; one query."""
    affected: Counter[str] = Counter()
    held: Counter[str] = Counter()
    rows = Publication.objects.exclude(findings=[]).values_list("findings", "due_since")
    for findings, due in rows.iterator():
        affected.update({one["code"] for one in findings})
        if due is not None:
            held.update({one["code"] for one in findings if one.get("blocks")})
    return affected, held


def processes_of_history(history_id: UUID) -> list[int]:
    """Return the processes whose releases an import brought in, each once."""
    found = Release.objects.filter(history_id=history_id).order_by("process_id")
    return list(found.values_list("process_id", flat=True).distinct())


def ids_affected(code: str) -> list[int]:
    """Return the processes of whose last attempt a rule had something to say."""
    found = Publication.objects.filter(findings__contains=[{"code": code}])
    return list(found.order_by("process_id").values_list("process_id", flat=True))
