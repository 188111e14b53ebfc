"""The reviews as their offices see them. Opinions leave the office only once they are published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from tequio.participation.feasibility.models import Note, Observation, Review
from tequio.participation.feasibility.types import AGES, NOBODY, Narrowing, Progress
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState

WEEK = timedelta(days=7)
_ANY = Narrowing()
_IN_REVIEW = Q(verdict__isnull=True, proposal__state=ProposalState.SUBMITTED, proposal__hidden_at__isnull=True)


def paused(today: date) -> Q:
    """Return which reviews wait for the author to mend something: their clock stands."""
    return _IN_REVIEW & Q(
        observation__isnull=False, observation__answered_at__isnull=True, observation__last_day__gte=today
    )


def pending(today: date) -> Q:
    """Return which reviews are the office's to answer now."""
    resumed = (
        Q(observation__isnull=True)
        | Q(observation__answered_at__isnull=False)
        | Q(observation__last_day__lt=today)
    )
    return _IN_REVIEW & resumed


def of_progress(progress: Progress, today: date) -> Q:
    """Return which reviews a list of the desk holds."""
    return {
        Progress.PENDING: pending(today),
        Progress.SOON: pending(today) & Q(due__gte=today, due__lt=today + WEEK),
        Progress.OVERDUE: pending(today) & Q(due__lt=today),
        Progress.PAUSED: paused(today),
        Progress.DONE: Q(verdict__isnull=False),
        Progress.ALL: Q(),
    }[progress]


def of_age(bar: int, today: date) -> Q:
    """Return which reviews were asked within the bar: up to 7, 15 and 30 days ago (0 to 2), or longer ago."""
    since, until = [None, *AGES][bar], [*AGES, None][bar]
    wanted = Q()
    if since is not None:
        wanted &= Q(asked_at__date__lte=today - timedelta(days=since))
    if until is not None:
        wanted &= Q(asked_at__date__gt=today - timedelta(days=until))
    return wanted | Q(asked_at__isnull=True) if until is None else wanted


def find(pk: int) -> Review | None:
    """Return a review with everything that its page shows, or None. A constant number of queries."""
    return (
        Review.objects.select_related(
            "office", "person", "criterion", "decided_by", "observation", "proposal__edition",
            "proposal__category", "proposal__size", "proposal__site__parent",
        )
        .prefetch_related("proposal__edition__phases", "proposal__photos__file", "files__file")
        .filter(pk=pk)
        .first()
    )  # fmt: skip


def desk(
    *,
    offices: set[int] | None,
    progress: Progress = Progress.PENDING,
    edition: str = "",
    today: date,
    asked: Narrowing = _ANY,
) -> QuerySet[Review]:
    """Return the reviews of these offices (None: of all), the most urgent first. One query.

    Args:
        offices: ids of offices.
        progress: pending, due soon, overdue, waiting for the author, done or all.
        edition: slug of an edition; empty for all.
        today: the day, in the municipality's time zone, that decides what is overdue.
        asked: what else the list is narrowed to.
    """
    found = _of(offices, edition, asked, today).filter(of_progress(progress, today))
    return (
        found.select_related(
            "office", "person", "criterion", "proposal__edition", "proposal__category", "proposal__site"
        )
        .defer("proposal__site__geometry", "proposal__site__sketch")
        .order_by("due", "proposal__folio", "office__name", "pk")
    )


def outlines(found: QuerySet[Review]) -> QuerySet[Review]:
    """Return the reviews of a list with no more than its rows show. One query."""
    return found.select_related(None).select_related(
        "office", "person", "criterion", "proposal__category", "proposal__site"
    ).only(
        "due", "verdict", "office__short_name", "person__name", "person__email", "criterion__kind",
        "proposal__folio", "proposal__title", "proposal__estimated_cost_centavos",
        "proposal__category__name", "proposal__site__name",
    )  # fmt: skip


def waiting(*, offices: set[int] | None, today: date) -> QuerySet[Review, tuple[int, str | None, str, date]]:
    """Return what is to be answered, the most urgent first: id, folio, title and date. One query."""
    found = desk(offices=offices, today=today)
    return found.values_list("pk", "proposal__folio", "proposal__title", "due")


def counts(
    *, offices: set[int] | None, edition: str = "", today: date, asked: Narrowing = _ANY
) -> dict[Progress, int]:
    """Return how many reviews each list of the desk holds. One query."""
    found = _of(offices, edition, asked, today)
    counted = found.aggregate(
        **{p.name: Count("pk", filter=of_progress(p, today)) for p in Progress if p.value != "todos"},
        ALL=Count("pk"),
    )
    return {p: counted[p.name] for p in Progress}


def _of(offices: set[int] | None, edition: str, asked: Narrowing, today: date) -> QuerySet[Review]:
    found = Review.objects.exclude(proposal__state=ProposalState.WITHDRAWN)
    if offices is not None:
        found = found.filter(office__in=offices)
    if edition:
        found = found.filter(proposal__edition__slug=edition)
    if asked.age is not None:
        found = found.filter(of_age(asked.age, today))
    return found.filter(_narrowed(asked))


def _narrowed(asked: Narrowing) -> Q:
    wanted = Q()
    if asked.category:
        wanted &= Q(proposal__category__code=asked.category)
    if asked.unit:
        site = "proposal__site"
        wanted &= Q(**{site: asked.unit}) | Q(**{f"{site}__parent": asked.unit})
    if asked.office:
        wanted &= Q(office=asked.office)
    if asked.criterion:
        wanted &= Q(criterion__kind=asked.criterion)
    if asked.person:
        wanted &= Q(person__isnull=True) if asked.person == NOBODY else Q(person=asked.person)
    text = asked.text.strip()
    if text:
        wanted &= Q(proposal__folio=text.upper()) | Q(proposal__title__icontains=text)
    return wanted


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a review stands in a list: the ids before and after it, its number and how many there are."""

    previous: int | None = None
    following: int | None = None
    number: int = 0
    total: int = 0


def neighbours(found: QuerySet[Review], pk: int) -> Neighbours:
    """Return where a review stands in a list. One query; the first of the list follows what is not in it."""
    keys = list(found.order_by("due", "proposal__folio", "office__name", "pk").values_list("pk", flat=True))
    if pk not in keys:
        return Neighbours(following=keys[0] if keys else None, total=len(keys))
    place = keys.index(pk)
    return Neighbours(
        previous=keys[place - 1] if place else None,
        following=keys[place + 1] if place + 1 < len(keys) else None,
        number=place + 1,
        total=len(keys),
    )


def published_opinions(proposal: Proposal) -> QuerySet[Review]:
    """Return the opinions on a proposal that anyone may read, with what was appealed of them. Two queries."""
    return (
        Review.objects.filter(proposal=proposal, published_at__isnull=False)
        .select_related("office", "criterion", "appeal__office")
        .prefetch_related("files__file")
        .order_by("criterion__position", "office__name")
    )


def siblings(review: Review) -> QuerySet[Review]:
    """Return the other reviews of the same proposal, for its own offices. One query."""
    others = Review.objects.filter(proposal=review.proposal_id).exclude(pk=review.pk)
    return others.select_related("office", "criterion", "observation").order_by(
        "criterion__position", "office__name"
    )


def notes(proposal: Proposal) -> QuerySet[Note]:
    """Return what the offices told each other about a proposal, the oldest first. One query."""
    return Note.objects.filter(proposal=proposal).select_related("author")


def observation(proposal: Proposal, pk: int) -> Observation | None:
    """Return one observation on a proposal with its review, or None. One query."""
    found = Observation.objects.filter(review__proposal=proposal, pk=pk)
    return found.select_related("review__office", "review__criterion", "review__proposal__edition").first()


def observations(proposal: Proposal) -> QuerySet[Observation]:
    """Return what was observed on a proposal, for its author and its offices. One query."""
    found = Observation.objects.filter(review__proposal=proposal).order_by("asked_at")
    return found.select_related("review__office", "review__criterion")


def open_observations(*, proposals: Iterable[Proposal], today: date) -> QuerySet[Observation]:
    """Return what the author of these proposals may still mend, the most urgent first. One query."""
    found = Observation.objects.filter(
        review__proposal__in=[proposal.pk for proposal in proposals],
        review__proposal__state=ProposalState.SUBMITTED,
        review__verdict__isnull=True,
        answered_at__isnull=True,
        last_day__gte=today,
    )
    return found.select_related("review__office", "review__proposal").order_by("last_day", "pk")


def review_of(proposal: Proposal, pk: int) -> Review | None:
    """Return a published review of a proposal with its appeal, or None. One query and the phases."""
    found = published_opinions(proposal).select_related("proposal__edition", "office", "criterion", "appeal")
    return found.prefetch_related("proposal__edition__phases").filter(pk=pk).first()
