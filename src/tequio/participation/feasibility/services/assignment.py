"""Which offices must judge a proposal, on which criterion, by when, and who in the office takes it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office, User
from tequio.foundation.audit import services as audit
from tequio.participation.editions.models import Criterion, Edition
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.events import ReviewAssigned, ReviewEntrusted, ReviewUnassigned
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.services.errors import NotInReview, NotOfThatOffice, OpinionPublished
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def assign_review(
    *,
    proposal: Proposal,
    office: Office,
    due: date,
    criterion: Criterion | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Review:
    """Ask the office for its opinion by a date. Asking again only moves the date of an opinion still due.

    Raises:
        NotInReview: if the proposal is not awaiting opinions.
    """
    assign_reviews(proposals=[proposal], office=office, due=due, criterion=criterion, at=at, actor=actor)
    return Review.objects.get(proposal=proposal, office=office, criterion=criterion)


@transaction.atomic
def assign_reviews(
    *,
    proposals: Iterable[Proposal],
    office: Office,
    due: date,
    criterion: Criterion | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> int:
    """Ask one office for its opinion on many proposals. All or none. Returns how many.

    A constant number of queries. ``at`` is now, from which the office's speed is reckoned.

    Raises:
        NotInReview: if one of them is not awaiting opinions.
    """
    found = _locked(proposals)
    asked = {
        review.proposal_id: review
        for review in Review.objects.filter(proposal__in=found, office=office, criterion=criterion)
    }
    moved = [r for r in asked.values() if not r.verdict and r.due != due]
    for review in moved:
        review.due = due
    Review.objects.bulk_update(moved, ["due"])
    since = at or timezone.now()
    fresh = Review.objects.bulk_create(
        Review(proposal=p, office=office, criterion=criterion, due=due, asked_at=since)
        for p in found
        if p.pk not in asked
    )
    events = [_assigned(review) for review in (*moved, *fresh)]
    if events:
        audit.record_all(events, actor=actor)
    return len(found)


@transaction.atomic
def assign_to_offices(
    *,
    proposals: Iterable[Proposal],
    offices: Iterable[Office],
    due: date,
    criterion: Criterion | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> int:
    """Ask a group of offices, each for its opinion on every one of these proposals. All or none.

    A constant number of queries per office. Returns how many proposals.

    Raises:
        NotInReview: if one of them is not awaiting opinions.
    """
    found = list(proposals)
    for office in offices:
        assign_reviews(proposals=found, office=office, due=due, criterion=criterion, at=at, actor=actor)
    return len(found)


@transaction.atomic
def assign_required(
    *,
    edition: Edition,
    proposals: Iterable[Proposal] | None = None,
    at: datetime,
    actor: int | None = None,
) -> int:
    """Ask for every opinion that the rules name and nobody has asked for yet. Running twice asks once.

    Args:
        edition: whose rules.
        proposals: which proposals; all that are to be judged unless given.
        at: now.
        actor: the id of the coordinator, if it was not the clock.

    Returns:
        How many opinions were asked for.
    """
    found = list(queries.judgeable(edition).select_for_update(of=("self",)).order_by("pk"))
    if proposals is not None:
        wanted = {proposal.pk for proposal in proposals}
        found = [proposal for proposal in found if proposal.pk in wanted]
    named = queries.duties(edition, found)
    criteria: dict[str | None, int | None] = {c.code: c.pk for c in edition.criteria.all()}
    rows = Review.objects.filter(proposal__in=found).values_list("proposal", "office", "criterion")
    asked = {tuple(row) for row in rows}
    due = queries.due_date(edition, at)
    fresh = [
        Review(proposal_id=pk, office_id=d.office, criterion_id=criteria.get(d.criterion), due=due, asked_at=at)
        for pk, duties in named.items()
        for d in duties
        if (pk, d.office, criteria.get(d.criterion)) not in asked
    ]
    if fresh:
        audit.record_all([_assigned(r) for r in Review.objects.bulk_create(fresh)], actor=actor)
    return len(fresh)


@transaction.atomic
def entrust(*, reviews: Iterable[Review], person: User | None, actor: int | None = None) -> int:
    """Give reviews to a liaison of their office (None: to nobody in particular). All or none. Returns how many.

    Raises:
        NotOfThatOffice: if the person gives no opinions for one of the offices.
    """
    keys = [review.pk for review in reviews]
    found = list(Review.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if person is not None:
        theirs = next((held for user, held in queries.liaisons(None) if user.pk == person.pk), set())
        if any(review.office_id not in theirs for review in found):
            raise NotOfThatOffice(_("Esa persona no dictamina por una de las áreas marcadas. Nada cambió."))
    changed = [review for review in found if review.person_id != (person.pk if person else None)]
    Review.objects.filter(pk__in=[review.pk for review in changed]).update(person=person)
    if changed:
        audit.record_all([_entrusted(review, person) for review in changed], actor=actor)
    return len(found)


@transaction.atomic
def postpone(*, reviews: Iterable[Review], due: date, actor: int | None = None) -> int:
    """Give another date to reviews that are not answered; the rest stay. Returns how many changed."""
    keys = [review.pk for review in reviews]
    found = Review.objects.select_for_update(of=("self",)).filter(pk__in=keys, verdict__isnull=True)
    moved = [review for review in found.order_by("pk") if review.due != due]
    for review in moved:
        review.due = due
    Review.objects.bulk_update(moved, ["due"])
    if moved:
        audit.record_all([_assigned(review) for review in moved], actor=actor)
    return len(moved)


@transaction.atomic
def unassign(*, review: Review, actor: int | None = None) -> None:
    """Take back the request to an office that has not answered yet, nor observed anything, nor kept papers.

    Raises:
        OpinionPublished: if the office already gave its opinion or has begun to.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.verdict:
        raise OpinionPublished(_("Esta área ya dio su dictamen: no se puede quitar."))
    if hasattr(review, "observation") or review.files.exists():
        raise OpinionPublished(_("Esta área ya pidió una corrección o guardó anexos: no se puede quitar."))
    event = ReviewUnassigned(proposal_id=review.proposal_id, office_id=review.office_id)
    review.delete()
    audit.record(event, actor=actor)


def _locked(proposals: Iterable[Proposal]) -> list[Proposal]:
    keys = [proposal.pk for proposal in proposals]
    found = list(Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if any(proposal.state != ProposalState.SUBMITTED for proposal in found):
        raise NotInReview(_("Esta propuesta no está en revisión."))
    return found


def _assigned(review: Review) -> ReviewAssigned:
    return ReviewAssigned(
        proposal_id=review.proposal_id, office_id=review.office_id, due=review.due.isoformat()
    )


def _entrusted(review: Review, person: User | None) -> ReviewEntrusted:
    return ReviewEntrusted(
        review_id=review.pk,
        proposal_id=review.proposal_id,
        office_id=review.office_id,
        person_id=person.pk if person else 0,
    )
