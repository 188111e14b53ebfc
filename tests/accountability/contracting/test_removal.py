"""docs/rules/contracting.md, PUB-15, PUB-16 and TAG: what a release says beside the one before it."""

import copy

import pytest

from tequio.accountability.contracting.services.removal import with_removals, without_nulls
from tequio.accountability.contracting.services.tags import tags
from tequio.core.ocds import merge

SEEN = ("planning", "tender", "award", "contract")


def release(number=1, **fields):
    return {
        "ocid": "ocds-abc123-1",
        "id": f"r{number}",
        "date": f"2026-01-0{number}T00:00:00Z",
        "tag": ["planning"],
        "planning": {"rationale": "x"},
        "tender": {"id": "t", "status": "active"},
        **fields,
    }


def contract(**fields):
    return {"id": "C", "awardID": "A", "status": "active", "value": {"amount": 1}, **fields}


def test_what_leaves_a_list_is_emptied_and_stays():
    """PUB-15."""
    before = release(1, tender={"id": "t", "documents": [{"id": "d", "title": "x"}, {"id": "e", "title": "y"}]})
    after = release(2, tender={"id": "t", "documents": [{"id": "e", "title": "y"}]})

    whole = with_removals(before, after)

    assert whole["tender"]["documents"] == [{"id": "e", "title": "y"}, {"id": "d", "title": None}]
    assert merge.compiled([before, whole])["tender"]["documents"] == [{"id": "d"}, {"id": "e", "title": "y"}]


def test_what_was_emptied_is_emptied_once():
    """PUB-15."""
    before = release(1, awards=[{"id": "A", "title": "x", "value": {"amount": 1}}], contracts=[contract()])
    once = with_removals(before, release(2))
    twice = with_removals(without_nulls(once), release(3))

    assert once["awards"] == [{"id": "A", "title": None, "value": {"amount": None}, "status": "cancelled"}]
    assert once["contracts"] == [{"id": "C", "awardID": "A", "value": {"amount": None}, "status": "cancelled"}]
    assert twice["contracts"] == [{"id": "C", "awardID": "A", "status": "cancelled"}]
    assert tags(without_nulls(once), release(3), seen=SEEN) == ["contractUpdate"]


def test_an_amendment_names_the_release_that_tells_of_it_and_the_one_that_it_amends():
    """PUB-16."""
    first = release(1, contracts=[contract()])
    amended = contract(amendments=[{"id": "M", "rationale": "lluvia"}])
    second = with_removals(first, release(2, contracts=[copy.deepcopy(amended)]))
    third = with_removals(without_nulls(second), release(3, contracts=[copy.deepcopy(amended)]))

    links = {"id": "M", "rationale": "lluvia", "amendsReleaseID": "r1", "releaseID": "r2"}
    assert second["contracts"][0]["amendments"] == third["contracts"][0]["amendments"] == [links]
    assert tags(first, release(2, contracts=[amended]), seen=SEEN) == ["contractAmendment"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            {}, {"tender": {"id": "t", "status": "cancelled"}}, ["tenderCancellation"], id="TAG-4 ends"
        ),
        pytest.param(
            {"tender": {"id": "t", "status": "cancelled"}},
            {"tender": {"id": "t", "status": "cancelled", "title": "x"}},
            ["tenderUpdate"],
            id="TAG-4 ended before",
        ),
        pytest.param({}, {"bids": {"details": [{"id": "1"}]}}, ["tenderUpdate"], id="TAG-4 bids"),
        pytest.param(
            {"contracts": [contract()]},
            {"contracts": [contract(status="terminated", amendments=[{"id": "M"}])]},
            ["contractAmendment", "contractTermination"],
            id="TAG-7 and TAG-8",
        ),
        pytest.param(
            {"contracts": [contract()]},
            {"contracts": [contract(value={"amount": 2})]},
            ["contractUpdate"],
            id="TAG-7 no agreement",
        ),
        pytest.param(
            {"contracts": [contract(implementation={"status": "planning"})]},
            {"contracts": [contract(implementation={"status": "ongoing"})]},
            ["contractUpdate"],
            id="TAG-9 only how it goes",
        ),
        pytest.param(
            {"contracts": [contract()]},
            {"contracts": [contract(implementation={"transactions": [{"id": "1"}]})]},
            ["implementation"],
            id="TAG-9 paid",
        ),
    ],
)
def test_a_release_is_tagged_by_what_changed(before, after, expected):
    assert tags(release(1, **before), release(2, **after), seen=SEEN) == expected
