"""Who must judge what, and by when: what the rules ask for, and what was asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from tequio.core import feasibility as rules
from tequio.foundation.accounts.models import Office, User
from tequio.foundation.accounts.permissions import matrix
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory.models import Unit
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Category, Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import DeskChoices, Narrowing
from tequio.participation.proposals import queries as proposals
from tequio.participation.proposals.models import Proposal


def editions_in_review() -> QuerySet[Edition]:
    """Return the editions that have proposals to judge or judged, newest first, with their phases."""
    waiting = Proposal.objects.filter(edition=OuterRef("pk"), folio__isnull=False)
    return Edition.objects.filter(Exists(waiting), imported_from="").prefetch_related("phases")


def editions_by_load() -> list[Edition]:
    """Return the same, those with the most opinions to give first. One query, without the phases."""
    unanswered = Count("proposals__reviews", filter=Q(proposals__reviews__verdict__isnull=True))
    found = editions_in_review().prefetch_related(None).annotate(unanswered=unanswered)
    return list(found.order_by("-unanswered", "-year", "name"))


def edition_for_office(slug: str) -> Edition | None:
    """Return the edition with this slug, published or not, or None."""
    return Edition.objects.filter(slug=slug).prefetch_related("phases").first()


def judgeable(edition: Edition) -> QuerySet[Proposal]:
    """Return what is to be judged: in review, not hidden, with the supports that the rules ask for."""
    return proposals.judgeable(edition)


def to_assign(edition: Edition, asked: Narrowing | None = None, *, only: str = "") -> QuerySet[Proposal]:
    """Return the proposals in review with the offices asked, those without any first. Three queries.

    Args:
        edition: whose proposals.
        asked: category, unit and text that narrow the list.
        only: ``sin`` for those that nobody was asked about, ``incompletas`` for those that lack a criterion.
    """
    found = judgeable(edition).annotate(asked=Count("reviews", distinct=True))
    if asked:
        found = found.filter(_narrowed(asked))
    if only == "sin":
        found = found.filter(asked=0)
    elif only == "incompletas":
        sides = Count("reviews__criterion", distinct=True)
        found = found.annotate(sides=sides).filter(sides__lt=edition.criteria.count())
    asked_of = Review.objects.select_related("office", "criterion").order_by("pk")
    return (
        found.select_related("category", "site")
        .defer("site__geometry", "site__sketch")
        .prefetch_related(Prefetch("reviews", asked_of))
        .order_by("asked", "folio")
    )


def _narrowed(asked: Narrowing) -> Q:
    wanted = Q()
    if asked.category:
        wanted &= Q(category__code=asked.category)
    if asked.unit:
        wanted &= Q(site=asked.unit) | Q(site__parent=asked.unit)
    text = asked.text.strip()
    if text:
        wanted &= Q(folio=text.upper()) | Q(title__icontains=text)
    return wanted


def active_offices() -> QuerySet[Office]:
    """Return the offices that may be asked for an opinion."""
    return Office.objects.filter(active=True)


def sides(edition: Edition) -> list[rules.Side]:
    """Return the edition's criteria with the open offices that the rules name for each. Two queries."""
    return [
        rules.Side(c.code, tuple(office.pk for office in c.offices.all() if office.active))
        for c in edition.criteria.prefetch_related("offices")
    ]


def duties(edition: Edition, proposals: Sequence[Proposal]) -> dict[int, tuple[rules.Duty, ...]]:
    """Return, by proposal, the opinions that the rules ask for (docs/rules/feasibility.md, FEAS-16).

    A constant number of queries, whatever the number of proposals.
    """
    found = sides(edition)
    named: dict[int, list[int]] = {}
    pairs = (
        edition.categories.filter(offices__active=True).values_list("pk", "offices").order_by("offices__name")
    )
    for category, office in pairs:
        named.setdefault(category, []).append(office)
    return {
        p.pk: rules.required(
            found,
            category_offices=named.get(p.category_id or 0, []),
            default_office=edition.review_office_id,
        )
        for p in proposals
    }


def last_day(edition: Edition) -> date | None:
    """Return the last day of the feasibility phase, or None where there is no such phase."""
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.FEASIBILITY), None)
    return timezone.localdate(phase.closes) if phase else None


def due_date(edition: Edition, at: datetime) -> date:
    """Return the last day that an office asked at ``at`` has to answer.

    The edition's days run from the request or from the opening of the feasibility phase, whichever is later,
    and end at the latest on the phase's last day (docs/rules/feasibility.md, FEAS-3). They are calendar days.
    """
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.FEASIBILITY), None)
    begins = max(at, phase.opens) if phase else at
    due = timezone.localdate(begins) + timedelta(days=edition.review_days)
    return min(due, timezone.localdate(phase.closes)) if phase else due


def liaisons(offices: set[int] | None) -> list[tuple[User, set[int]]]:
    """Return who gives opinions in these offices (None: any), by name, with the offices of each. One query."""
    roles = [role.value for role, held in matrix().items() if Permission.GIVE_OPINION in held]
    wanted = Q(memberships__role__in=roles, memberships__office__isnull=False)
    if offices is not None:
        wanted &= Q(memberships__office__in=offices)
    rows = User.objects.filter(wanted, is_active=True).annotate(office_id=F("memberships__office"))
    found: dict[int, tuple[User, set[int]]] = {}
    for user in rows.order_by("name", "pk"):
        found.setdefault(user.pk, (user, set()))[1].add(user.office_id)
    return list(found.values())


def place_choices(edition: Edition) -> DeskChoices:
    """Return what the filters of one edition's proposals offer: categories and sectors. Two queries."""
    return _choices([edition])


def desk_choices(offices: set[int] | None, *, edition: str = "") -> DeskChoices:
    """Return what the filters of a desk offer, of one edition or of those under review. Five queries."""
    found = list(editions_in_review().prefetch_related(None))
    chosen = [e for e in found if e.slug == edition] or found
    shown = active_offices() if offices is None else active_offices().filter(pk__in=offices)
    return replace(
        _choices(chosen),
        editions=[(e.slug, e.name) for e in found],
        offices=[(office.pk, office.short_name) for office in shown],
        people=[(user.pk, str(user)) for user, _held in liaisons(offices)],
    )


def _choices(chosen: list[Edition]) -> DeskChoices:
    categories = Category.objects.filter(edition__in=chosen).order_by("name").values_list("code", "name")
    maps = [edition.territory_id for edition in chosen[:1]]
    units = Unit.objects.filter(version__in=maps, level__rank=1).order_by("name")
    return DeskChoices(categories=list(dict(categories).items()), units=list(units.values_list("pk", "name")))
