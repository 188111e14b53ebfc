"""Equal Shares as a counting rule: its ties, its filling, its comparison, and a reason for every project."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import floor
from typing import Any

import numpy as np

from tequio.core.tally import buying, greedy, rules
from tequio.core.tally.equalshares.electorate import Electorate, Whole, gather
from tequio.core.tally.equalshares.ending import Ended, bought, end
from tequio.core.tally.equalshares.purchases import Market
from tequio.core.tally.reasons import Code, Reason
from tequio.core.tally.rules import (
    Compare,
    Completion,
    Contest,
    Fill,
    Parameters,
    Rule,
    Selection,
    Utility,
    as_number,
)
from tequio.core.tally.scores import Standing

Told = Callable[[Parameters], Parameters]


def select(contest: Contest, *, told: Told = lambda parameters: parameters) -> Selection:
    """Buy by Equal Shares, fill and compare, as the parameters say.

    Args:
        contest: what is decided.
        told: what the name of the rule says beyond its parameters.
    """
    contest = replace(contest, parameters=told(contest.parameters))
    market = market_of(contest)
    count = _Count(contest, market, end(market, contest.parameters))
    selection = count.selection()
    return count.preferred(selection) if contest.parameters.compare is not Compare.NONE else selection


def market_of(contest: Contest) -> Market:
    """Return what may be bought: what reaches the minimum of votes, in the order of ties, and by whom."""
    parameters = contest.parameters
    electorate = gather(
        contest.election,
        [standing.project.id for standing in contest.standings],
        weighted=parameters.utility is not Utility.CARDINALITY,
        blank=parameters.blank_share,
    )
    keys = {s.project.id: contest.order.key(s) for s in contest.standings}
    return Market(
        amount=contest.envelope.amount,
        projects={
            s.project.id: s.project
            for s in contest.standings
            if s.score >= parameters.threshold and s.votes >= least_votes(contest, electorate, s)
        },
        electorate=electorate,
        utility=parameters.utility,
        key=keys.__getitem__,
        places=contest.winners_max,
    )


def least_votes(contest: Contest, electorate: Electorate, standing: Standing) -> int:
    """Return the votes that a project needs for its cost (``min_share``): 0 where there is no such rule.

    With k: votes ÷ voters ≥ cost ÷ (k × amount), so that a dear project needs more people. Świecie counted so
    with k = 3.
    """
    k = contest.parameters.min_share
    if k is None:
        return 0
    return -(-standing.project.cost * electorate.voters // (k * max(contest.envelope.amount, 1)))


@dataclass(frozen=True, slots=True)
class _Count:
    """An envelope whose purchases are made, to be told."""

    contest: Contest
    market: Market
    ended: Ended

    def selection(self) -> Selection:
        """Return the winners with the ties, a reason per project and the figures of the rule."""
        run = self.ended.run
        met = buying.met(self.contest, run.ties, run.winners, self._winners_with_first)
        filled = Selection() if met.unclear else self._filled()
        codes = {s.project.id: self._code(s) for s in self.contest.standings}
        codes |= {key: reason.code for key, reason in filled.reasons.items() if reason.code in _OF_FILLING}
        codes |= dict.fromkeys(filled.winners, Code.FILLED)
        codes |= met.unclear
        reasons = {
            s.project.id: self._reason(s, index + 1, codes[s.project.id])
            for index, s in enumerate(self.contest.order.ranked(self.contest.standings))
        }
        winners = [key for key in run.winners if codes[key] is Code.BOUGHT] + filled.winners
        spent = sum(self.market.projects[key].cost for key in winners)
        return Selection(winners, spent, met.ties + filled.ties, reasons, self._details())

    def _filled(self) -> Selection:
        """Return what still fits by votes, if there is a filling."""
        purchases = self.ended.run.winners
        if self.contest.parameters.fill is Fill.NONE:
            return Selection()
        places = self.contest.winners_max
        rest = replace(
            self.contest.envelope,
            amount=self.market.amount - sum(self.market.projects[key].cost for key in purchases),
            winners_max=None if places is None else places - len(purchases),
        )
        left = [
            s for s in self.contest.standings if s.project.id in self.market.projects.keys() - set(purchases)
        ]
        return greedy.select(replace(self.contest, envelope=rest, standings=left), stops=False)

    def _code(self, standing: Standing) -> Code:
        """Return why a project was bought or not."""
        key = standing.project.id
        if key in self.ended.run.winners:
            return Code.BOUGHT
        if standing.score < self.contest.parameters.threshold:
            return Code.BELOW_THRESHOLD
        if standing.project.cost > self.contest.envelope.amount:
            return Code.OVER_ENVELOPE
        if key not in self.market.projects:
            return Code.BELOW_SHARE
        if len(self.ended.run.purchases) == self.contest.winners_max:
            return Code.NOT_AMONG_FIRST
        return Code.SHARES_SHORT

    def _reason(self, standing: Standing, rank: int, code: Code) -> Reason:
        key = standing.project.id
        each = {purchase.project: purchase.each for purchase in self.ended.run.purchases}
        short = code is Code.SHARES_SHORT
        return Reason(
            code=code,
            rank=rank,
            votes=standing.votes,
            score=standing.score,
            cost=standing.project.cost,
            remaining=floor(self.ended.run.left[key]) if short else None,
            taken_by=self.market.electorate.shared(key, self.ended.run.winners) if short else (),
            limit=self._limit(standing, code),
            each=each[key] if code is Code.BOUGHT else None,
        )

    def _limit(self, standing: Standing, code: Code) -> int | None:
        if code is Code.BELOW_THRESHOLD:
            return self.contest.parameters.threshold
        if code is Code.BELOW_SHARE:
            return least_votes(self.contest, self.market.electorate, standing)
        return self.contest.winners_max if code is Code.NOT_AMONG_FIRST else None

    def _details(self) -> dict[str, Any]:
        people, run = self.market.electorate, self.ended.run
        following = self.ended.next_share
        return {
            "voters": people.voters,
            "share_centavos": as_number(run.share),
            "raises": self.ended.raises,
            "raised_by_centavos": self.ended.raised_by if self.ended.raises else 0,
            "next_share_centavos": None if following is None else as_number(following),
            "rounds": [
                {
                    "project": purchase.project,
                    "each_centavos": as_number(purchase.each),
                    "effective_votes": as_number(purchase.votes),
                    "paid_by_poorer_centavos": as_number(purchase.paid),
                }
                for purchase in run.purchases
            ],
        }

    def _winners_with_first(self, first: str) -> set[str]:
        """Return what the same share buys when one project goes before any other at its price."""
        order = self.market.key
        other = replace(self.market, key=lambda key: (key != first, *order(key)))
        return set(bought(other, self.ended.run.share).winners)

    def preferred(self, selection: Selection) -> Selection:
        """Return the selection, or that by votes alone if more voters prefer it."""
        by_votes = greedy.select(self.contest, stops=False)
        coverage = self.contest.parameters.compare is Compare.COVERAGE
        ours, theirs = _happier(self.market.electorate, selection.winners, by_votes.winners, coverage=coverage)
        kept = selection if ours >= theirs else by_votes
        told: dict[str, Any] = {
            "prefer_equal_shares": ours,
            "prefer_most_voted": theirs,
            "kept": "equal_shares" if kept is selection else "most_voted",
        }
        return replace(kept, details=selection.details | {"comparison": told})


_OF_FILLING = (Code.TIE_TO_ASSEMBLY, Code.AWAITS_ASSEMBLY)


def _happier(electorate: Electorate, first: list[str], second: list[str], *, coverage: bool) -> tuple[int, int]:
    """Return how many voters prefer the first list of winners, and how many the second.

    A voter prefers the one with more of their projects; for ``coverage``, one with some to one with none.
    """
    had = [_projects_won(electorate, winners) for winners in (first, second)]
    balance = (had[0] > 0) * 1 - (had[1] > 0) * 1 if coverage else had[0] - had[1]
    sizes = electorate.sizes
    return int(sizes[balance > 0].sum()), int(sizes[balance < 0].sum())


def _projects_won(electorate: Electorate, winners: list[str]) -> Whole:
    """Return how many of its projects each group of voters has among the winners."""
    found = np.zeros(len(electorate.sizes), np.int64)
    for key in winners:
        found[electorate.backers[key].groups] += 1
    return found


def _named(parameters: Parameters, *, add1: bool, compared: bool) -> Parameters:
    """Return the parameters as the short name of a rule completes them."""
    if add1:
        parameters = replace(parameters, completion=Completion.ADD1)
    if compared and parameters.compare is Compare.NONE:
        parameters = replace(parameters, compare=Compare.SATISFACTION)
    return parameters


_SHARES = "Partes iguales: cada votante tiene la misma parte del dinero y paga con ella lo que apoya"
_RAISED = "; luego se sube la parte de cada quien mientras alcance"
_COMPARED = ". Si más personas prefieren el resultado por votos, queda ese"

for _name, _add1, _compared, _summary in (
    ("equal-shares", False, False, f"{_SHARES}."),
    ("equal-shares-comparison", False, True, f"{_SHARES}{_COMPARED}."),
    ("equal-shares-add1", True, False, f"{_SHARES}{_RAISED}."),
    ("equal-shares-add1-comparison", True, True, f"{_SHARES}{_RAISED}{_COMPARED}."),
):
    _told = partial(_named, add1=_add1, compared=_compared)
    rules.register(Rule(_name, _summary, partial(select, told=_told)))
