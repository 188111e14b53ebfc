"""Publishing the results: from then on they do not change, and winners become projects."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import ResultsPublished
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.services.errors import AlreadyPublished, TieUnresolved
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Edition
from tequio.participation.proposals import services as proposals


@transaction.atomic
def publish_results(*, count_id: int, at: datetime, actor: int | None = None) -> Count:
    """Publish a count. Publishing the same one again changes nothing.

    Args:
        count_id: the count that was previewed.
        at: now.
        actor: the id of who publishes.

    Raises:
        AlreadyPublished: if another count of the edition is public.
        TieUnresolved: if a tie still waits for the assembly.
    """
    row = Count.objects.get(pk=count_id)
    edition = Edition.objects.select_for_update().get(pk=row.edition_id)
    row.refresh_from_db()
    if row.published_at:
        return row
    if queries.published_count(edition):
        raise AlreadyPublished(_("Los resultados de esta edición ya se publicaron con otro conteo."))
    if row.results.filter(outcome=Outcome.TIED).exists():
        raise TieUnresolved(_("Falta resolver un empate: anote el orden que dio la asamblea."))
    row.published_at = at
    row.save(update_fields=["published_at"])
    votes = dict(row.results.values_list("option__proposal", "votes"))
    proposals.record_votes(edition=edition, votes=votes, actor=actor)
    audit.record(ResultsPublished(edition_id=edition.pk, count_id=row.pk), actor=actor, at=at)
    return row
