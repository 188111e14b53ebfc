"""Each case of docs/rules/redflags.md, and what holds for any facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.redflags import (
    PROCESS_CODES,
    PROJECT_CODES,
    AmendmentFacts,
    AwardFacts,
    BidFacts,
    Code,
    ContractFacts,
    MarketFacts,
    ProcessFacts,
    ProjectFacts,
    StageFacts,
    State,
    Thresholds,
    Why,
    WonFacts,
    check_process,
    check_project,
)

TODAY = date(2026, 11, 26)
MONDAY, SATURDAY, CHRISTMAS = date(2026, 8, 31), date(2026, 8, 29), date(2026, 12, 25)
START, END = date(2026, 8, 3), date(2026, 8, 21)


def bid(who: str, amount: int | None = 100, status: str = "valid", on: date = END) -> BidFacts:
    return BidFacts(bidder=who, name=who.title(), status=status, received_on=on, amount=amount)


def award(*who: str, amount: int = 100, on: date = MONDAY, identified: bool = True) -> AwardFacts:
    winners = who or ("ana",)
    names = [one.title() for one in winners]
    return AwardFacts(decided_on=on, amount=amount, winners=winners, names=names, identified=identified)


def contract(
    *amendments: AmendmentFacts, amount: int = 100, days: int = 99, on: date = MONDAY
) -> ContractFacts:
    return ContractFacts(
        number="OP-1", signed_on=on, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=days), amount=amount,
        amendments=amendments,
    )  # fmt: skip


def amendment(amount: int, days: int = 99, before: int | None = 100) -> AmendmentFacts:
    ends = MONDAY + timedelta(days=days)
    return AmendmentFacts(
        signed_on=MONDAY, amount=amount, ends_on=ends, before_amount=before,
        before_ends_on=MONDAY + timedelta(days=99),
    )  # fmt: skip


def tender(**values: object) -> ProcessFacts:
    kept: dict[str, object] = {"method": "open", "tender_start": START, "tender_end": END, "tenderers": 3}
    return ProcessFacts(**(kept | values))  # type: ignore[arg-type]


def works(**values: object) -> ProjectFacts:
    kept: dict[str, object] = {
        "budget": 1000, "contracted": 900, "paid": 300, "physical_percent": 40, "began_on": date(2026, 1, 5),
        "promised_on": date(2026, 12, 1), "reported_on": date(2026, 11, 20),
    }  # fmt: skip
    return ProjectFacts(**(kept | values))  # type: ignore[arg-type]


def direct(amount: int, *others: int, who: str = "ana") -> ProcessFacts:
    won = [WonFacts(supplier=who, amount=one, direct=True) for one in (amount, *others)]
    market = MarketFacts(office="Obras", year=2026, won=won)
    return tender(method="direct", awards=[award("ana", amount=amount)], market=market)


def market(*amounts: tuple[str, int]) -> MarketFacts:
    won = [WonFacts(supplier=who, amount=amount, direct=False) for who, amount in amounts]
    return MarketFacts(office="Obras", year=2026, won=won)


def of(facts: ProcessFacts | ProjectFacts, code: Code, **limits: int):
    chosen = Thresholds(**limits)
    if isinstance(facts, ProcessFacts):
        outcomes = check_process(facts, limits=chosen, today=TODAY)
    else:
        outcomes = check_project(facts, limits=chosen, today=TODAY)
    return next(one for one in outcomes if one.code == code)


R, C, U, X = State.RAISED, State.CLEAR, State.UNKNOWN, State.OUTSIDE
JUDGED = {"awards": [award("ana")]}
PRICE = JUDGED | {"criteria": "priceOnly"}
ALONE = [bid("ana"), bid("beto", 90, "disqualified")]
CITY = ("b", 20), ("c", 20)
CASES = [
    ("FLAG-1", tender(method="direct", awards=[award()]), Code.SINGLE_BID, X),
    ("FLAG-1", tender(tender_start=None), Code.SHORT_PERIOD, U),
    ("FLAG-2", tender(closed=True, tenderers=1, awards=[award(on=SATURDAY)]), Code.SINGLE_BID, X),
    ("FLAG-2", tender(closed=True, awards=[award(on=SATURDAY)]), Code.REST_DAY, X),
    ("FLAG-10", tender(tender_end=START + timedelta(days=14)), Code.SHORT_PERIOD, R),
    ("FLAG-10", tender(tender_end=START + timedelta(days=15)), Code.SHORT_PERIOD, C),
    ("FLAG-10", tender(min_days=20), Code.SHORT_PERIOD, R),
    ("FLAG-10", tender(method="selective", min_days=5, tender_end=MONDAY), Code.SHORT_PERIOD, C),
    ("FLAG-11", tender(method="selective"), Code.SHORT_PERIOD, U),
    ("FLAG-11", tender(own_work=True), Code.SHORT_PERIOD, X),
    ("FLAG-12", tender(tenderers=1), Code.SINGLE_BID, R),
    ("FLAG-12", tender(method="limited", tenderers=1), Code.SINGLE_BID, R),
    ("FLAG-12", tender(tenderers=2), Code.SINGLE_BID, C),
    ("FLAG-12", tender(tenderers=1, tender_end=TODAY), Code.SINGLE_BID, X),
    ("FLAG-12", tender(tenderers=None), Code.SINGLE_BID, U),
    ("FLAG-13", tender(bids=[bid("ana"), bid("beto", status="withdrawn")]), Code.SINGLE_BID, R),
    ("FLAG-13", tender(tenderers=1, bids=[bid("ana"), bid("beto", status="disqualified")]), Code.SINGLE_BID, C),
    ("FLAG-14", tender(bids=[bid("ana", on=END + timedelta(days=1))], **JUDGED), Code.LATE_BID, R),
    ("FLAG-14", tender(bids=[bid("ana"), bid("beto", on=MONDAY)], **JUDGED), Code.LATE_BID, C),
    ("FLAG-14", tender(**JUDGED), Code.LATE_BID, U),
    ("FLAG-15", tender(bids=[bid("ana"), bid("beto")]), Code.IDENTICAL_PRICES, R),
    ("FLAG-15", tender(bids=[bid("ana"), bid("ana"), bid("beto", 101)]), Code.IDENTICAL_PRICES, C),
    ("FLAG-15", tender(bids=[bid("ana"), bid("beto", None)]), Code.IDENTICAL_PRICES, U),
    ("FLAG-16", tender(bids=ALONE, **JUDGED), Code.OTHERS_DISQUALIFIED, R),
    ("FLAG-16", tender(bids=[bid("ana"), bid("beto")], **JUDGED), Code.OTHERS_DISQUALIFIED, C),
    ("FLAG-16", tender(bids=[bid("ana"), bid("beto", 90, "pending")], **JUDGED), Code.OTHERS_DISQUALIFIED, U),
    ("FLAG-17", tender(bids=ALONE, **PRICE), Code.LOWEST_DISQUALIFIED, R),
    ("FLAG-17", tender(bids=[bid("ana"), bid("b", 110, "disqualified")], **PRICE), Code.LOWEST_DISQUALIFIED, C),
    ("FLAG-17", tender(bids=ALONE, **JUDGED), Code.LOWEST_DISQUALIFIED, U),
    ("FLAG-17", tender(bids=ALONE, criteria="ratedCriteria", **JUDGED), Code.LOWEST_DISQUALIFIED, X),
    ("FLAG-18", tender(bids=[bid("ana"), bid("beto", 101)], **JUDGED), Code.CLOSE_PRICES, R),
    ("FLAG-18", tender(bids=[bid("ana"), bid("beto", 102)], **JUDGED), Code.CLOSE_PRICES, C),
    ("FLAG-19", tender(bids=[bid("ana"), bid("beto", 150)], **JUDGED), Code.WIDE_GAP, R),
    ("FLAG-19", tender(bids=[bid("ana"), bid("beto", 149)], **JUDGED), Code.WIDE_GAP, C),
    ("FLAG-20", tender(bids=[bid("ana"), bid("beto", 99)], **JUDGED), Code.WIDE_GAP, X),
    ("FLAG-20", tender(bids=[bid("ana"), bid("beto", 999)], awards=[award("ana", "carla")]), Code.WIDE_GAP, X),
    ("FLAG-20", tender(bids=[bid("ana"), bid("beto", None)], **JUDGED), Code.CLOSE_PRICES, U),
    ("FLAG-30", tender(awards=[award(on=SATURDAY)]), Code.REST_DAY, R),
    ("FLAG-30", tender(awards=[award()], contracts=[contract(on=CHRISTMAS)]), Code.REST_DAY, R),
    ("FLAG-30", tender(awards=[award()], contracts=[contract()]), Code.REST_DAY, C),
    ("FLAG-31", tender(market=market(("ana", 51), *CITY, ("d", 9)), **JUDGED), Code.CONCENTRATION, R),
    ("FLAG-31", tender(market=market(("ana", 50), *CITY, ("d", 10)), **JUDGED), Code.CONCENTRATION, C),
    ("FLAG-31", tender(market=market(("ana", 50), ("b", 20)), **JUDGED), Code.CONCENTRATION, U),
    ("FLAG-32", direct(95, 96, 97), Code.REPEATED_DIRECT, U),
    ("FLAG-33", tender(awards=[award(identified=False)]), Code.UNIDENTIFIED_SUPPLIER, R),
    ("FLAG-33", tender(awards=[award()]), Code.UNIDENTIFIED_SUPPLIER, C),
    ("FLAG-34", tender(contracts=[contract(amendment(126))]), Code.AMENDED, R),
    ("FLAG-34", tender(contracts=[contract(amendment(125))]), Code.AMENDED, C),
    ("FLAG-34", tender(contracts=[contract(amendment(126), amendment(100))]), Code.AMENDED, R),
    ("FLAG-34", tender(contracts=[contract(amendment(100, days=125))]), Code.AMENDED, R),
    ("FLAG-34", tender(contracts=[contract(amendment(126, before=None))]), Code.AMENDED, U),
    ("FLAG-34", tender(contracts=[contract()]), Code.AMENDED, C),
    ("FLAG-35", tender(contracts=[contract(days=1001)]), Code.LONG_CONTRACT, R),
    ("FLAG-35", tender(contracts=[contract(days=1000)]), Code.LONG_CONTRACT, C),
    ("FLAG-40", works(paid=640), Code.PAID_OVER_BUILT, R),
    ("FLAG-40", works(paid=630), Code.PAID_OVER_BUILT, C),
    ("FLAG-40", works(physical_percent=None), Code.PAID_OVER_BUILT, U),
    ("FLAG-40", works(contracted=0, paid=0), Code.PAID_OVER_BUILT, X),
    ("FLAG-41", works(contracted=1101), Code.OVERRUN, R),
    ("FLAG-41", works(contracted=1100), Code.OVERRUN, C),
    ("FLAG-42", works(promised_on=TODAY - timedelta(days=16)), Code.DAYS_LATE, R),
    ("FLAG-42", works(promised_on=TODAY - timedelta(days=15)), Code.DAYS_LATE, C),
    ("FLAG-42", works(promised_on=date(2026, 3, 1), delivered_on=date(2026, 3, 10)), Code.DAYS_LATE, C),
    ("FLAG-42", works(promised_on=None), Code.DAYS_LATE, U),
    ("FLAG-43", works(reported_on=TODAY - timedelta(days=31)), Code.LATE_UPDATE, R),
    ("FLAG-43", works(reported_on=TODAY - timedelta(days=30)), Code.LATE_UPDATE, C),
    ("FLAG-43", works(reported_on=None, idle=True), Code.LATE_UPDATE, X),
    ("FLAG-44", works(stages=[StageFacts(name="Obra", done=True, evidence=False)]), Code.MISSING_EVIDENCE, R),
    ("FLAG-44", works(stages=[StageFacts(name="Obra", done=True, evidence=True)]), Code.MISSING_EVIDENCE, C),
    ("FLAG-44", works(stages=[StageFacts(name="Obra", done=False, evidence=False)]), Code.MISSING_EVIDENCE, X),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "code", "state"), [case[1:] for case in CASES], ids=[f"{c[0]}: {c[2]} {c[3]}" for c in CASES]
)
def test_a_rule_says(facts: ProcessFacts | ProjectFacts, code: Code, state: State) -> None:
    outcome = of(facts, code)
    assert outcome.state == state
    assert (outcome.why is not None) == (state == U)
    assert bool(outcome.evidence) == (state in {R, C})  # FLAG-3


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (direct(95, 96, 97), R),
        (direct(95, 96), C),
        (direct(89, 96, 97, 98), C),
        (direct(101, 96, 97, 98), C),
        (direct(95, 96, 97, who="beto"), C),
    ],
)
def test_flag_32_repeated_direct_awards_just_under_the_ceiling(facts: ProcessFacts, state: State) -> None:
    assert of(facts, Code.REPEATED_DIRECT, direct_ceiling_centavos=100).state == state


def test_what_is_missing_is_named() -> None:
    assert of(tender(tender_start=None), Code.SHORT_PERIOD).why == Why.NO_DATES
    assert of(tender(method="selective"), Code.SHORT_PERIOD).why == Why.NO_MINIMUM
    assert of(direct(1), Code.REPEATED_DIRECT).why == Why.NO_CEILING


def test_the_evidence_says_who_and_how_much() -> None:
    shares = market(("ana", 60), ("b", 20), ("c", 10), ("d", 10))
    outcome = of(tender(market=shares, **JUDGED), Code.CONCENTRATION)
    assert outcome.evidence == {
        "name": "Ana", "office": "Obras", "year": 2026, "share_percent": 60, "limit_percent": 50,
        "total_centavos": 100, "awards": 4, "index": 4200,
    }  # fmt: skip


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
amounts = st.integers(0, 10**9)
who = st.sampled_from("abcd")
statuses = ["invited", "pending", "valid", "disqualified", "withdrawn"]
bids = st.builds(
    BidFacts, bidder=who, name=who, status=st.sampled_from(statuses),
    received_on=st.none() | days, amount=st.none() | amounts,
)  # fmt: skip
winners = st.lists(who, min_size=1, max_size=2, unique=True)
awards = winners.flatmap(
    lambda them: st.builds(
        AwardFacts, decided_on=days, amount=amounts, winners=st.just(them), names=st.just(them),
        identified=st.booleans(),
    )
)  # fmt: skip
amendments = st.builds(
    AmendmentFacts, signed_on=days, amount=amounts, ends_on=days, before_amount=st.none() | amounts,
    before_ends_on=st.none() | days,
)  # fmt: skip
contracts = st.builds(
    ContractFacts, number=st.just("1"), signed_on=days, starts_on=days, ends_on=days, amount=amounts,
    amendments=st.lists(amendments, max_size=2),
)  # fmt: skip
won = st.builds(WonFacts, supplier=who, amount=amounts, direct=st.booleans())
processes = st.builds(
    ProcessFacts,
    method=st.sampled_from(["open", "selective", "limited", "direct", ""]),
    own_work=st.booleans(),
    min_days=st.none() | st.integers(0, 40),
    closed=st.booleans(),
    tender_start=st.none() | days,
    tender_end=st.none() | days,
    tenderers=st.none() | st.integers(0, 5),
    criteria=st.sampled_from(["", "priceOnly", "ratedCriteria"]),
    bids=st.lists(bids, max_size=4),
    awards=st.lists(awards, max_size=2),
    contracts=st.lists(contracts, max_size=2),
    market=st.none() | st.builds(MarketFacts, office=who, year=st.just(2026), won=st.lists(won, max_size=6)),
)


@given(process=processes, today=days)
@settings(max_examples=100, deadline=None)
def test_flag_3_any_process_gets_each_outcome_once_and_the_same_again(
    process: ProcessFacts, today: date
) -> None:
    limits = Thresholds(direct_ceiling_centavos=10**8)
    outcomes = check_process(process, limits=limits, today=today)
    assert tuple(one.code for one in outcomes) == PROCESS_CODES
    assert outcomes == check_process(process, limits=limits, today=today)
    reordered = replace(process, bids=list(process.bids)[::-1])
    assert [o.state for o in check_process(reordered, limits=limits, today=today)] == [
        o.state for o in outcomes
    ]


LOOSER = {
    "submission_days": 0, "disqualified_bidders": 9, "close_percent": -1, "wide_percent": 10**9,
    "concentration_percent": 100, "direct_awards": 99, "amended_percent": 10**12, "long_days": 10**6,
    "progress_points": 10**12, "overrun_percent": 10**12, "late_days": 10**6, "silent_days": 10**6,
}  # fmt: skip


@pytest.mark.parametrize("name", LOOSER)
@given(process=processes, today=days, paid=amounts, contracted=amounts)
@settings(max_examples=20, deadline=None)
def test_flag_4_a_looser_threshold_never_raises(
    name: str, process: ProcessFacts, today: date, paid: int, contracted: int
) -> None:
    strict = Thresholds(direct_ceiling_centavos=10**8)
    loose = replace(strict, **{name: LOOSER[name]})
    project = works(paid=paid, contracted=contracted)
    before = {
        one.code: one.state
        for one in (
            *check_process(process, limits=strict, today=today),
            *check_project(project, limits=strict, today=today),
        )
    }
    after = {
        one.code: one.state
        for one in (
            *check_process(process, limits=loose, today=today),
            *check_project(project, limits=loose, today=today),
        )
    }
    assert not [code for code in before if after[code] == R and before[code] != R]


def test_every_code_belongs_to_one_kind_of_subject() -> None:
    assert {*PROCESS_CODES, *PROJECT_CODES} == set(Code)
    assert not {*PROCESS_CODES} & {*PROJECT_CODES}
