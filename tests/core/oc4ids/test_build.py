"""docs/rules/publishing.md, OC4IDS-3 to OC4IDS-11: a project with its contracting processes."""

import dataclasses
import json
from datetime import UTC, date, datetime

import jsonschema_rs
import pytest

from tequio.core.geo import Point
from tequio.core.oc4ids import build, packages, schema
from tequio.core.oc4ids.facts import (
    FundFacts,
    LinkFacts,
    ProcessHistory,
    ProgressFacts,
    ProjectFacts,
    StageFacts,
)
from tequio.core.ocds import merge
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts, OrganizationFacts, PeriodFacts
from tequio.core.ocds.packages import Envelope

FIRM = {"id": "MX-RFC-CFI010203XY9", "name": "Constructora Ficticia"}
CITY = {"id": "municipio", "name": "Municipio de Ejemplo"}


def pesos(amount):
    return {"amount": amount, "currency": "MXN"}


def contract(amount, end, **fields):
    return {
        "id": "C-1",
        "awardID": "A-1",
        "status": "active",
        "value": {"amount": amount, "netAmount": 1, "currency": "MXN"},
        "period": {"startDate": "2026-02-01T00:00:00Z", "endDate": f"{end}T23:59:59Z"},
        **fields,
    }


def release(number, tag, **fields):
    return {
        "ocid": "ocds-abc123-26-0041-1",
        "id": f"r{number}",
        "date": f"2026-0{number}-01T00:00:00Z",
        "tag": [tag],
        "initiationType": "tender",
        "parties": [
            {
                **FIRM,
                "roles": ["supplier", "tenderer"],
                "identifier": {"scheme": "MX-RFC", "id": FIRM["id"]},
            },
            {**CITY, "roles": ["buyer", "payer"]},
            {"id": "dependencia-9", "name": "Obras", "roles": ["requestingUnit"]},
        ],
        "tender": {
            "id": "1",
            "title": "Parque",
            "status": "complete",
            "mainProcurementCategory": "works",
            "procurementMethod": "selective",
            "value": {"amount": 1000, "currency": "MXN"},
            "milestones": [{"id": "n", "type": "publicNotices", "dateMet": "2026-01-02T00:00:00Z"}],
            "tenderers": [FIRM],
            "numberOfTenderers": 1,
        },
        "awards": [{"id": "A-1", "status": "active", "suppliers": [FIRM]}],
        **fields,
    }


PAID = {
    "transactions": [
        {
            "id": "P-1",
            "date": "2026-03-05T00:00:00Z",
            "value": {"amount": 300.5, "currency": "MXN"},
            "payee": FIRM,
        },
        {"id": "P-2", "date": "2026-04-05T00:00:00Z", "value": pesos(99.5)},
    ]
}
AMENDED = {"id": "M-1", "rationale": "lluvia", "amendsReleaseID": "r2", "releaseID": "r3"}


def history(*last):
    releases = [
        release(1, "tender"),
        release(2, "contract", contracts=[contract(900, "2026-05-31")]),
        release(3, "contractAmendment", contracts=[contract(950.25, "2026-06-30", amendments=[AMENDED])]),
        release(4, "implementation", contracts=[contract(950.25, "2026-06-30", implementation=PAID)]),
        *last,
    ]
    return ProcessHistory(
        ocid="ocds-abc123-26-0041-1",
        releases=tuple(LinkFacts(url=f"https://ejemplo.mx/{one['id']}.json", release=one) for one in releases),
        compiled=merge.compiled(releases),
    )


def stage(phase, end=None, **fields):
    return StageFacts(phase=phase, planned=PeriodFacts(end=end), **fields)


STAGES = (
    stage("preparation", date(2026, 1, 31), started=True, done=True, ended=date(2026, 1, 30)),
    stage("implementation", date(2026, 5, 31), started=True),
    stage("completion", date(2026, 6, 15)),
)


@pytest.fixture
def facts():
    return ProjectFacts(
        id="oc4ids-abc123-26-0041",
        title="Parque de bolsillo",
        description="Un parque con sombra",
        authority=OrganizationFacts(key="municipio", name="Municipio de Ejemplo"),
        budget_centavos=100_050,
        approved=date(2025, 11, 30),
        location=Point(-100.4, 25.65),
        place="Centro",
        stages=STAGES,
        funds=(FundFacts(id="FAISMUN", description="FAISMUN", centavos=100_050),),
        milestones=(MilestoneFacts(id="execution", title="Obra", due=date(2026, 5, 31)),),
        documents=(
            DocumentFacts(id="d", title="Propuesta", url="https://ejemplo.mx/p", type="needsAssessment"),
        ),
        progress=(
            ProgressFacts(on=date(2026, 3, 1), percent=20),
            ProgressFacts(on=date(2026, 4, 1), percent=45),
        ),
        processes=(history(),),
    )


def built(facts, **changes):
    return json.loads(build.encode(build.project(dataclasses.replace(facts, **changes))))


def test_a_project_is_valid_by_the_standard(facts):
    """OC4IDS-3."""
    envelope = Envelope(
        uri="https://ejemplo.mx/p.json",
        published=datetime(2026, 5, 1, tzinfo=UTC),
        publisher="Municipio",
    )
    bare = dataclasses.replace(
        facts, description="", location=None, place="", stages=(), funds=(), milestones=(), documents=(),
        progress=(), processes=(ProcessHistory(ocid="ocds-abc123-2", releases=(), compiled={}),), approved=None,
    )  # fmt: skip
    projects = [build.encode(build.project(one)) for one in (facts, bare)]

    package = json.loads(b"".join(packages.project_package(envelope, projects)))

    validator = jsonschema_rs.Draft4Validator(schema.project_package_schema(), validate_formats=True)
    assert [error.message for error in validator.iter_errors(package)] == []
    assert package["version"] == "0.9"


def test_an_empty_package_is_refused():
    """OC4IDS-3."""
    envelope = Envelope(uri="x", published=datetime(2026, 5, 1, tzinfo=UTC), publisher="Municipio")
    with pytest.raises(ValueError, match="at least one"):
        list(packages.project_package(envelope, []))


def test_the_same_facts_give_the_same_bytes(facts):
    """OC4IDS-3."""
    assert build.encode(build.project(facts)) == build.encode(build.project(facts))


DONE = tuple(dataclasses.replace(one, started=True, done=True, ended=date(2026, 6, 20)) for one in STAGES)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "implementation", id="OC4IDS-4 begun"),
        pytest.param({"stages": ()}, "identification", id="OC4IDS-4 no plan"),
        pytest.param({"stages": (stage("preparation"),)}, "identification", id="OC4IDS-4 nothing begun"),
        pytest.param({"stages": DONE}, "completion", id="OC4IDS-4 done"),
        pytest.param({"stages": DONE, "cancelled": True}, "cancelled", id="OC4IDS-4 cancelled"),
    ],
)
def test_the_status_follows_from_the_stages(facts, changes, expected):
    assert built(facts, **changes)["status"] == expected


def test_progress_is_told_as_series(facts):
    """OC4IDS-5."""
    project = built(facts)

    physical, financial = project["metrics"]
    assert [one["measure"] for one in physical["observations"]] == [20, 45]
    assert [(one["period"]["endDate"][:10], one["value"]["amount"]) for one in financial["observations"]] == [
        ("2026-03-05", 300.5),
        ("2026-04-05", 400),
    ]
    assert project["forecasts"][0]["observations"][0]["period"]["endDate"] == "2026-05-31T23:59:59Z"


def test_a_finished_project_says_when_and_how_much(facts):
    """OC4IDS-6."""
    assert "completion" not in built(facts)
    assert built(facts, stages=DONE)["completion"] == {
        "endDate": "2026-06-20T00:00:00Z",
        "finalValue": {"amount": 400, "currency": "MXN"},
    }


def test_the_parties_are_those_of_its_processes_with_the_roles_of_the_standard(facts):
    """OC4IDS-7."""
    assert {one["id"]: one["roles"] for one in built(facts)["parties"]} == {
        "municipio": ["publicAuthority", "buyer", "payer"],
        "MX-RFC-CFI010203XY9": ["supplier", "tenderer"],
    }


def test_a_process_is_summed_up_from_its_releases(facts):
    """OC4IDS-8."""
    found = built(facts)["contractingProcesses"][0]

    summary = found["summary"]
    assert (summary["status"], summary["nature"]) == ("active", ["construction"])
    assert summary["tender"]["datePublished"] == "2026-01-02T00:00:00Z"
    assert summary["suppliers"] == [FIRM]
    assert [one["id"] for one in summary["transactions"]] == ["C-1-P-1", "C-1-P-2"]
    assert "finalValue" not in summary
    assert found["releases"][1] == {
        "id": "r2",
        "tag": ["contract"],
        "date": "2026-02-01T00:00:00Z",
        "url": "https://ejemplo.mx/r2.json",
    }


def test_the_contract_is_told_as_it_was_signed_and_its_changes_apart(facts):
    """OC4IDS-9."""
    summary = built(facts)["contractingProcesses"][0]["summary"]

    assert summary["contractValue"] == {"amount": 900, "currency": "MXN"}
    assert summary["contractPeriod"]["endDate"] == "2026-05-31T23:59:59Z"
    [change] = summary["modifications"]
    assert (change["type"], change["releaseID"]) == ("value", "r3")
    assert (change["oldContractValue"]["amount"], change["newContractValue"]["amount"]) == (900, 950.25)
    assert change["newContractPeriod"]["endDate"] == "2026-06-30T23:59:59Z"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(
            {"contracts": [contract(1, "2026-06-30", status="terminated")]}, "closed", id="OC4IDS-10 ended"
        ),
        pytest.param({"tender": {"id": "1", "status": "cancelled"}}, "closed", id="OC4IDS-10 fell"),
        pytest.param(
            {"contracts": [contract(1, "2026-06-30", status="cancelled")]},
            "pre-award",
            id="OC4IDS-10 cancelled",
        ),
    ],
)
def test_a_process_is_closed_when_all_ended(facts, last, expected):
    summary = built(facts, processes=(history(release(5, "contractUpdate", **last)),))["contractingProcesses"][
        0
    ]["summary"]

    assert summary["status"] == expected
    assert ("finalValue" in summary) == (expected == "closed")
