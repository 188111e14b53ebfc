"""Reads of the matrix: the voices of a plan's exercises, what was decided of each, and what is missing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from tequio.accountability.plans.models import Decision, DecisionQuerySet, Element, Plan
from tequio.accountability.plans.queries.tree import actions
from tequio.accountability.plans.types import STATES, Filters, Progress
from tequio.core import alignment
from tequio.core.alignment import ActionText, Outcome
from tequio.participation.forums.models import Cluster, Contribution
from tequio.participation.forums.types import ClusterState, ContributionState

WITH, WITHOUT, DRAFT = "with", "without", "draft"  # asked beside the outcomes themselves
_RANKS = {state.value: rank for rank, state in enumerate(STATES)}
_PARTLY = _RANKS[Outcome.PARTLY.value]


def voices(plan_id: int) -> QuerySet[Contribution]:
    """Return the voices of which a plan has to say where they ended.

    Those handed in, neither withdrawn, hidden nor joined to another: a joined one ends where the other does.
    """
    found = Contribution.objects.filter(
        forum__plans=plan_id, state=ContributionState.SUBMITTED.value, hidden_at__isnull=True
    )
    return found.select_related("forum", "pillar", "theme").order_by("folio")


def _best(cells: DecisionQuerySet, plan_id: int) -> Subquery:
    """Return the best state of a voice's cells, as its rank among STATES (the rule of core.alignment)."""
    ranks = Case(
        *(When(state=state, then=Value(rank)) for state, rank in _RANKS.items()), output_field=IntegerField()
    )
    mine = cells.filter(plan=plan_id, contribution=OuterRef("pk")).order_by()
    return Subquery(mine.values("contribution").annotate(best=Min(ranks)).values("best"))


def narrow(plan_id: int, asked: Filters, *, public: bool) -> QuerySet[Contribution]:
    """Return the voices that are asked for, each with its outcome as ``rank`` (None where undecided).

    With ``public`` the outcome is the published one; without it, the latest, published or not.
    """
    standing = _best(Decision.objects.standing(), plan_id)
    latest = standing if public else Coalesce(_best(Decision.objects.drafts(), plan_id), standing)
    found = voices(plan_id).annotate(rank=latest)
    same = {"pillar": asked.pillar, "theme": asked.theme, "site": asked.unit}
    found = found.filter(**{name: value for name, value in same.items() if value})
    if asked.cluster:
        found = found.filter(memberships__cluster=asked.cluster)
    if asked.office:
        found = found.filter(assignments__office=asked.office, assignments__ended_at__isnull=True)
    if asked.q:
        found = found.filter(Q(title__icontains=asked.q) | Q(folio__icontains=asked.q))
    if asked.axis:
        found = found.filter(Exists(_cells_under(plan_id, asked.axis, public=public)))
    return _in_state(found, plan_id, asked.state)


def _in_state(found: QuerySet[Any], plan_id: int, state: str) -> QuerySet[Contribution]:
    if state in _RANKS:
        return found.filter(rank=_RANKS[state])
    if state == Outcome.UNDECIDED.value:
        return found.filter(rank__isnull=True)
    if state == WITH:
        return found.filter(rank__lte=_PARTLY)
    if state == WITHOUT:
        return found.filter(Q(rank__isnull=True) | Q(rank__gt=_PARTLY))
    if state == DRAFT:
        drafts = Decision.objects.drafts().filter(plan=plan_id, contribution=OuterRef("pk"))
        return found.filter(Exists(drafts))
    return found


def _cells_under(plan_id: int, code: str, *, public: bool) -> QuerySet[Decision]:
    """Return the cells of a voice under an axis: whatever level its action hangs on."""
    ways = (f"element__{'parent__' * depth}code" for depth in range(4))
    under = Q()
    for way in ways:
        under |= Q(**{way: code})
    cells = Decision.objects.standing() if public else Decision.objects.live()
    return cells.filter(under, plan=plan_id, contribution=OuterRef("pk"))


def outcome_of(voice: Contribution) -> Outcome:
    """Return the outcome of a voice that ``narrow`` gave."""
    rank: int | None = voice.rank  # type: ignore[attr-defined]
    return Outcome.UNDECIDED if rank is None else STATES[rank]


def cells_of(
    contributions: Iterable[int], *, plan_id: int | None = None, public: bool
) -> dict[int, list[Decision]]:
    """Return the cells of voices by voice, in one query: the published ones, or the latest of each."""
    cells = Decision.objects.public() if public else Decision.objects.live()
    cells = cells.filter(contribution__in=list(contributions))
    cells = cells.filter(plan=plan_id) if plan_id else cells
    found: dict[int, list[Decision]] = {}
    for cell in cells.select_related("plan", "element", "office").order_by("element__position", "pk"):
        found.setdefault(cell.contribution_id, []).append(cell)
    return found if public else {voice: latest(many) for voice, many in found.items()}


def latest(cells: list[Decision]) -> list[Decision]:
    """Return of a voice's cells those decided last: the drafts where there are any."""
    return [cell for cell in cells if cell.published_at is None] or cells


def history(plan_id: int, contribution_id: int) -> list[Decision]:
    """Return everything that was ever decided of a voice, the last first."""
    found = Decision.objects.filter(plan=plan_id, contribution=contribution_id)
    return list(found.select_related("element", "decided_by").order_by("-decided_at", "-pk"))


def progress(plan_id: int) -> Progress:
    """Return how far the matrix of a plan is, in one query."""
    return _progress([row[1:] for row in _decided(Q(forum__plans=plan_id))])


def progress_by_plan() -> dict[int, Progress]:
    """Return how far the matrix of each plan is, in one query; a plan without voices is left out."""
    rows: dict[int, list[tuple[bool, bool]]] = {}
    for plan_id, *decided in _decided(Q(forum__plans__isnull=False)):
        rows.setdefault(plan_id, []).append((decided[0], decided[1]))
    return {plan_id: _progress(many) for plan_id, many in rows.items()}


def _decided(asked: Q) -> list[Any]:
    """Return of each voice the plan that answers it, whether a draft waits, and whether a decision stands."""
    mine = Decision.objects.live().filter(plan=OuterRef("forum__plans"), contribution=OuterRef("pk"))
    found = Contribution.objects.filter(asked, state=ContributionState.SUBMITTED.value, hidden_at__isnull=True)
    drafts, standing = (Exists(mine.filter(published_at__isnull=draft)) for draft in (True, False))
    return list(found.values_list("forum__plans", drafts, standing))


def _progress(found: list[tuple[bool, bool]]) -> Progress:
    return Progress(
        voices=len(found),
        decided=sum(draft or stands for draft, stands in found),
        drafts=sum(draft for draft, _stands in found),
        published=sum(stands for _draft, stands in found),
    )


def counts(plan_id: int) -> dict[Outcome, int]:
    """Return how many voices ended in each outcome, as published, in one query."""
    found = dict.fromkeys(Outcome, 0)
    voices_of: QuerySet[Any] = narrow(plan_id, Filters(), public=True)
    for rank in voices_of.values_list("rank", flat=True):
        found[Outcome.UNDECIDED if rank is None else STATES[rank]] += 1
    return found


@dataclass(frozen=True, slots=True)
class Results:
    """What became of the voices of an exercise in a plan."""

    plan: Plan
    counts: dict[Outcome, int]


def results(forum_id: int) -> list[Results]:
    """Return the return of results of an exercise: one for each published plan that listened to it."""
    plans = Plan.objects.filter(forums=forum_id, published_at__isnull=False)
    found = []
    for plan in plans:
        states: dict[int, set[str]] = {}
        cells = Decision.objects.public().filter(plan=plan, contribution__forum=forum_id)
        for voice, state in cells.values_list("contribution_id", "state"):
            states.setdefault(voice, set()).add(state)
        tally = dict.fromkeys(Outcome, 0)
        for said in states.values():
            tally[alignment.outcome(said)] += 1
        whole = voices(plan.pk).filter(forum=forum_id).count()
        tally[Outcome.UNDECIDED] = max(whole - len(states), 0)
        found.append(Results(plan, tally))
    return found


def ended(voice: Contribution) -> list[tuple[Plan, Outcome, list[Decision]]]:
    """Return where a voice ended, one for each published plan; one joined to another ends where that does."""
    shown = voice.merged_into_id or voice.pk
    by_plan: dict[int, list[Decision]] = {}
    for cell in cells_of([shown], public=True).get(shown, []):
        by_plan.setdefault(cell.plan_id, []).append(cell)
    return [
        (cells[0].plan, alignment.outcome(cell.state for cell in cells), cells) for cells in by_plan.values()
    ]


def settled(forums: Collection[int]) -> set[int]:
    """Return the voices of exercises that have an answer in a plan, published: they are not carried over."""
    cells = Decision.objects.standing().filter(contribution__forum__in=list(forums))
    return set(cells.values_list("contribution_id", flat=True))


def clusters(plan_id: int) -> list[Cluster]:
    """Return the groups that a person confirmed in the exercises of a plan."""
    found = Cluster.objects.filter(forum__plans=plan_id, state=ClusterState.CONFIRMED.value)
    return list(found.order_by("name"))


@dataclass(frozen=True, slots=True)
class Near:
    """An action near a voice, and the words that both say."""

    action: Element
    words: tuple[str, ...]


def near(plan_id: int, text: str) -> list[Near]:
    """Return the actions of a plan that are nearest to what a voice says, with the words in common."""
    found = {action.pk: action for action in actions(plan_id)}
    texts = [ActionText(pk, f"{action.title} {action.text}") for pk, action in found.items()]
    return [Near(found[one.key], one.words) for one in alignment.Near(texts).suggest(text)]


def said(voice: Contribution) -> str:
    """Return all that a voice says, to be compared."""
    parts: list[Any] = [voice.title, voice.problem, voice.idea, voice.first_step]
    return " ".join(part for part in parts if part)
