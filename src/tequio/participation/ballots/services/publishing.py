"""From a count to official results: looked at by a second person, public, open to be contested, final."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import CountReviewed, ProvisionalPublished, ResultsPublished
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.services.errors import (
    AlreadyPublished,
    ContestsOpen,
    NotReviewed,
    TieUnresolved,
)
from tequio.participation.ballots.services.explaining import ask_explanation
from tequio.participation.ballots.services.takeaway import ask_files
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Edition
from tequio.participation.proposals import services as proposals


@transaction.atomic
def review_count(*, count_id: int, note: str, at: datetime, actor: int) -> Count:
    """Answer for a count as its second person, with a note of what was looked at.

    Args:
        count_id: which.
        note: what was compared and found, for the record; it is public.
        at: now.
        actor: the id of who reviews; not who counted.

    Raises:
        NotReviewed: if it is the same person who counted, or there is no note.
        AlreadyPublished: if the results are official.
    """
    row, _edition = _locked(count_id)
    if row.official_at:
        raise AlreadyPublished(_("Los resultados ya son oficiales."))
    if row.counted_by_id == actor:
        raise NotReviewed(_("Usted contó: la revisión la hace otra persona."))
    if not note.strip():
        raise NotReviewed(_("Escriba qué revisó y qué encontró."))
    row.reviewed_at, row.reviewed_by_id, row.review_note = at, actor, note.strip()
    row.save(update_fields=["reviewed_at", "reviewed_by", "review_note"])
    audit.record(CountReviewed(edition_id=row.edition_id, count_id=row.pk), actor=actor, at=at)
    return row


@transaction.atomic
def publish_provisional(*, count_id: int, at: datetime, actor: int | None = None) -> Count:
    """Let anyone see a count, marked as provisional. From now on it may be contested.

    A recount takes the place of the results that were contested; those stay, withdrawn. Publishing the same
    one again changes nothing.

    Args:
        count_id: the count that was previewed.
        at: now.
        actor: the id of who publishes.

    Raises:
        AlreadyPublished: if other results are public and no contest asked for this one.
        TieUnresolved: if a tie still waits for the assembly.
    """
    row, edition = _locked(count_id)
    if row.published_at:
        return row
    before = queries.published_count(edition)
    if before is not None:
        asked = queries.recount_due(before)
        if before.official_at or asked is None or row.counted_at < asked:
            raise AlreadyPublished(_("Los resultados de esta edición ya se publicaron con otro conteo."))
        before.withdrawn_at = at
        before.save(update_fields=["withdrawn_at"])
    _demand_resolved(row)
    row.published_at = at
    row.save(update_fields=["published_at"])
    ask_files(count_id=row.pk)
    ask_explanation(count=row)
    audit.record(ProvisionalPublished(edition_id=edition.pk, count_id=row.pk), actor=actor, at=at)
    return row


@transaction.atomic
def publish_results(*, count_id: int, at: datetime, actor: int | None = None) -> Count:
    """Make a count official: it does not change any more, and its winners become projects.

    It was looked at by a second person; it was public as provisional for as long as the rules give to contest
    it, and every contest was answered. Where the rules give no time, it becomes public now. A past election
    that was brought in was reviewed by whoever held it. Doing it again changes nothing.

    Args:
        count_id: which.
        at: now.
        actor: the id of who does it.

    Raises:
        AlreadyPublished: if other results of the edition are public.
        TieUnresolved: if a tie still waits for the assembly.
        NotReviewed: if nobody else has looked at it.
        ContestsOpen: if it may still be contested, or a contest waits.
    """
    row, edition = _locked(count_id)
    if row.official_at:
        return row
    before = queries.published_count(edition)
    if before is not None and before.pk != row.pk:
        raise AlreadyPublished(_("Los resultados de esta edición ya se publicaron con otro conteo."))
    _demand_resolved(row)
    if not edition.imported_from:
        _demand_reviewed(row)
        _demand_uncontested(row, edition, at=at)
    row.published_at = row.published_at or at
    row.official_at = at
    row.save(update_fields=["published_at", "official_at"])
    ask_files(count_id=row.pk)
    ask_explanation(count=row)
    votes = dict(row.results.values_list("option__proposal", "votes"))
    proposals.record_votes(edition=edition, votes=votes, actor=actor)
    audit.record(ResultsPublished(edition_id=edition.pk, count_id=row.pk), actor=actor, at=at)
    return row


def _locked(count_id: int) -> tuple[Count, Edition]:
    row = Count.objects.get(pk=count_id)
    edition = Edition.objects.select_for_update().get(pk=row.edition_id)
    row.refresh_from_db()
    return row, edition


def _demand_resolved(row: Count) -> None:
    if row.results.filter(outcome=Outcome.TIED).exists():
        raise TieUnresolved(_("Falta resolver un empate: anote el orden que dio la asamblea."))


def _demand_reviewed(row: Count) -> None:
    if row.reviewed_at is None:
        raise NotReviewed(_("Falta que otra persona, que no haya contado, revise el conteo."))


def _demand_uncontested(row: Count, edition: Edition, *, at: datetime) -> None:
    if edition.contest_days and row.published_at is None:
        raise ContestsOpen(_("Publique antes los resultados provisionales: hay días para impugnarlos."))
    if queries.contestable(row, at=at):
        raise ContestsOpen(_("Todavía se pueden impugnar los resultados."))
    if row.contests.filter(finding__isnull=True).exists():
        raise ContestsOpen(_("Falta contestar una impugnación."))
    if queries.recount_due(row) is not None:
        raise ContestsOpen(_("Una impugnación tuvo razón: cuente de nuevo y publique ese conteo."))
