"""Which offices must judge a proposal, and by when."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.participation.feasibility.events import ReviewAssigned, ReviewUnassigned
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.services.errors import NotInReview, OpinionPublished
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def assign_review(*, proposal: Proposal, office: Office, due: date, actor: int | None = None) -> Review:
    """Ask the office for its opinion by a date. Asking again only moves the date of an opinion still due.

    Raises:
        NotInReview: if the proposal is not awaiting opinions.
    """
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state != ProposalState.SUBMITTED:
        raise NotInReview(_("Esta propuesta no está en revisión."))
    review, created = Review.objects.get_or_create(proposal=found, office=office, defaults={"due": due})
    if not created and (review.verdict or review.due == due):
        return review
    review.due = due
    review.save(update_fields=["due"])
    event = ReviewAssigned(proposal_id=found.pk, office_id=office.pk, due=due.isoformat())
    audit.record(event, actor=actor)
    return review


@transaction.atomic
def assign_reviews(
    *, proposals: Iterable[Proposal], office: Office, due: date, actor: int | None = None
) -> int:
    """Ask one office for its opinion on many proposals. All or none. Returns how many.

    Raises:
        NotInReview: if one of them is not awaiting opinions.
    """
    return len([assign_review(proposal=p, office=office, due=due, actor=actor) for p in proposals])


@transaction.atomic
def unassign(*, review: Review, actor: int | None = None) -> None:
    """Take back the request to an office that has not answered yet.

    Raises:
        OpinionPublished: if the office already gave its opinion.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.verdict:
        raise OpinionPublished(_("Esta área ya dio su dictamen: no se puede quitar."))
    event = ReviewUnassigned(proposal_id=review.proposal_id, office_id=review.office_id)
    review.delete()
    audit.record(event, actor=actor)
