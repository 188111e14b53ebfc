"""Equal Shares as a counting rule: its endings, its ties, its comparison, and a reason for every project."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import floor
from typing import Any

from tequio.core.tally import greedy, rules
from tequio.core.tally.equalshares import ending
from tequio.core.tally.equalshares.electorate import Electorate, gather
from tequio.core.tally.equalshares.ending import Ended
from tequio.core.tally.equalshares.purchases import Market, run
from tequio.core.tally.reasons import Code, Reason
from tequio.core.tally.rules import Contest, Rule, Selection, as_number
from tequio.core.tally.scores import Standing
from tequio.core.tally.ties import Tie, TieRule

End = Callable[[Market], Ended]


def select(contest: Contest, *, end: End, compare: bool) -> Selection:
    """Buy by Equal Shares and end as told; where ``compare``, keep what more voters prefer."""
    electorate = gather(contest.election, [standing.project.id for standing in contest.standings])
    market = _market(contest, electorate)
    ended = end(market)
    selection = _selection(contest, market, ended)
    return _preferred(contest, electorate, selection) if compare else selection


def _market(contest: Contest, electorate: Electorate) -> Market:
    """Return what may be bought: what reaches the minimum, in the order of ties."""
    least = contest.parameters.threshold
    keys = {s.project.id: contest.order.key(s) for s in contest.standings}
    return Market(
        amount=contest.envelope.amount,
        projects={s.project.id: s.project for s in contest.standings if s.score >= least},
        electorate=electorate,
        utility=contest.parameters.utility,
        key=keys.__getitem__,
        places=contest.winners_max,
    )


def _selection(contest: Contest, market: Market, ended: Ended) -> Selection:
    ties, open_outcomes = _ties(contest, market, ended)
    awaited = {key for tie in ties if tie.resolved_by == TieRule.ASSEMBLY for key in tie.projects}
    reasons: dict[str, Reason] = {}
    bought = {purchase.project: purchase for purchase in ended.run.purchases}
    for index, standing in enumerate(contest.order.ranked(contest.standings)):
        key = standing.project.id
        code = _code(contest, standing, ended)
        if key in open_outcomes:
            code = Code.TIE_TO_ASSEMBLY if key in awaited else Code.AWAITS_ASSEMBLY
        won = code is Code.BOUGHT
        reasons[key] = Reason(
            code=code,
            rank=index + 1,
            votes=standing.votes,
            score=standing.score,
            cost=standing.project.cost,
            remaining=floor(ended.run.left[key]) if code is Code.SHARES_SHORT else None,
            taken_by=_rivals(market, ended, key) if code is Code.SHARES_SHORT else (),
            limit=_limit(contest, code),
            each=bought[key].each if won else None,
        )
    winners = [key for key in ended.run.winners if reasons[key].code is Code.BOUGHT]
    spent = sum(market.projects[key].cost for key in winners)
    details = {
        "voters": market.electorate.voters,
        "share_centavos": as_number(ended.run.share),
        "raises": ended.raises,
        "raised_by_centavos": ending.step(market) if ended.raises else 0,
    }
    return Selection(winners, spent, ties, reasons, details)


def _code(contest: Contest, standing: Standing, ended: Ended) -> Code:
    """Return why a project was bought or not."""
    if standing.project.id in ended.run.winners:
        return Code.BOUGHT
    if standing.score < contest.parameters.threshold:
        return Code.BELOW_THRESHOLD
    if standing.project.cost > contest.envelope.amount:
        return Code.OVER_ENVELOPE
    if len(ended.run.purchases) == contest.winners_max:
        return Code.NOT_AMONG_FIRST
    return Code.SHARES_SHORT


def _limit(contest: Contest, code: Code) -> int | None:
    if code is Code.BELOW_THRESHOLD:
        return contest.parameters.threshold
    return contest.winners_max if code is Code.NOT_AMONG_FIRST else None


def _rivals(market: Market, ended: Ended, key: str) -> tuple[str, ...]:
    """Return the winners, in order of purchase, that some supporter of a project helped to pay."""
    backers = market.electorate.backers
    mine = {group for group, _ in backers[key]}
    return tuple(w for w in ended.run.winners if any(group in mine for group, _ in backers[w]))


def _ties(contest: Contest, market: Market, ended: Ended) -> tuple[list[Tie], set[str]]:
    """Return the ties of the run that stands, and the projects whose outcome an assembly has yet to decide.

    A tie decides something if, with the same share, putting another of its projects first buys others.
    """
    found: list[Tie] = []
    undecided: set[str] = set()
    standings = {s.project.id: s for s in contest.standings}
    for group in ended.run.ties:
        outcomes: list[set[str]] = [
            set(ended.run.winners),
            *(_winners_with_first(market, ended, key) for key in group[1:]),
        ]
        differing = outcomes[0].union(*outcomes) - outcomes[0].intersection(*outcomes)
        given = set(group) <= set(contest.parameters.tie_order)
        awaits = bool(differing) and contest.parameters.ties is TieRule.ASSEMBLY and not given
        members = [standings[key] for key in group]
        how = TieRule.ASSEMBLY.value if awaits else contest.order.resolved_by(members)
        found.append(Tie(group, members[0].score, how, bool(differing), contest.envelope.id))
        undecided |= differing if awaits else set()
    return found, undecided


def _winners_with_first(market: Market, ended: Ended, first: str) -> set[str]:
    """Return what the same share buys when one project goes before any other at its price."""
    order = market.key
    return set(run(replace(market, key=lambda key: (key != first, *order(key))), ended.run.share).winners)


def _preferred(contest: Contest, electorate: Electorate, selection: Selection) -> Selection:
    """Return the selection, or that by votes alone if more voters have more of their projects in it."""
    by_votes = greedy.select(contest, stops=False)
    ours, theirs = _happier(electorate, selection.winners, by_votes.winners)
    kept = selection if ours >= theirs else by_votes
    told: dict[str, Any] = {
        "prefer_equal_shares": ours,
        "prefer_most_voted": theirs,
        "kept": "equal_shares" if kept is selection else "most_voted",
    }
    return replace(kept, details=selection.details | {"comparison": told})


def _happier(electorate: Electorate, first: list[str], second: list[str]) -> tuple[int, int]:
    """Return how many voters have more of their projects in the first list, and how many in the second."""
    balance = [0] * len(electorate.sizes)
    for key, sign in [*((key, 1) for key in first), *((key, -1) for key in second)]:
        for group, _ in electorate.backers[key]:
            balance[group] += sign
    sized = list(zip(balance, electorate.sizes, strict=True))
    return sum(n for b, n in sized if b > 0), sum(n for b, n in sized if b < 0)


_SHARES = "Partes iguales: cada votante tiene la misma parte del dinero y paga con ella lo que apoya"
_RAISED = "; luego se sube la parte de cada quien mientras alcance"
_COMPARED = ". Si más personas prefieren el resultado por votos, queda ese"

for _name, _end, _compare, _summary in (
    ("equal-shares", ending.plain, False, f"{_SHARES}."),
    ("equal-shares-comparison", ending.plain, True, f"{_SHARES}{_COMPARED}."),
    ("equal-shares-add1", ending.add_one, False, f"{_SHARES}{_RAISED}."),
    ("equal-shares-add1-comparison", ending.add_one, True, f"{_SHARES}{_RAISED}{_COMPARED}."),
):
    rules.register(Rule(_name, _summary, partial(select, end=_end, compare=_compare)))
