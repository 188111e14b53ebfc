"""Named reads of feasibility. Opinions leave the office only once they are published."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tequio.foundation.accounts.models import Office
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Figures, OfficeFigures, Progress
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState

_PENDING = Q(verdict__isnull=True, proposal__state=ProposalState.SUBMITTED, proposal__hidden_at__isnull=True)


def published_opinions(proposal: Proposal) -> QuerySet[Review]:
    """Return the opinions on a proposal that anyone may read, with their offices. One query."""
    return Review.objects.filter(proposal=proposal, published_at__isnull=False).select_related("office")


def find(pk: int) -> Review | None:
    """Return a review with everything that its page shows, or None. One query and the phases."""
    return (
        Review.objects.select_related(
            "office", "decided_by", "proposal__edition", "proposal__category", "proposal__size",
            "proposal__site__parent",
        )
        .prefetch_related("proposal__edition__phases", "proposal__photos__file")
        .filter(pk=pk)
        .first()
    )  # fmt: skip


def desk(
    *,
    offices: set[int] | None,
    progress: Progress = Progress.PENDING,
    edition: str = "",
    today: date,
) -> QuerySet[Review]:
    """Return the reviews of these offices (None: of all), the most urgent first. One query.

    Args:
        offices: ids of offices.
        progress: pending, overdue, done or all.
        edition: slug of an edition; empty for all.
        today: the day, in the municipality's time zone, that decides what is overdue.
    """
    found = Review.objects.select_related(
        "office", "proposal__edition", "proposal__category", "proposal__site"
    ).defer("proposal__site__geometry", "proposal__site__sketch")
    found = found.exclude(proposal__state=ProposalState.WITHDRAWN)
    if offices is not None:
        found = found.filter(office__in=offices)
    if edition:
        found = found.filter(proposal__edition__slug=edition)
    if progress is Progress.PENDING:
        found = found.filter(_PENDING)
    elif progress is Progress.OVERDUE:
        found = found.filter(_PENDING, due__lt=today)
    elif progress is Progress.DONE:
        found = found.filter(verdict__isnull=False)
    return found.order_by("due", "proposal__folio", "office__name")


def counts(*, offices: set[int] | None, edition: str = "", today: date) -> dict[Progress, int]:
    """Return how many reviews each list of the desk holds. Four queries."""
    return {p: desk(offices=offices, progress=p, edition=edition, today=today).count() for p in Progress}


def editions_in_review() -> QuerySet[Edition]:
    """Return the editions that have proposals to judge or judged, newest first, with their phases."""
    waiting = Proposal.objects.filter(edition=OuterRef("pk"), folio__isnull=False)
    return Edition.objects.filter(Exists(waiting), imported_from="").prefetch_related("phases", "suspensions")


def edition_for_office(slug: str) -> Edition | None:
    """Return the edition with this slug, published or not, or None."""
    return Edition.objects.filter(slug=slug).prefetch_related("phases", "suspensions").first()


def to_assign(edition: Edition) -> QuerySet[Proposal]:
    """Return the proposals in review with the offices asked, those without any first. Three queries."""
    return (
        Proposal.objects.filter(edition=edition, state=ProposalState.SUBMITTED, hidden_at__isnull=True)
        .select_related("category", "site")
        .defer("site__geometry", "site__sketch")
        .prefetch_related("reviews__office")
        .annotate(asked=Count("reviews"))
        .order_by("asked", "folio")
    )


def active_offices() -> QuerySet[Office]:
    """Return the offices that may be asked for an opinion."""
    return Office.objects.filter(active=True)


def required_offices(proposal: Proposal) -> list[Office]:
    """Return the offices that the rules name for a proposal: its category's, else the edition's."""
    named = list(proposal.category.offices.filter(active=True)) if proposal.category else []
    default = proposal.edition.review_office
    return named or ([default] if default else [])


def due_date(edition: Edition, at: datetime) -> date:
    """Return the last day that an office asked at ``at`` has to answer.

    The edition's days run from the request or from the opening of the feasibility phase, whichever is later,
    and end at the latest on the phase's last day (docs/rules/feasibility.md, FEAS-3).
    """
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.FEASIBILITY), None)
    begins = max(at, phase.opens) if phase else at
    due = timezone.localdate(begins) + timedelta(days=edition.review_days)
    return min(due, timezone.localdate(phase.closes)) if phase else due


def figures(edition: Edition | None = None, *, today: date) -> Figures:
    """Return how far the judging is, of one edition or of all. Two queries."""
    proposals = Proposal.objects.filter(hidden_at__isnull=True)
    reviews = Review.objects.filter(_PENDING, due__lt=today)
    if edition:
        proposals = proposals.filter(edition=edition)
        reviews = reviews.filter(proposal__edition=edition)
    asked = Exists(Review.objects.filter(proposal=OuterRef("pk")))
    missing = Exists(Review.objects.filter(proposal=OuterRef("pk"), verdict__isnull=True))
    waiting = Q(state=ProposalState.SUBMITTED)
    counted = proposals.aggregate(
        in_review=Count("pk", filter=waiting),
        unassigned=Count("pk", filter=waiting & ~Q(asked)),
        ready=Count("pk", filter=waiting & Q(asked) & ~Q(missing)),
        feasible=Count("pk", filter=Q(state=ProposalState.FEASIBLE)),
        infeasible=Count("pk", filter=Q(state=ProposalState.INFEASIBLE)),
    )
    return Figures(**counted, overdue=reviews.count())


def figures_by_office(edition: Edition | None = None, *, today: date) -> list[OfficeFigures]:
    """Return the opinions asked of each office: given, due and late, by the name of the office. One query."""
    found = Review.objects.exclude(proposal__state=ProposalState.WITHDRAWN)
    if edition:
        found = found.filter(proposal__edition=edition)
    rows = found.values("office_id", "office__short_name").annotate(
        asked=Count("pk"),
        issued=Count("pk", filter=Q(verdict__isnull=False)),
        pending=Count("pk", filter=_PENDING),
        overdue=Count("pk", filter=_PENDING & Q(due__lt=today)),
    )
    return [
        OfficeFigures(
            office_id=row["office_id"],
            office=row["office__short_name"],
            asked=row["asked"],
            issued=row["issued"],
            pending=row["pending"],
            overdue=row["overdue"],
        )
        for row in rows.order_by("office__short_name")
    ]
