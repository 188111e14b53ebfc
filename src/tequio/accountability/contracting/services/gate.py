"""What may pass to publication: errors never do; of every other rule a publisher decides (GATE)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import GateDecided
from tequio.accountability.contracting.models import GateRule
from tequio.accountability.contracting.queries.gate import decisions
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.types import GateDecision
from tequio.core.ocds.validation import Finding, Severity
from tequio.core.ocds.validation.rules import RULES, Depth
from tequio.foundation.audit import services as audit

DECIDED = frozenset({Depth.STANDARD, Depth.COHERENCE})  # what a publisher decides of


def judged(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings as they are kept with a process: without the ignored, and each with what follows.

    Each has ``blocks``: whether nothing is published until it is mended. One read.
    """
    decided = decisions()
    kept = [one for one in findings if not _ignored(one, decided)]
    return [one.as_dict() | {"blocks": _blocks(one, decided)} for one in kept]


def blocks(findings: Iterable[Finding]) -> bool:
    """Return whether any of the findings keeps a process from being published. One read."""
    decided = decisions()
    return any(_blocks(one, decided) for one in findings)


def _blocks(one: Finding, decided: dict[str, GateDecision]) -> bool:
    return one.severity is Severity.ERROR or decided.get(one.code) is GateDecision.BLOCK


def _ignored(one: Finding, decided: dict[str, GateDecision]) -> bool:
    return one.severity is not Severity.ERROR and decided.get(one.code) is GateDecision.IGNORE


@transaction.atomic
def decide(
    *, code: str, decision: GateDecision, reason: str = "", actor: int | None = None, at: datetime
) -> GateRule:
    """Decide what follows from a rule of the check. Who is concerned is checked again (its handler asks).

    Args:
        code: of a rule of the standard or of coherence.
        decision: block, warn or ignore.
        reason: why; needed to block or to ignore, since both hide something from the public.
        actor: who decides.
        at: now.

    Raises:
        UnknownError: if there is no such rule.
        ContractingError: if nobody may decide of it, or the reason is missing.
    """
    rule = RULES.get(code)
    if rule is None:
        raise UnknownError(_("No existe esa regla."), status=404)
    if rule.depth not in DECIDED:
        raise ContractingError(
            _("De esta regla no se decide: un error de estructura siempre detiene la publicación."), status=409
        )
    reason = " ".join(reason.split())
    if decision is not GateDecision.WARN and not reason:
        raise ContractingError(_("Escriba el motivo: queda en la bitácora."), status=422)
    kept, _made = GateRule.objects.update_or_create(
        code=code,
        defaults={
            "decision": decision.value,
            "reason": reason,
            "decided_by_id": actor,
            "decided_at": at,
        },
    )
    audit.record(GateDecided(code=code, decision=decision.value), actor=actor, at=at)
    return kept
