"""docs/rules/publishing.md, COHERE: what should hang together in a release of ours."""

import pytest

from tequio.core.ocds.validation import check_release, coherence, is_valid
from tequio.core.ocds.validation.rules import Depth, depth_of

CONTRACT = ("contracts", 0)
PAYMENT = (*CONTRACT, "implementation", "transactions", 0)


def changed(release, path, value):
    target = release
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return release


def test_a_process_in_order_has_nothing_to_look_at(release):
    assert coherence(release) == []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        pytest.param(
            ("tender", "tenderPeriod", "endDate"),
            "2026-01-01T23:59:59Z",
            "/tender/tenderPeriod",
            id="COHERE-1 tender",
        ),
        pytest.param(
            (*CONTRACT, "period", "endDate"),
            "2026-01-31T23:59:59Z",
            "/contracts/0/period",
            id="COHERE-1 contract",
        ),
        pytest.param(
            ("tender", "procurementMethod"), "direct", "/tender/procurementMethod", id="COHERE-2 direct"
        ),
        pytest.param(("tender", "numberOfTenderers"), 5, "/tender/numberOfTenderers", id="COHERE-2 count"),
        pytest.param(("awards", 0, "date"), "2026-01-19T00:00:00Z", "/awards/0/date", id="COHERE-3 early"),
        pytest.param(("tender", "status"), "planned", "/awards/0", id="COHERE-3 planned"),
        pytest.param((*CONTRACT, "awardID"), "otra", "/contracts/0/awardID", id="COHERE-4 none"),
        pytest.param(("awards", 0, "status"), "cancelled", "/contracts/0", id="COHERE-4 cancelled"),
        pytest.param(
            (*CONTRACT, "dateSigned"), "2026-01-21T00:00:00Z", "/contracts/0/dateSigned", id="COHERE-4 early"
        ),
        pytest.param((*CONTRACT, "value", "amount"), 400_000, "/contracts/0/value", id="COHERE-5 less"),
        pytest.param((*CONTRACT, "value", "amount"), 1_500_000, "/contracts/0/value", id="COHERE-5 more"),
        pytest.param(
            (*PAYMENT, "value", "amount"),
            942_181,
            "/contracts/0/implementation/transactions",
            id="COHERE-6 sum",
        ),
        pytest.param(
            (*CONTRACT, "status"), "pending", "/contracts/0/implementation/transactions", id="COHERE-6 pending"
        ),
        pytest.param(
            (*PAYMENT, "date"),
            "2026-01-29T00:00:00Z",
            "/contracts/0/implementation/transactions/0/date",
            id="COHERE-6 early",
        ),
        pytest.param(("awards", 0, "value", "netAmount"), 942_181, "/awards/0/value/netAmount", id="COHERE-7"),
        pytest.param(
            ("planning", "milestones", 0, "status"), "scheduled", "/planning/milestones/0", id="COHERE-8"
        ),
        pytest.param(
            (*PAYMENT, "payee", "id"),
            "nadie",
            "/contracts/0/implementation/transactions/0/payee",
            id="COHERE-10",
        ),
    ],
)
def test_what_contradicts_itself_is_remarked_and_stops_nothing(release, path, value, where):
    findings = check_release(changed(release, path, value))

    said = [one for one in findings if depth_of(one.code) is Depth.COHERENCE]
    assert [one.path for one in said if one.code != "role_unused"] == [where]
    assert is_valid(findings)


@pytest.mark.parametrize(
    ("path", "value", "rule", "where"),
    [
        pytest.param(
            ("tender", "tenderPeriod", "durationInDays"),
            90,
            "period_duration",
            "/tender/tenderPeriod",
            id="COHERE-11",
        ),
        pytest.param(("buyer", "name"), "Otro", "party_name", "/buyer/name", id="COHERE-12"),
        pytest.param(
            ("parties", 0, "roles"), ["procuringEntity", "payer"], "party_role", "/buyer", id="COHERE-13"
        ),
        pytest.param(("buyer", "id"), "nadie", "role_unused", "/parties/0/roles", id="COHERE-14"),
        pytest.param(
            ("tender", "value"),
            {"amount": 100, "currency": "MXN"},
            "budget_value",
            "/planning/budget/amount",
            id="COHERE-15",
        ),
        pytest.param(
            ("awards", 0, "value", "amount"), -1, "value_unreal", "/awards/0/value/amount", id="COHERE-16"
        ),
    ],
)
def test_each_remark_carries_the_code_of_its_rule(release, path, value, rule, where):
    assert (rule, where) in {(one.code, one.path) for one in coherence(changed(release, path, value))}
    assert depth_of(rule) is Depth.COHERENCE


def test_what_is_dated_has_already_happened(release):
    """COHERE-9."""
    release["date"] = "2026-01-21T00:00:00Z"

    said = {one.path for one in coherence(release)}

    assert said == {
        "/awards/0/date",
        "/contracts/0/dateSigned",
        "/contracts/0/implementation/transactions/0/date",
    }


def test_a_release_with_errors_is_not_looked_at_further():
    assert {one.code for one in check_release({"ocid": "ocds-abc123-1"})} == {"required"}


def test_almost_nothing_hangs_together():
    assert coherence({"ocid": "x", "awards": "no", "contracts": [5]}) == []
