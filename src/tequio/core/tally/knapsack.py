"""``knapsack``: the set of projects with the most votes in total that the money can pay, found exactly.

What is maximised is one integer per project in which the total score goes before the total cost, and that
before the order of ties; so the best set is one, and always the same. Source: Talmon and Faliszewski, *A
Framework for Approval-Based Budgeting Methods* (2019), the rule that maximises the total score.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

from tequio.core.tally import exclusion, rules
from tequio.core.tally.bestset import Item, TooLongError, best
from tequio.core.tally.elections import Points
from tequio.core.tally.reasons import Code, Reason
from tequio.core.tally.rules import Contest, Rule, Selection, UnsupportedRuleError
from tequio.core.tally.scores import Standing
from tequio.core.tally.ties import Tie, TieRule

_EXPLAINED = 10_000  # steps of each search for a reason: beyond, the missing votes are not told


@dataclass(frozen=True, slots=True)
class _Task:
    """A contest as a search: its projects that may win, and what each is worth at first sight."""

    contest: Contest
    able: list[Standing]
    scale: int  # by which scores are made whole

    @property
    def places(self) -> int:
        most = self.contest.winners_max
        return len(self.able) if most is None else most

    def whole(self, standing: Standing) -> int:
        return int(standing.score * self.scale)

    def items(self, values: dict[str, int]) -> list[Item]:
        groups = self.contest.parameters.exclusive
        return [Item(key, values[key], s.project.cost, _rivals(key, groups)) for s in self.able
                for key in (s.project.id,)]  # fmt: skip


def _rivals(key: str, groups: Iterable[exclusion.Exclusive]) -> frozenset[str]:
    return frozenset(other for g in groups if key in g.projects for other in g.projects if other != key)


def select(contest: Contest) -> Selection:
    """Choose the best set and say of every project why it is in it or not.

    Raises:
        UnsupportedRuleError: if the election is too large for an exact search.
    """
    task = _Task(contest, [s for s in contest.standings if _barred(contest, s) is None], _scale(contest))
    money = contest.envelope.amount
    values = _values(task)
    try:
        _, chosen = best(task.items(values), money, task.places)
        total, _ = best(task.items({s.project.id: task.whole(s) for s in task.able}), money, task.places)
    except TooLongError as error:
        raise UnsupportedRuleError(
            "La elección es demasiado grande para buscar la mejor combinación con exactitud: "
            "cuéntela con otra regla."
        ) from error
    return _told(task, chosen, {s.project.id: _without_or_with(task, s, chosen) for s in task.able}, total)


def _scale(contest: Contest) -> int:
    return lcm(*(Fraction(s.score).denominator for s in contest.standings), 1)


def _values(task: _Task) -> dict[str, int]:
    """Return one integer per project: its score, then the money it spares, then its place among ties.

    Under the order of costs the cheaper of two sets with the same score is the better one; under the others
    the order itself decides.
    """
    ranked = task.contest.order.ranked(task.able)
    size = len(ranked)
    by_cost = task.contest.order.rule in (TieRule.COST, TieRule.LOT, TieRule.ASSEMBLY)
    given = bool(task.contest.order.given)
    room = size + sum(s.project.cost for s in ranked).bit_length() + 1
    return {
        s.project.id: task.whole(s) and (task.whole(s) << room)
        - (s.project.cost << size if by_cost and not given else 0)
        + (1 << (size - 1 - place))
        for place, s in enumerate(ranked)
    }  # fmt: skip


def _without_or_with(task: _Task, standing: Standing, chosen: set[str]) -> int | None:
    """Return the highest total score without a winner, or with a loser; None if it takes too long to know."""
    key, cost = standing.project.id, standing.project.cost
    values = {s.project.id: task.whole(s) for s in task.able if s is not standing}
    others = [item for item in _Task(task.contest, [s for s in task.able if s is not standing], task.scale)
              .items(values) if key in chosen or key not in item.rivals]  # fmt: skip
    try:
        if key in chosen:
            return best(others, task.contest.envelope.amount, task.places, steps=_EXPLAINED)[0]
        with_it, _ = best(others, task.contest.envelope.amount - cost, task.places - 1, steps=_EXPLAINED)
    except TooLongError:
        return None
    return with_it + task.whole(standing)


def _told(task: _Task, chosen: set[str], other: dict[str, int | None], total: int) -> Selection:
    contest = task.contest
    ranked = contest.order.ranked(contest.standings)
    level = tuple(s.project.id for s in ranked if other.get(s.project.id) == total and task.whole(s))
    ties = _ties(task, level, total)
    undecided = set(level) if ties and ties[0].resolved_by == TieRule.ASSEMBLY else set()
    reasons = {}
    winners = [s.project.id for s in ranked if s.project.id in chosen and s.project.id not in undecided]
    for index, standing in enumerate(ranked):
        key = standing.project.id
        code = _barred(contest, standing) or (Code.FUNDED if key in chosen else Code.NOT_IN_BEST)
        reasons[key] = Reason(
            code=Code.TIE_TO_ASSEMBLY if key in undecided else code,
            rank=index + 1,
            votes=standing.votes,
            score=standing.score,
            cost=standing.project.cost,
            short=_short(task, standing, other.get(key), total) if code in _COULD_WIN else None,
            margin=_margin(task, standing, other[key], total) if key in winners else None,
            taken_by=(contest.excluded[key],) if code is Code.EXCLUDED_BY else (),
            limit=contest.parameters.threshold if code is Code.BELOW_THRESHOLD else None,
        )
        if key in undecided:
            reasons[key] = _open(reasons[key])
    costs = {s.project.id: s.project.cost for s in ranked}
    details = {"total_score": rules.as_number(Fraction(total, task.scale))}
    return Selection(winners, sum(costs[key] for key in winners), ties, reasons, details)


_COULD_WIN = (Code.NOT_IN_BEST, Code.BELOW_THRESHOLD)


def _open(reason: Reason) -> Reason:
    return Reason(reason.code, reason.rank, reason.votes, reason.score, reason.cost)


def _ties(task: _Task, level: tuple[str, ...], total: int) -> list[Tie]:
    """Return the tie between sets with the same total, named by the projects in which they differ."""
    if not level:
        return []
    contest = task.contest
    given = set(level) <= set(contest.parameters.tie_order)
    awaits = contest.parameters.ties is TieRule.ASSEMBLY and not given
    how = "given" if given else contest.order.resolved_by([s for s in task.able if s.project.id in level])
    resolved = TieRule.ASSEMBLY.value if awaits else how
    return [Tie(level, Fraction(total, task.scale), resolved, decisive=True, envelope=contest.envelope.id)]


def _short(task: _Task, standing: Standing, with_it: int | None, total: int) -> Points | None:
    """Return the votes that would make the best set hold this project for sure."""
    if standing.score < task.contest.parameters.threshold or with_it is None:
        return None
    return max(ceil(Fraction(total - with_it + 1, task.scale)), 1)


def _margin(task: _Task, standing: Standing, without: int | None, total: int) -> Points | None:
    """Return the votes that a winner could lose with the best set still holding it for sure."""
    if without is None:
        return None
    spare = max((total - without - 1) // task.scale, 0)
    return min(spare, int(standing.score - task.contest.parameters.threshold))


def _barred(contest: Contest, standing: Standing) -> Code | None:
    """Return why a project cannot be in any set, if it cannot."""
    project = standing.project
    if project.withdrawn:
        return Code.WITHDRAWN
    if standing.score < contest.parameters.threshold:
        return Code.BELOW_THRESHOLD
    if project.id in contest.excluded:
        return Code.EXCLUDED_BY
    return Code.OVER_ENVELOPE if project.cost > contest.envelope.amount else None


rules.register(
    Rule(
        "knapsack",
        "La combinación de proyectos que suma más votos con el dinero que hay.",
        select,
        excludes=True,
    )
)
