"""docs/rules/publishing.md, RELEASE-11 to RELEASE-15: what comes before the award, and how the work goes."""

import dataclasses
import json
from datetime import UTC, date, datetime

import pytest

from tequio.core.ocds import build
from tequio.core.ocds.facts import (
    BidFacts,
    BudgetLineFacts,
    ComponentFacts,
    GuaranteeFacts,
    MeetingFacts,
    OrganizationFacts,
    PeriodFacts,
    QuoteFacts,
    QuoteRequestFacts,
    RelatedFacts,
)
from tequio.core.ocds.validation import check_release

NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
FIRM = OrganizationFacts(key="proveedor-1", name="Constructora Ficticia", rfc="CFI010203XY9", roll="P-1")
OTHER = OrganizationFacts(key="proveedor-3", name="Obras Inventadas", roll="P-3")
PERSON = OrganizationFacts(
    key="proveedor-2", name="Ana Inventada Ficticia", rfc="IAPP800101AB1", natural_person=True,
    given_name="Ana", patronymic_name="Inventada", matronymic_name="Ficticia", roll="P-2",
)  # fmt: skip


def built(facts, **changes):
    changed = dataclasses.replace(facts, **changes)
    return json.loads(build.encode(build.release(changed, number=1, tags=["tender"], date=NOON)))


def bid(number, bidder, status="valid", amount=100):
    return BidFacts(
        id=str(number), date=date(2026, 1, 19), bidder=bidder, status=status, amount_centavos=amount
    )


def line(number, source="FAISMUN", **moments):
    components = (ComponentFacts(name="Programa", code="E012", level="5"),)
    return BudgetLineFacts(
        id=f"L{number}", source=source, components=components, moments=tuple(moments.items()),
        updated=date(2026, 1, 1),
    )  # fmt: skip


def test_who_made_an_offer_is_who_has_a_bid(facts):
    """RELEASE-11."""
    bids = (bid(1, FIRM), bid(2, PERSON, "disqualified"), bid(3, OTHER, "invited", None))

    tender = built(facts, bids=bids, tenderers=(), number_of_tenderers=9)["tender"]

    assert [one["name"] for one in tender["tenderers"]] == [FIRM.name, PERSON.name]
    assert tender["numberOfTenderers"] == 2
    assert built(facts, tenderers=(), number_of_tenderers=9)["tender"]["numberOfTenderers"] == 9


@pytest.mark.parametrize(
    ("bids", "figures"),
    [
        pytest.param(
            (bid(1, FIRM, amount=10_000), bid(2, PERSON, amount=20_050), bid(3, OTHER, "withdrawn", 1)),
            {
                "bids": 3,
                "validBids": 2,
                "bidders": 3,
                "lowestValidBidValue": 100,
                "highestValidBidValue": 200.5,
            },
            id="RELEASE-12 priced",
        ),
        pytest.param(
            (bid(1, FIRM), bid(2, PERSON, amount=None)),
            {"bids": 2, "validBids": 2, "bidders": 2},
            id="RELEASE-12 not all",
        ),
    ],
)
def test_bids_are_told_in_figures(facts, bids, figures):
    release = built(facts, bids=bids)

    assert {one["measure"]: one["value"] for one in release["bids"]["statistics"]} == figures
    assert len(release["bids"]["details"]) == len(bids)


def test_budget_keys_are_told_by_fund_with_every_moment(facts):
    """RELEASE-13."""
    lines = (
        line(1, approved=100, modified=150, paid=20),
        line(2, approved=100),
        line(3, "Propios", approved=7),
    )

    planning = built(facts, budget_lines=lines)["planning"]

    funds = {one["id"]: one["amount"]["amount"] for one in planning["budget"]["budgetBreakdown"]}
    assert funds == {"FAISMUN": 2.5, "Propios": 0.07}
    first = planning["budgetBreakdown"][0]["budgetLines"][0]
    assert first["components"] == [{"name": "Programa", "level": "5", "code": "E012"}]
    assert [(one["id"], one["value"]["amount"]) for one in first["measures"]] == [
        ("approved", 1), ("modified", 1.5), ("paid", 0.2),
    ]  # fmt: skip


def test_the_work_goes_as_its_contract(facts):
    """RELEASE-14."""
    contract = facts.contracts[0]
    unpaid = dataclasses.replace(contract, payments=())
    ended = dataclasses.replace(contract, status="terminated")

    def status(one):
        return built(facts, contracts=(one,))["contracts"][0]["implementation"]["status"]

    assert [status(one) for one in (unpaid, contract, ended)] == ["planning", "ongoing", "concluded"]


def test_suppliers_are_named_by_what_is_public_of_them(facts):
    """RELEASE-15."""
    quotes = (QuoteFacts(id="1", date=date(2026, 1, 2), supplier=PERSON, amount_centavos=5),)
    request = QuoteRequestFacts(
        id="Q",
        title="Estudio",
        period=PeriodFacts(start=date(2026, 1, 1)),
        invited=(PERSON, OTHER),
        quotes=quotes,
    )

    release = built(facts, quote_requests=(request,), tenderers=(FIRM,), number_of_tenderers=1)

    parties = {one["name"]: one for one in release["parties"]}
    assert parties[PERSON.name]["identifier"] == {
        "id": "P-2", "legalName": PERSON.name, "legalPersonality": "naturalPerson", "givenName": "Ana",
        "patronymicName": "Inventada", "matronymicName": "Ficticia",
    }  # fmt: skip
    assert parties[FIRM.name]["identifier"]["scheme"] == "MX-RFC"
    assert parties[FIRM.name]["additionalIdentifiers"] == [{"id": "P-1"}]
    assert parties[OTHER.name]["identifier"] == {"id": "P-3", "legalName": OTHER.name}
    assert parties[PERSON.name]["roles"][:2] == ["invitedSupplier", "issuingSupplier"]
    assert PERSON.rfc not in json.dumps(release)


def test_a_release_of_everything_has_nothing_to_remark(facts):
    """RELEASE-10."""
    office = OrganizationFacts(
        key="servidor-x", name="Servidora Ficticia", position="Directora", part_of=facts.buyer
    )
    meeting = MeetingFacts(
        id="J", held=datetime(2026, 1, 9, 16, tzinfo=UTC), officials=(office,), attendees=(FIRM,)
    )
    guarantee = GuaranteeFacts(
        id="G", kind="bail", obligations="fulfillment", amount_centavos=9, issued=date(2026, 1, 30),
        guarantor=OrganizationFacts(key="garante", name="Afianzadora Ficticia"), period=PeriodFacts(),
    )  # fmt: skip
    contract = dataclasses.replace(facts.contracts[0], guarantees=(guarantee,), surveillance=("socialWitness",))
    related = RelatedFacts(
        ocid="ocds-abc123-0", title="Antes", relationship="prior", url="https://ejemplo.mx/0"
    )

    release = built(
        facts, bids=(bid(1, facts.awards[0].suppliers[0]),), meetings=(meeting,), contracts=(contract,),
        related=(related,), budget_lines=(line(1, approved=1),), additional_category="worksRelatedServices",
        award_criteria="ratedCriteria", award_period=PeriodFacts(start=date(2026, 1, 21)),
        enquiry_period=PeriodFacts(start=date(2026, 1, 6), end=date(2026, 1, 8)),
    )  # fmt: skip

    assert [one.as_dict() for one in check_release(release)] == []
    assert release["relatedProcesses"][0]["scheme"] == "ocid"
    assert release["tender"]["clarificationMeetings"][0]["date"] == "2026-01-09T16:00:00Z"
