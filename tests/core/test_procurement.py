"""docs/rules/contracting.md, CON-2 to CON-32 and BUD-7, on plain facts."""

from datetime import date
from fractions import Fraction

import pytest

from tequio.core.procurement import budgets, calls, contracts, offers
from tequio.core.procurement.remarks import Clock

WEEK = Clock(today=date(2026, 9, 30), working=lambda day: day.weekday() < 5)
OPEN = calls.Procedure(method="open", min_days=15)
DIRECT = calls.Procedure(method="direct", requires_article=True, requires_quotes=True)
THREE = calls.Procedure(method="selective")
OWN = calls.Procedure(method="direct", own_work=True)
KNOWN = contracts.Known(
    signed=date(2026, 9, 4),
    starts=date(2026, 9, 7),
    ends=date(2026, 12, 15),
    amount=1_000,
    original=1_000,
    original_ends=date(2026, 12, 15),
    paid=300,
)


def said(remarks):
    """Return the codes, those that only warn after a question mark."""
    return [one.code if one.blocks else f"?{one.code}" for one in remarks]


@pytest.mark.parametrize(
    ("procedure", "rationale", "found"),
    [
        pytest.param(calls.Procedure(valid_to=date(2026, 8, 2)), "", ["not_in_force"], id="CON-13 over"),
        pytest.param(calls.Procedure(valid_from=date(2026, 8, 4)), "", ["not_in_force"], id="CON-13 to come"),
        pytest.param(
            calls.Procedure(valid_from=date(2026, 8, 3), valid_to=date(2026, 8, 3)),
            "",
            [],
            id="CON-13 ends count",
        ),
        pytest.param(DIRECT, " ", ["no_article"], id="CON-10 no article"),
        pytest.param(
            calls.Procedure(requires_article=True), "", ["no_article"], id="CON-10 the catalogue asks"
        ),
        pytest.param(DIRECT, "Artículo 42", [], id="CON-10 with it"),
    ],
)
def test_opening(procedure, rationale, found):
    assert said(calls.opening(procedure, rationale, date(2026, 8, 3))) == found


@pytest.mark.parametrize(
    ("call", "found"),
    [
        pytest.param({"tender_start": 5, "tender_end": 4}, ["tender_dates"], id="CON-2 offers"),
        pytest.param({"enquiry_start": 3, "enquiry_end": 2}, ["enquiry_dates"], id="CON-2 questions"),
        pytest.param({"award_start": 3, "award_end": 2}, ["award_dates"], id="CON-2 evaluation"),
        pytest.param({"notice": 28, "tender_end": 27}, ["notice_after_offers"], id="CON-2 notice"),
        pytest.param({"tender_end": 21, "awarded": 20}, ["award_before_offers"], id="CON-3"),
        pytest.param({"enquiry_end": 25, "tender_end": 24}, ["?enquiry_after_offers"], id="CON-14"),
        pytest.param({"tender_start": 3, "tender_end": 17}, ["?short_period"], id="CON-15 fourteen days"),
        pytest.param({"tender_start": 3, "tender_end": 18}, [], id="CON-15 fifteen"),
        pytest.param({"tender_end": 22}, ["?rest_day"], id="CON-19 a Saturday"),
        pytest.param({}, [], id="what is not said is not judged"),
    ],
)
def test_the_days_of_a_call(call, found):
    days = {name: date(2026, 8, day) for name, day in call.items()}
    assert said(calls.call(OPEN, calls.Call(**days), clock=WEEK)) == found


@pytest.mark.parametrize(("day", "found"), [(13, []), (24, []), (25, ["?quote_outside"]), (None, [])])
def test_con_21_quotes_come_within_their_days(day, found):
    """CON-21."""
    on = date(2026, 7, day) if day else None
    quoted = offers.quote(on, 10, None, start=date(2026, 7, 13), end=date(2026, 7, 24))
    assert said(quoted) == found
    assert said(offers.quote_request(date(2026, 7, 2), date(2026, 7, 1))) == ["quote_dates"]


@pytest.mark.parametrize(
    ("procedure", "asked", "found"),
    [
        pytest.param(DIRECT, {"others": 1}, ["?direct_with_many"], id="CON-16 many in a direct award"),
        pytest.param(OWN, {}, ["own_work"], id="CON-16 nobody is hired"),
        pytest.param(OPEN, {"turned_down": True}, ["no_reason_to_turn_down"], id="CON-22"),
        pytest.param(OPEN, {"turned_down": True, "reason": "Sin fianza"}, [], id="CON-22 with its reason"),
        pytest.param(OPEN, {"on": date(2026, 8, 22)}, ["?late_bid"], id="CON-23"),
        pytest.param(OPEN, {"gross": 0}, ["not_positive"], id="CON-6"),
        pytest.param(OPEN, {"gross": 100, "net": 101}, ["net_over_gross"], id="CON-7"),
        pytest.param(OPEN, {"gross": 116, "net": 90, "percent": 16}, ["?rate_differs"], id="VAT-5"),
    ],
)
def test_proposals(procedure, asked, found):
    values = {
        "others": 0, "on": date(2026, 8, 20), "tender_end": date(2026, 8, 21), "gross": None, "net": None,
        "turned_down": False, "reason": "",
    }  # fmt: skip
    assert said(offers.bid(procedure, **(values | asked))) == found


@pytest.mark.parametrize(
    ("procedure", "known", "asked", "found"),
    [
        pytest.param(OPEN, {"tender_end": date(2026, 8, 29)}, {}, ["award_before_offers"], id="CON-3"),
        pytest.param(OWN, {}, {}, ["own_work"], id="CON-16"),
        pytest.param(THREE, {}, {"winners": ["A", "A"]}, ["winner_twice"], id="CON-17 twice"),
        pytest.param(
            THREE, {"turned_down": ["A"], "valid": {"B": 9, "C": 9}}, {}, ["winner_turned_down"], id="CON-17"
        ),
        pytest.param(DIRECT, {}, {}, ["?no_quotes"], id="CON-18 no market study"),
        pytest.param(OPEN, {"valid": {"A": 10}}, {}, ["?single_bid"], id="CON-18 one offer"),
        pytest.param(THREE, {"valid": {"A": 10, "B": 11}}, {}, ["?fewer_than_three"], id="CON-18 two of three"),
        pytest.param(OPEN, {}, {"on": date(2026, 8, 29)}, ["?rest_day"], id="CON-19"),
        pytest.param(OPEN, {}, {"on": date(2026, 10, 1)}, ["?future"], id="CON-20"),
        pytest.param(OPEN, {"valid": {"B": 9, "C": 9}}, {}, ["?winner_without_bid"], id="CON-24"),
        pytest.param(OPEN, {"valid": {"A": 9, "C": 9}}, {}, ["?award_not_as_offered"], id="CON-25"),
        pytest.param(OPEN, {"valid": {"A": None, "C": 9}}, {}, [], id="CON-25 no amount to compare"),
    ],
)
def test_awards(procedure, known, asked, found):
    values = {"on": date(2026, 8, 28), "gross": 10, "net": None, "winners": ["A"], "clock": WEEK}
    assert said(offers.award(procedure, offers.Offers(**known), **(values | asked))) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"signed": date(2026, 8, 27)}, ["signed_before_award"], id="CON-4"),
        pytest.param({"ends": date(2026, 9, 6)}, ["contract_dates"], id="CON-5"),
        pytest.param(
            {"starts": date(2026, 9, 3)}, ["?starts_before_signed"], id="CON-26 begun without contract"
        ),
        pytest.param({"gross": 1_501}, ["?far_from_award"], id="CON-26 over one and a half"),
        pytest.param({"gross": 499}, ["?far_from_award"], id="CON-26 under half"),
        pytest.param({"gross": 1_500}, [], id="CON-26 one and a half"),
    ],
)
def test_contracts(asked, found):
    values = {
        "awarded": date(2026, 8, 28), "award_amount": 1_000, "signed": date(2026, 9, 4),
        "starts": date(2026, 9, 7), "ends": date(2026, 12, 15), "gross": 1_000, "net": None,
    }  # fmt: skip
    assert said(contracts.contract(**(values | asked))) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"rationale": " "}, ["no_rationale"], id="CON-12 why"),
        pytest.param({"signed": date(2026, 9, 3)}, ["amended_before_signed"], id="CON-12 when"),
        pytest.param({"amount": 299}, ["under_what_was_paid", "?over_a_quarter"], id="CON-12 paid already"),
        pytest.param({"amount": 1_250}, [], id="CON-27 a quarter"),
        pytest.param({"amount": 1_251}, ["?over_a_quarter"], id="CON-27 more than a quarter"),
        pytest.param({"ends": date(2027, 1, 10)}, ["?longer_by_a_quarter"], id="CON-27 in days"),
        pytest.param({"amount": 1_000, "ends": KNOWN.ends}, ["?nothing_changes"], id="CON-27 nothing changes"),
    ],
)
def test_amendments(asked, found):
    values = {"signed": date(2026, 10, 1), "rationale": "Drenaje", "amount": 1_100, "ends": date(2026, 12, 20)}
    assert said(contracts.amendment(KNOWN, **(values | asked))) == found


def test_the_growth_of_a_contract_is_said_in_whole_percents():
    assert contracts.accumulated(1_000, 1_255) == Fraction(255, 1_000)
    assert contracts.percent(Fraction(255, 1_000)) == 26
    assert contracts.percent(Fraction(-5, 1_000)) == -1
    assert contracts.accumulated(0, 5) == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"amount": 0}, ["not_positive"], id="CON-28 worth something"),
        pytest.param({"ends": date(2026, 9, 1)}, ["guarantee_dates", "?guarantee_too_short"], id="CON-28 days"),
        pytest.param({"amount": 1_001}, ["?guarantee_over_contract"], id="CON-28 more than the contract"),
        pytest.param({"ends": date(2026, 12, 14)}, ["?guarantee_too_short"], id="CON-28 a day short"),
        pytest.param({"ends": date(2026, 12, 14), "fulfilment": False}, [], id="CON-28 of the advance"),
    ],
)
def test_guarantees(asked, found):
    values = {
        "amount": 100, "issued": date(2026, 9, 4), "starts": None, "ends": date(2026, 12, 15),
        "fulfilment": True,
    }  # fmt: skip
    assert said(contracts.guarantee(KNOWN, **(values | asked))) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"done": True}, ["met_without_day"], id="CON-29 met, but when"),
        pytest.param({"met": date(2026, 9, 9)}, ["day_without_met"], id="CON-29 a day, but not met"),
        pytest.param({"met": date(2026, 10, 1), "done": True}, ["met_in_the_future"], id="CON-29 tomorrow"),
        pytest.param({"due": date(2026, 12, 16)}, ["?due_outside"], id="CON-29 after the contract"),
        pytest.param({}, [], id="CON-29 to come"),
    ],
)
def test_milestones(asked, found):
    values = {"due": date(2026, 12, 1), "met": None, "done": False, "clock": WEEK}
    assert said(contracts.milestone(KNOWN, **(values | asked))) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"gross": 701}, ["over_the_contract"], id="CON-8"),
        pytest.param({"gross": 700}, [], id="CON-8 to the last centavo"),
        pytest.param({"on": date(2026, 9, 3)}, ["paid_before_signed"], id="CON-9"),
        pytest.param({"advance": True}, ["?advance_unsecured"], id="CON-30"),
        pytest.param({"on": date(2026, 9, 27)}, ["?rest_day"], id="CON-19 a Sunday"),
    ],
)
def test_payments(asked, found):
    values = {"on": date(2026, 9, 28), "gross": 100, "clock": WEEK}
    assert said(contracts.payment(KNOWN, **(values | asked))) == found


@pytest.mark.parametrize(
    ("day", "known", "found"),
    [
        pytest.param(date(2026, 9, 29), KNOWN, ["?money_left", "?no_settlement"], id="CON-31 money is left"),
        pytest.param(
            date(2026, 10, 1), KNOWN, ["concluded_in_the_future", "?money_left", "?no_settlement"], id="CON-31"
        ),
        pytest.param(
            date(2026, 9, 1), KNOWN, ["concluded_before_signed", "?money_left", "?no_settlement"], id="CON-31 x"
        ),
    ],
)
def test_conclusions(day, known, found):
    assert said(contracts.conclusion(known, on=day, clock=WEEK)) == found


def test_bud_7_what_is_contracted_was_committed():
    """BUD-7."""
    assert said(budgets.pays(99, 100)) == ["?contracted_over_committed"]
    assert said(budgets.pays(100, 100)) == []
    assert said(budgets.pays(None, 100)) == []
