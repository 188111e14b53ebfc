"""How far the judging is, and how it goes: by office, by person, by area, by age, and from end to end."""

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
)  # fmt: skip

from tequio.participation.editions.models import Edition
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.queries.reviews import WEEK, of_age, paused, pending
from tequio.participation.feasibility.types import (
    AGES,
    AreaFigures,
    Figures,
    Indicators,
    Load,
    OfficeFigures,
)
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries import judgeable
from tequio.participation.proposals.types import ProposalState


class _Median(Aggregate):
    """The middle value, by PostgreSQL."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def _span(since: Any, until: Any) -> Any:
    return ExpressionWrapper(until - since, output_field=DurationField())


def figures(edition: Edition | None = None, *, today: date) -> Figures:
    """Return how far the judging is, of one edition or of all. A constant number of queries.

    Of an edition it counts what is to be judged: what lacks its supports is nobody's to answer.
    """
    proposals = Proposal.objects.filter(hidden_at__isnull=True)
    reviews = Review.objects.all()
    if edition:
        proposals = proposals.filter(edition=edition)
        reviews = reviews.filter(proposal__edition=edition)
    asked = Exists(Review.objects.filter(proposal=OuterRef("pk")))
    missing = Exists(Review.objects.filter(proposal=OuterRef("pk"), verdict__isnull=True))
    waiting = Q(pk__in=judgeable(edition).values("pk")) if edition else Q(state=ProposalState.SUBMITTED)
    counted = proposals.aggregate(
        in_review=Count("pk", filter=waiting),
        unassigned=Count("pk", filter=waiting & ~Q(asked)),
        ready=Count("pk", filter=waiting & Q(asked) & ~Q(missing)),
        feasible=Count("pk", filter=Q(state=ProposalState.FEASIBLE)),
        infeasible=Count("pk", filter=Q(state=ProposalState.INFEASIBLE)),
    )
    late = reviews.aggregate(
        overdue=Count("pk", filter=pending(today) & Q(due__lt=today)), paused=Count("pk", filter=paused(today))
    )
    return Figures(**counted, **late)


def _handed_in(edition: Edition | None) -> QuerySet[Review]:
    found = Review.objects.exclude(proposal__state=ProposalState.WITHDRAWN)
    return found.filter(proposal__edition=edition) if edition else found


def figures_by_office(edition: Edition | None = None, *, today: date) -> list[OfficeFigures]:
    """Return the opinions asked of each office: given, due and late, by the name of the office. One query."""
    rows = _handed_in(edition).values("office_id", "office__short_name").annotate(
        asked=Count("pk"),
        issued=Count("pk", filter=Q(verdict__isnull=False)),
        pending=Count("pk", filter=pending(today)),
        overdue=Count("pk", filter=pending(today) & Q(due__lt=today)),
    )  # fmt: skip
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


def _loads(today: date) -> dict[str, Any]:
    late = pending(today) & Q(due__lt=today)
    return {
        "pending": Count("pk", filter=pending(today)),
        "week": Count("pk", filter=pending(today) & Q(due__gte=today, due__lt=today + WEEK)),
        "overdue": Count("pk", filter=late),
        "paused": Count("pk", filter=paused(today)),
        "answered": Count("pk", filter=Q(verdict__isnull=False)),
        "average": Avg(_span(F("asked_at"), F("decided_at")), filter=Q(decided_at__gte=F("asked_at"))),
    }


def load_by_office(
    edition: Edition | None = None, *, offices: set[int] | None = None, today: date
) -> list[Load]:
    """Return what each office has on its desk and how fast it answers, the most loaded first. One query."""
    found = _handed_in(edition)
    if offices is not None:
        found = found.filter(office__in=offices)
    rows = found.values("office_id", "office__short_name").annotate(**_loads(today))
    return _as_loads(rows, "office_id", "office__short_name")


def load_by_person(
    edition: Edition | None = None, *, offices: set[int] | None = None, today: date
) -> list[Load]:
    """Return what each person has taken and how fast they answer, the most loaded first. One query."""
    found = _handed_in(edition).filter(person__isnull=False)
    if offices is not None:
        found = found.filter(office__in=offices)
    rows = found.values("person_id", "person__name", "person__email").annotate(**_loads(today))
    return _as_loads(rows, "person_id", "person__name", "person__email")


def _as_loads(rows: Any, key: str, *names: str) -> list[Load]:
    found = [
        Load(
            key=row[key],
            name=next((row[name] for name in names if row[name]), ""),
            pending=row["pending"],
            week=row["week"],
            overdue=row["overdue"],
            paused=row["paused"],
            answered=row["answered"],
            average_days=_days(row["average"]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda load: (-load.pending, load.name, load.key))


def _days(span: timedelta | None) -> int | None:
    """Return a span in whole days, half a day upwards."""
    return None if span is None else int((span + timedelta(hours=12)) / timedelta(days=1))


def by_category(edition: Edition) -> list[AreaFigures]:
    """Return the proposals of each category by their state, the most first. One query."""
    return _areas(edition, "category__name", "category__code")


def by_territory(edition: Edition) -> list[AreaFigures]:
    """Return the proposals of each sector by their state, the most first. One query."""
    return _areas(edition, "site__parent__name", "site__parent_id")


def _areas(edition: Edition, name: str, key: str) -> list[AreaFigures]:
    rows = (
        Proposal.objects.public()
        .filter(edition=edition)
        .values(name, key)
        .annotate(
            proposals=Count("pk"),
            in_review=Count("pk", filter=Q(state=ProposalState.SUBMITTED)),
            feasible=Count("pk", filter=Q(state=ProposalState.FEASIBLE)),
            infeasible=Count("pk", filter=Q(state=ProposalState.INFEASIBLE)),
        )
        .order_by("-proposals", name)
    )
    return [
        AreaFigures(
            key=str(row[key] or ""),
            name=row[name] or "",
            proposals=row["proposals"],
            in_review=row["in_review"],
            feasible=row["feasible"],
            infeasible=row["infeasible"],
        )
        for row in rows
    ]


def by_age(edition: Edition | None = None, *, offices: set[int] | None = None, today: date) -> list[int]:
    """Return how many pending reviews were asked up to 7, 15 and 30 days ago, and longer ago. One query."""
    found = _handed_in(edition).filter(pending(today))
    if offices is not None:
        found = found.filter(office__in=offices)
    bars = range(len(AGES) + 1)
    counted = found.aggregate(**{f"bar{n}": Count("pk", filter=of_age(n, today)) for n in bars})
    return [counted[f"bar{n}"] for n in bars]


def indicators(edition: Edition, *, today: date) -> Indicators:
    """Return how the process goes from end to end. Tells no outcome that is not published. Three queries."""
    handed_in = Proposal.objects.public().filter(edition=edition)
    asked = Exists(Review.objects.filter(proposal=OuterRef("pk")))
    missing = Exists(Review.objects.filter(proposal=OuterRef("pk"), verdict__isnull=True))
    stages = handed_in.aggregate(
        submitted=Count("pk"),
        judged=Count("pk", filter=Q(asked) & ~Q(missing)),
        published=Count("pk", filter=~Q(state=ProposalState.SUBMITTED)),
    )
    reviews = _handed_in(edition)
    late = pending(today) & Q(due__lt=today)
    counted = reviews.aggregate(
        opinions=Count("pk"),
        given=Count("pk", filter=Q(verdict__isnull=False)),
        overdue=Count("pk", filter=late),
        answered_late=Count("pk", filter=Q(decided_at__date__gt=F("due"))),
        to_answer=_Median(_span(F("asked_at"), F("decided_at")), filter=Q(decided_at__gte=F("asked_at"))),
    )
    whole = (
        reviews.filter(published_at__isnull=False)
        .values("proposal")
        .annotate(span=Max(_span(F("proposal__submitted_at"), F("published_at"))))
    )
    spans = sorted(row["span"] for row in whole.values("span"))
    return Indicators(
        **stages,
        opinions=counted["opinions"],
        given=counted["given"],
        overdue=counted["overdue"],
        answered_late=counted["answered_late"],
        days_to_answer=_days(counted["to_answer"]),
        days_to_publish=_days(spans[len(spans) // 2]) if spans else None,
    )
