"""The voices of an exercise as the bench lists them: narrowed, counted and ready to be read."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet, TextField, Value

from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.models import (
    Assignment,
    Cluster,
    ClusterMember,
    Contribution,
    ContributionQuerySet,
    Forum,
    Merger,
    Pillar,
    Reclassification,
    Tag,
    Theme,
)
from tequio.participation.forums.types import BenchFilter, ClusterState, ContributionState, Doing

if TYPE_CHECKING:
    from collections.abc import Callable

_ACCENTED, _PLAIN = "áéíóúüñ", "aeiouun"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and the acts of the bench offer in an exercise."""

    pillars: list[Pillar]
    themes: list[Theme]
    sites: list[Unit]
    concepts: list[Concept]  # those at the top of each scheme, by scheme
    tags: list[Concept]  # those in use here
    clusters: list[Cluster]
    offices: list[Office]


def exercise(slug: str) -> Forum | None:
    """Return the exercise with this short name, published or not; the office sees both. One query."""
    return Forum.objects.filter(slug=slug).first()


def _standing(forum: Forum) -> ContributionQuerySet:
    """Return what the bench works on: handed in, not withdrawn, not hidden by moderation."""
    return Contribution.objects.public().filter(forum=forum)


def _member(state: ClusterState) -> Exists:
    return Exists(ClusterMember.objects.filter(contribution=OuterRef("pk"), cluster__state=state.value))


def _duty(**narrowed: object) -> Exists:
    return Exists(Assignment.objects.standing().filter(contribution=OuterRef("pk"), **narrowed))


def _lists(today: date) -> dict[Doing, Q]:
    grouped = Q(_member(ClusterState.CONFIRMED))
    alone = Q(state=ContributionState.SUBMITTED.value)
    assigned = Q(_duty())
    tagged = Q(Exists(Tag.objects.filter(contribution=OuterRef("pk"))))
    return {
        Doing.LOOSE: alone & ~grouped & ~assigned & ~tagged,
        Doing.GROUPED: grouped,
        Doing.ASSIGNED: assigned,
        Doing.OVERDUE: alone & Q(_duty(answered_at__isnull=True, due_on__lt=today)),
        Doing.ANSWERED: Q(_duty(answered_at__isnull=False)),
        Doing.MERGED: Q(state=ContributionState.MERGED.value),
        Doing.ALL: Q(),
    }


def _narrowed(found: ContributionQuerySet, asked: BenchFilter) -> ContributionQuerySet:
    """Apply everything but the list."""
    parts: list[tuple[int | None, Callable[[int], Q]]] = [
        (asked.pillar, lambda pk: Q(pillar=pk)),
        (asked.theme, lambda pk: Q(theme=pk)),
        (asked.site, lambda pk: Q(site=pk)),
        (asked.tag, lambda pk: Q(Exists(Tag.objects.filter(contribution=OuterRef("pk"), concept=pk)))),
        (
            asked.cluster,
            lambda pk: Q(Exists(ClusterMember.objects.filter(contribution=OuterRef("pk"), cluster=pk))),
        ),
        (asked.office, lambda pk: Q(_duty(office=pk))),
    ]
    for value, part in parts:
        if value is not None:
            found = found.filter(part(value))
    for word in plain(asked.text).split()[:12]:
        found = found.alias(said=_said()).filter(said__contains=word)
    return found


def _said() -> Func:
    """Return what a voice says, in lower case and without accents."""
    texts = [F("folio"), F("title"), F("problem"), F("idea"), F("place")]
    joined = Func(Value(" "), *texts, function="concat_ws", output_field=TextField())
    lower = Func(joined, function="lower", output_field=TextField())
    return Func(lower, Value(_ACCENTED), Value(_PLAIN), function="translate", output_field=TextField())


def cut(forum: Forum, asked: BenchFilter, *, today: date) -> ContributionQuerySet:
    """Return the voices of one list of the bench, bare, in the order of their folios."""
    return _narrowed(_standing(forum), asked).filter(_lists(today)[asked.doing]).order_by("folio")


def voices(forum: Forum, asked: BenchFilter, *, today: date) -> ContributionQuerySet:
    """Return the voices of one list of the bench with all that a line says, in a constant number of queries."""
    return with_work(cut(forum, asked, today=today))


def with_work(found: ContributionQuerySet) -> ContributionQuerySet:
    """Load what a voice speaks of and what the bench did with it. Three queries more."""
    ready = found.select_related("pillar", "theme", "site", "merged_into").defer(
        "site__geometry", "site__sketch"
    )
    return ready.with_votes().prefetch_related(
        Prefetch("tags", Tag.objects.select_related("concept__scheme")),
        Prefetch(
            "memberships",
            ClusterMember.objects.filter(cluster__state=ClusterState.CONFIRMED.value).select_related("cluster"),
        ),
        Prefetch("assignments", Assignment.objects.standing().select_related("office")),
    )


def counts(forum: Forum, asked: BenchFilter, *, today: date) -> dict[Doing, int]:
    """Return how many voices each list of the bench has, narrowed alike. One query."""
    found = _narrowed(_standing(forum), asked)
    lists = {doing.name: Count("pk", filter=part) for doing, part in _lists(today).items() if part}
    counted = found.aggregate(ALL=Count("pk"), **lists)
    return {doing: counted[doing.name] for doing in Doing}


def by_folio(forum: Forum, folio: str) -> Contribution | None:
    """Return one voice of the exercise with what the bench has done with it. Four queries."""
    return with_work(_standing(forum).filter(folio=folio)).first()


def choices(forum: Forum, *, on: date) -> Choices:
    """Return what the filters and the acts of the bench offer. A constant number of queries."""
    used = Tag.objects.filter(contribution__forum=forum).values("concept")
    sites = Contribution.objects.filter(forum=forum, site__isnull=False).values("site")
    return Choices(
        pillars=list(forum.pillars.all()),
        themes=list(Theme.objects.filter(pillar__forum=forum).select_related("pillar")),
        sites=list(Unit.objects.filter(pk__in=sites).defer("geometry", "sketch").order_by("name")),
        concepts=list(
            Concept.objects.valid(on)
            .filter(broader__isnull=True)
            .select_related("scheme")
            .order_by("scheme__title", "position", "code")
        ),
        tags=list(Concept.objects.filter(pk__in=used).order_by("scheme__title", "position", "code")),
        clusters=list(forum.clusters.filter(state=ClusterState.CONFIRMED.value)),
        offices=list(Office.objects.filter(active=True).order_by("name")),
    )


def reclassified(voice: Contribution) -> QuerySet[Reclassification]:
    """Return every change of pillar or theme of a voice, the oldest first. One query."""
    return voice.reclassifications.select_related("from_pillar", "from_theme", "to_pillar", "to_theme")


def merged_into(voice: Contribution) -> QuerySet[Merger]:
    """Return the joinings that stand of other voices to this one, those that anyone may see. One query."""
    found = Merger.objects.filter(into=voice, undone_at__isnull=True, contribution__hidden_at__isnull=True)
    return found.select_related("contribution").order_by("contribution__folio")


def merger_of(voice: Contribution) -> Merger | None:
    """Return the joining that stands of this voice to another. One query."""
    return Merger.objects.filter(contribution=voice, undone_at__isnull=True).select_related("into").first()
