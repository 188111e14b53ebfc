"""The votes of a published count, so that lists can stand in their order."""

from collections.abc import Mapping

from django.db import transaction

from tequio.foundation.audit import services as audit
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.events import VotesRecorded
from tequio.participation.proposals.models import Proposal


@transaction.atomic
def record_votes(*, edition: Edition, votes: Mapping[int, int], actor: int | None = None) -> int:
    """Note the published votes of each proposal (id -> votes). Doing it again changes nothing.

    Returns:
        How many proposals changed.
    """
    found = list(Proposal.objects.select_for_update().filter(edition=edition, pk__in=votes).order_by("pk"))
    changed = [proposal for proposal in found if proposal.votes != votes[proposal.pk]]
    for proposal in changed:
        proposal.votes = votes[proposal.pk]
    Proposal.objects.bulk_update(changed, ["votes"])
    if changed:
        audit.record(VotesRecorded(edition_id=edition.pk, proposals=len(changed)), actor=actor)
    return len(changed)
