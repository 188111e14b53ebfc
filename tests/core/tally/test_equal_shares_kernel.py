"""The quick runs of Equal Shares buy what the runs in whole numbers buy, whatever the figures."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.equalshares import ending
from tequio.core.tally.equalshares.electorate import gather
from tequio.core.tally.equalshares.ending import DisagreementError, end
from tequio.core.tally.equalshares.kernel import Bought, Kernel
from tequio.core.tally.equalshares.purchases import Market, run
from tequio.core.tally.rules import Completion, Parameters, Stop, Utility

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


@st.composite
def markets(draw):
    """Markets with round costs (where ties are common) and crooked ones, with marks and with points."""
    ids = [str(number) for number in range(draw(st.integers(1, 8)))]
    money = st.sampled_from([100, 200, 300, 600]) | st.integers(0, 99_999)
    projects = {key: Project(key, draw(money)) for key in ids}
    scored = draw(st.booleans())
    names = st.lists(st.sampled_from(ids), unique=True, max_size=len(ids))
    ballots = []
    for choices in draw(st.lists(names, min_size=1, max_size=12)):
        points = tuple(draw(st.integers(0, 5)) for _ in choices) if scored else ()
        ballots.append(Ballot(tuple(choices), points, draw(st.integers(1, 9))))
    kind = VoteType.SCORING if scored else VoteType.APPROVAL
    amount = draw(st.integers(1, 300_000))
    told = Election(kind, (Envelope("", amount),), tuple(projects.values()), tuple(ballots))
    people = gather(told, ids, blank=draw(st.booleans()))
    places = draw(st.none() | st.integers(1, 4))
    utility = draw(st.sampled_from(list(Utility)))
    return Market(amount, projects, people, utility, lambda key: (projects[key].cost, int(key)), places)


@given(markets(), st.integers(1, 7), st.sampled_from([1, 33, 100]))
@settings(max_examples=60, deadline=None)
def test_a_quick_run_is_the_run_in_whole_numbers_or_says_that_it_cannot_tell(market, parts, by):
    first = Fraction(market.amount, max(market.electorate.voters, 1) * parts)
    shares = [first * parts + by * step for step in range(6)]
    for share, found in zip(shares, Kernel(market).runs(shares), strict=True):
        exact = run(market, share)
        assert found is None or found == Bought(tuple(exact.winners), exact.overspent)


def by_hand(market, told):
    """Return the last share of Add1, run by run in whole numbers, and its winners."""
    done = run(market, ending.first_share(market, told.start))
    backers, amount = market.electorate.backers, market.amount
    wanted = {key for key, p in market.projects.items() if len(backers[key].groups) and p.cost <= amount}
    while True:
        left = amount - sum(market.projects[key].cost for key in done.winners)
        others = wanted - set(done.winners)
        fits = any(market.projects[key].cost <= left for key in others)
        over = len(done.winners) == market.places or not others
        if over or (told.stop is Stop.EXHAUSTIVE and not fits):
            break
        following = run(market, done.share + ending.step(market, told))
        if following.overspent:
            break
        done = following
    return done


@given(markets(), st.sampled_from(list(Stop)))
@settings(max_examples=40, deadline=None)
def test_add1_ends_where_it_ends_run_by_run_in_whole_numbers(market, stop):
    told = Parameters(completion=Completion.ADD1, stop=stop, increment=market.amount // 30 + 1)
    if market.electorate.voters:
        assert end(market, told).run == by_hand(market, told)


def test_the_quick_path_can_tell_nearly_always():
    costs = {str(number): 100 * (number + 3) for number in range(9)}
    ballots = [Ballot(tuple(str((voter * k) % 9) for k in (1, 2, 5))) for voter in range(1, 90)]
    projects = {key: Project(key, cost) for key, cost in costs.items()}
    told = Election(VoteType.APPROVAL, (Envelope("", 3_000),), tuple(projects.values()), tuple(ballots))
    market = Market(3_000, projects, gather(told, list(costs)), Utility.COST, lambda key: (key,))
    assert None not in Kernel(market).runs([Fraction(3_000, 89) + step for step in range(40)])


def test_nothing_is_published_if_the_quick_run_and_the_whole_numbers_disagree(monkeypatch):
    told = Election(VoteType.APPROVAL, (Envelope("", 100),), (Project("a", 100),), (Ballot(("a",)),))
    wrong = [Bought((), overspent=True)]
    monkeypatch.setattr(Kernel, "runs", lambda _self, shares: wrong * len(shares))
    with pytest.raises(DisagreementError):
        count(told, "equal-shares-add1")
    assert count(replace(told, ballots=()), "equal-shares").winners == []
