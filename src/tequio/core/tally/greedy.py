"""Rules that walk down the list from the most voted: what to do when one does not fit is the difference.

``greedy-skip`` passes to the next, ``greedy-stop`` ends there, ``greedy-threshold`` is ``greedy-skip`` with a
minimum score (which the others honour too), ``greedy-ratio`` walks by score for each peso, ``plurality`` fills
a number of places per envelope.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import floor

from tequio.core.tally import exclusion, rules, ties
from tequio.core.tally.elections import Points
from tequio.core.tally.reasons import Code, Reason
from tequio.core.tally.rules import Contest, Parameters, Rule, Selection
from tequio.core.tally.scores import Standing
from tequio.core.tally.ties import Tie, TieRule


@dataclass(frozen=True, slots=True)
class State:
    """Where the walk stands before a project's turn."""

    remaining: int
    places: int | None  # places left; None: no limit
    stopped: bool = False
    awaits: bool = False  # an unresolved tie stands before
    excluded: Mapping[str, str] = field(default_factory=dict)  # what cannot win any more, and because of whom

    @property
    def open(self) -> bool:
        """Whether anybody can still win."""
        return not self.stopped and self.places != 0


@dataclass(frozen=True, slots=True)
class Walk:
    """One way of walking: whether it stops at the first that does not fit, and whether it goes by cost."""

    contest: Contest
    stops: bool
    per_cost: bool = False

    @property
    def parameters(self) -> Parameters:
        """The rule's parameters."""
        return self.contest.parameters

    @property
    def start(self) -> State:
        """The state before the first project."""
        return State(self.contest.envelope.amount, self.contest.winners_max, excluded=self.contest.excluded)

    def worth(self, standing: Standing) -> Points:
        """Return what projects are ranked by: the score, or the score for each centavo."""
        return Fraction(standing.score) / _unit(standing) if self.per_cost else standing.score

    def beats(self, worth: Points, standing: Standing) -> int:
        """Return the least score with which a project is worth more than that."""
        return floor(worth * _unit(standing) if self.per_cost else worth) + 1

    def verdict(self, standing: Standing, state: State) -> Code:
        """Return what happens to a project whose turn comes in this state."""
        if standing.project.withdrawn:
            return Code.WITHDRAWN
        if standing.score < self.parameters.threshold:
            return Code.BELOW_THRESHOLD
        if standing.project.id in state.excluded:
            return Code.EXCLUDED_BY
        return self._turn(standing.project.cost, state)

    def _turn(self, cost: int, state: State) -> Code:
        if state.stopped:
            return Code.AFTER_STOP
        if state.places == 0:
            return Code.NOT_AMONG_FIRST
        return Code.FUNDED if cost <= state.remaining else self._misfit(cost, state)

    def _misfit(self, cost: int, state: State) -> Code:
        part = self.parameters.part_percent
        if self.stops and part is not None and state.remaining * 100 >= part * cost:
            return Code.FUNDED_IN_PART
        if cost > self.contest.envelope.amount and not self.stops:
            return Code.OVER_ENVELOPE
        return Code.STOPPED_HERE if self.stops else Code.DOES_NOT_FIT

    def after(self, standing: Standing, code: Code, state: State) -> State:
        """Return the state after a project's turn."""
        if code is Code.STOPPED_HERE:
            return replace(state, stopped=True)
        if code not in _WINS:
            return state
        excluded = exclusion.after(standing.project.id, self.parameters.exclusive, state.excluded)
        if code is Code.FUNDED_IN_PART:
            return replace(state, remaining=0, stopped=True, excluded=excluded)
        places = None if state.places is None else state.places - 1
        remaining = state.remaining - standing.project.cost
        return replace(state, remaining=remaining, places=places, excluded=excluded)

    def states(self, ranked: list[Standing]) -> list[State]:
        """Return the state before each project's turn, and the one after the last."""
        found = [self.start]
        for standing in ranked:
            found.append(self.after(standing, self.verdict(standing, found[-1]), found[-1]))
        return found

    def lowest_winning(self, standing: Standing, others: list[Standing]) -> Points | None:
        """Return the lowest score that would win for sure, all others staying the same; None if none would.

        For sure: as if the project lost every tie.
        """
        states = self.states(others)
        worths = [self.worth(other) for other in others]
        falling = [-worth for worth in worths]
        candidates = {max(self.parameters.threshold, 0)} | {self.beats(w, standing) for w in worths}
        for score in sorted(candidates):
            risen = replace(standing, score=score)
            state = states[bisect_right(falling, -self.worth(risen))]
            if self.verdict(risen, state) in _WINS:
                return score
        return None


_WINS = (Code.FUNDED, Code.FUNDED_IN_PART)


def _unit(standing: Standing) -> int:
    """Return the centavos by which a score is divided; what costs nothing is taken to cost one."""
    return max(standing.project.cost, 1)


def select(contest: Contest, *, stops: bool, per_cost: bool = False) -> Selection:
    """Walk down the ranked projects and fund what fits."""
    walk = Walk(contest, stops, per_cost)
    ranked = contest.order.ranked(contest.standings, walk.worth)
    selection, state, spent = Selection(), walk.start, 0
    turns: list[tuple[Standing, Code, State]] = []
    for group in ties.groups(ranked, walk.worth):
        tie = _tie(walk, group, state)
        if tie is not None:
            selection.ties.append(tie)
        if tie is not None and tie.resolved_by == TieRule.ASSEMBLY:
            turns += [(standing, _tied(walk, standing, state), state) for standing in group]
            state = _after_unresolved(walk, group, state)
            continue
        for standing in group:
            code = walk.verdict(standing, state)
            following = walk.after(standing, code, state)
            spent += state.remaining - following.remaining
            turns.append((standing, _undecided(code) if state.awaits else code, state))
            state = state if state.awaits else following
    selection.winners.extend(s.project.id for s, code, _ in turns if code in _WINS)
    selection.reasons.update(_reasons(walk, turns))
    return replace(selection, spent=spent)


def _tie(walk: Walk, group: list[Standing], state: State) -> Tie | None:
    """Return the tie that a group is, if it is one and it is met while somebody can still win."""
    below = all(standing.score < walk.parameters.threshold for standing in group)
    if len(group) == 1 or not state.open or state.awaits or below:
        return None
    decisive = _decisive(walk, group, state)
    ids = tuple(standing.project.id for standing in group)
    given = set(ids) <= set(walk.parameters.tie_order)
    if decisive and walk.parameters.ties is TieRule.ASSEMBLY and not given:
        resolved_by = TieRule.ASSEMBLY.value
    else:
        resolved_by = walk.contest.order.resolved_by(group)
    return Tie(ids, walk.worth(group[0]), resolved_by, decisive, walk.contest.envelope.id)


def _decisive(walk: Walk, group: list[Standing], state: State) -> bool:
    """Return whether another order of the tied projects would give other winners.

    Each candidate wins if it comes first; so the order decides as soon as they cannot all win.
    """
    candidates = [s for s in group if walk.verdict(s, state) in _WINS]
    if not candidates:
        return False
    if len(candidates) > 1 and exclusion.clash(_ids(candidates), walk.parameters.exclusive):
        return True
    rivals = _stopping(walk, group, state) if walk.stops else candidates
    too_dear = sum(s.project.cost for s in rivals) > state.remaining
    too_many = state.places is not None and len(rivals) > state.places
    return len(rivals) > 1 and (too_dear or too_many)


def _stopping(walk: Walk, group: list[Standing], state: State) -> list[Standing]:
    """Return those that win or stop the count when their turn comes."""
    return [s for s in group if walk.verdict(s, state) in (*_WINS, Code.STOPPED_HERE)]


def _ids(standings: list[Standing]) -> list[str]:
    return [standing.project.id for standing in standings]


def _tied(walk: Walk, standing: Standing, state: State) -> Code:
    """Return the code of a member of an unresolved tie: it may win, unless it never could."""
    code = walk.verdict(standing, state)
    return Code.TIE_TO_ASSEMBLY if code in (*_WINS, Code.STOPPED_HERE) else code


def _after_unresolved(walk: Walk, group: list[Standing], state: State) -> State:
    """Return the state after an unresolved tie: if its members fill the places anyway, the rest have lost."""
    candidates = [s for s in group if walk.verdict(s, state) in _WINS]
    costs = sorted((s.project.cost for s in candidates), reverse=True)
    places = state.places
    if exclusion.clash(_ids(candidates), walk.parameters.exclusive):
        return replace(state, awaits=True)
    if places is not None and places <= len(costs) and sum(costs[:places]) <= state.remaining:
        return replace(state, places=0)
    return replace(state, awaits=True)


def _undecided(code: Code) -> Code:
    return code if code in (*_OWN_FAULT, Code.EXCLUDED_BY) else Code.AWAITS_ASSEMBLY


def _reasons(walk: Walk, turns: list[tuple[Standing, Code, State]]) -> dict[str, Reason]:
    ranked = [standing for standing, _, _ in turns]
    found: dict[str, Reason] = {}
    taken: list[str] = []
    for index, (standing, code, state) in enumerate(turns):
        lowest = walk.lowest_winning(standing, ranked[:index] + ranked[index + 1 :])
        won = code in _WINS
        open_outcome = code in (Code.TIE_TO_ASSEMBLY, Code.AWAITS_ASSEMBLY)
        turn_came = state.open and not state.awaits and code not in _NO_TURN
        found[standing.project.id] = Reason(
            code=code,
            rank=index + 1,
            votes=standing.votes,
            score=standing.score,
            cost=standing.project.cost,
            remaining=state.remaining if turn_came else None,
            short=None if won or open_outcome or lowest is None else lowest - standing.score,
            margin=max(standing.score - lowest, 0) if won and lowest is not None else (0 if won else None),
            taken_by=_taken_by(standing, code, state, taken),
            limit=_limit(walk, code),
        )
        if won:
            taken.append(standing.project.id)
    return found


_OWN_FAULT = (Code.BELOW_THRESHOLD, Code.OVER_ENVELOPE, Code.WITHDRAWN)


def _taken_by(standing: Standing, code: Code, state: State, taken: list[str]) -> tuple[str, ...]:
    """Return the winners that left a project out: who excludes it, or all that took money before it."""
    if code is Code.EXCLUDED_BY:
        return (state.excluded[standing.project.id],)
    return () if code in (*_WINS, *_OWN_FAULT) else tuple(taken)


_NO_TURN = (Code.BELOW_THRESHOLD, Code.EXCLUDED_BY, Code.WITHDRAWN)


def _limit(walk: Walk, code: Code) -> int | None:
    if code is Code.BELOW_THRESHOLD:
        return walk.parameters.threshold
    return walk.contest.winners_max if code is Code.NOT_AMONG_FIRST else None


for _name, _summary, _select, _aliases in (
    (
        "greedy-skip",
        "Por votos; si uno no cabe en lo que queda, se pasa al siguiente.",
        partial(select, stops=False),
        ("greedy",),
    ),
    (
        "greedy-stop",
        "Por votos, hasta el primero que no cabe.",
        partial(select, stops=True),
        ("greedy-no-skip",),
    ),
    (
        "greedy-threshold",
        "Por votos entre los que alcanzan el mínimo; si uno no cabe, se pasa al siguiente.",
        partial(select, stops=False),
        (),
    ),
    (
        "greedy-ratio",
        "Por votos por cada peso que cuestan; si uno no cabe en lo que queda, se pasa al siguiente.",
        partial(select, stops=False, per_cost=True),
        (),
    ),
    ("plurality", "Los más votados de cada bolsa, hasta llenar sus lugares.", partial(select, stops=False), ()),
):
    _places = 1 if _name == "plurality" else None
    rules.register(Rule(_name, _summary, _select, aliases=_aliases, excludes=True, places=_places))
