"""Keeping what a proposal says each time it changes, and hiding a version that should not be read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tequio.core import money
from tequio.foundation.audit import services as audit
from tequio.participation.proposals.events import VersionHidden
from tequio.participation.proposals.models import Proposal, ProposalVersion
from tequio.participation.proposals.services.errors import ReasonMissing
from tequio.participation.proposals.types import LAND_LABELS, PublicLand

_LANGUAGE = "es-mx"  # in which the versions are kept, whoever writes


def keep_version(proposal: Proposal, *, at: datetime) -> ProposalVersion | None:
    """Keep what a proposal says now, unless it is what it said before. The caller holds its row.

    Where the author lives is not kept: it is not public.
    """
    answers = answers_of(proposal)
    last = proposal.versions.first()
    if last and last.answers == answers:
        return None
    number = last.number + 1 if last else 1
    return ProposalVersion.objects.create(proposal=proposal, number=number, at=at, answers=answers)


def keep_first(proposal: Proposal) -> None:
    """Keep what a proposal of before the history said, ahead of its first change."""
    if proposal.submitted_at and not proposal.versions.exists():
        before = Proposal.objects.select_related("site", "category", "size").get(pk=proposal.pk)
        keep_version(before, at=proposal.submitted_at)


def answers_of(proposal: Proposal) -> dict[str, Any]:
    """Return the public answers of a proposal in words, by their code."""
    pinned = proposal.lat is not None and proposal.lon is not None
    cost = proposal.estimated_cost_centavos
    photos = proposal.photos.select_related("file").order_by("position", "pk")
    return {
        "title": proposal.title,
        "problem": proposal.problem,
        "solution": proposal.solution,
        "site": proposal.site.name if proposal.site else "",
        "place": proposal.place,
        "point": f"{proposal.lat:.5f}, {proposal.lon:.5f}" if pinned else "",
        "public_land": _land(proposal),
        "category": proposal.category.name if proposal.category else "",
        "size": proposal.size.name if proposal.size else "",
        "cost": "" if cost is None else money.exact(cost),
        "photos": "\n".join(photo.file.alt for photo in photos),
    }


def _land(proposal: Proposal) -> str:
    with override(_LANGUAGE):
        return str(LAND_LABELS[PublicLand(proposal.public_land)]) if proposal.public_land else ""


@transaction.atomic
def hide_version(*, version: ProposalVersion, reason: str, actor: int | None = None) -> None:
    """Hide what one version said, with a reason: it had somebody's data, say. The rest stays readable.

    Raises:
        ReasonMissing: without a reason.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: se publica en el historial."))
    version.hidden_reason = reason
    version.save(update_fields=["hidden_reason"])
    proposal = version.proposal
    event = VersionHidden(
        proposal_id=proposal.pk,
        edition_id=proposal.edition_id,
        folio=proposal.folio or "",
        number=version.number,
        reason=reason,
    )
    audit.record(event, actor=actor)
