import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tequio.core.ocds import build, packages
from tequio.core.ocds.facts import OrganizationFacts, PeriodFacts
from tequio.core.ocds.parties import public_rfc
from tequio.core.ocds.validation import check, check_release
from tequio.core.ocds.values import amount, period

NOON = datetime(2026, 2, 4, 12, tzinfo=timezone(timedelta(hours=-6)))


def built(facts, **changes):
    changed = dataclasses.replace(facts, **changes)
    return json.loads(build.encode(build.release(changed, number=1, tags=["planning"], date=NOON)))


def test_the_same_facts_give_the_same_bytes_and_id(facts):
    """RELEASE-1."""
    one, two = (build.release(facts, number=7, tags=["tender"], date=NOON) for _ in range(2))

    assert build.encode(one) == build.encode(two)
    assert one.id == "ocds-abc123-26-0041-2026-02-04T18:00:00Z-7"


@pytest.mark.parametrize(
    ("number", "tags", "date"),
    [(0, ["tender"], NOON), (1, [], NOON), (1, ["tender"], NOON.replace(tzinfo=None))],
    ids=["RELEASE-2 number", "RELEASE-2 tags", "RELEASE-2 zone"],
)
def test_a_release_without_tag_number_or_zone_is_refused(facts, number, tags, date):
    with pytest.raises(ValueError, match="a release needs"):
        build.release(facts, number=number, tags=tags, date=date)


def test_every_date_is_written_in_utc(facts):
    """RELEASE-3, RELEASE-4."""
    release = built(facts)

    assert release["date"] == "2026-02-04T18:00:00Z"
    assert release["contracts"][0]["dateSigned"] == "2026-01-30T00:00:00Z"
    assert release["contracts"][0]["period"] == {
        "startDate": "2026-02-01T00:00:00Z",
        "endDate": "2026-05-31T23:59:59Z",
    }


@pytest.mark.parametrize(
    ("centavos", "said"),
    [(0, "0"), (100, "1"), (98_000_050, "980000.50"), (1, "0.01"), (10**15 + 1, "10000000000000.01")],
    ids=lambda value: f"RELEASE-5 {value}",
)
def test_amounts_are_exact(centavos, said):
    assert str(amount(centavos)) == said


def test_what_is_empty_is_left_out(facts):
    """RELEASE-6."""
    release = built(
        facts, description="", documents=(), milestones=(), awards=(), contracts=(), location=None,
        tender_period=PeriodFacts(), tenderers=(), number_of_tenderers=None,
    )  # fmt: skip

    assert "awards" not in release
    assert "contracts" not in release
    assert set(release["tender"]) == {
        "id", "title", "status", "procuringEntity", "value", "procurementMethod", "procurementMethodDetails",
        "procurementMethodRationale", "mainProcurementCategory",
    }  # fmt: skip
    assert period(None) is None


def test_each_organization_stands_once_with_all_its_roles(release):
    """RELEASE-7."""
    parties = {party["id"]: party for party in release["parties"]}

    assert list(parties) == ["MX-RFC-MEJ850101AB1", "dependencia-1", "MX-RFC-CFI010203XY9", "proveedor-2"]
    assert parties["MX-RFC-MEJ850101AB1"]["roles"] == ["buyer", "payer"]
    assert parties["proveedor-2"]["roles"] == ["tenderer", "supplier", "payee"]
    assert release["awards"][0]["suppliers"] == [{"id": "proveedor-2", "name": "Persona Inventada"}]
    assert "identifier" not in parties["dependencia-1"]


def test_the_rfc_of_a_person_is_nowhere_in_the_release(release):
    """RELEASE-8."""
    assert "IAPP800101AB1" not in json.dumps(release)


@pytest.mark.parametrize(
    ("rfc", "flagged", "published"),
    [
        ("CFI010203XY9", False, "CFI010203XY9"),
        ("cfi-010203 xy9", False, "CFI010203XY9"),
        ("Ñ&A010203XY9", False, "Ñ&A010203XY9"),
        ("CFI010203XY9", True, ""),
        ("IAPP800101AB1", False, ""),
        ("XAXX010101000", False, ""),
        ("no se sabe", False, ""),
        ("", False, ""),
    ],
    ids=lambda value: f"RELEASE-8 {value}",
)
def test_only_the_rfc_of_a_legal_person_is_published(rfc, flagged, published):
    assert public_rfc(OrganizationFacts(key="x", name="X", rfc=rfc, natural_person=flagged)) == published


def test_the_works_milestones_wait_for_a_contract(facts, release):
    """RELEASE-9."""
    before = built(facts, contracts=())

    assert [one["id"] for one in before["planning"]["milestones"]] == ["anexo"]
    assert "entrega" not in json.dumps(before)
    contract = release["contracts"][0]
    assert [one["id"] for one in contract["implementation"]["milestones"]] == ["entrega"]
    assert [one["id"] for one in contract["documents"]] == ["D-1"]
    assert [one["id"] for one in release["awards"][0]["documents"]] == ["D-2"]


def test_a_release_of_ours_has_nothing_to_remark(facts, release):
    """RELEASE-10."""
    assert check_release(release) == []
    assert check_release(build.encode(build.release(facts, number=1, tags=["tender"], date=NOON))) == []


def envelope():
    return packages.Envelope(
        uri="https://ejemplo.mx/paquete.json",
        published=datetime(2026, 2, 5, tzinfo=UTC),
        publisher="Municipio de Ejemplo",
        publisher_uri="https://ejemplo.mx",
        publisher_uid="MEJ850101AB1",
        publication_policy="https://ejemplo.mx/politica",
    )


def test_a_package_of_releases_is_sound(facts):
    releases = [
        build.encode(build.release(facts, number=n, tags=["tender"], date=NOON + timedelta(days=n)))
        for n in (1, 2)
    ]

    whole = json.loads(b"".join(packages.release_package(envelope(), releases)))

    assert [one["tag"] for one in whole["releases"]] == [["tender"], ["tender"]]
    assert whole["publishedDate"] == "2026-02-05T00:00:00Z"
    assert check(whole) == []


def test_a_package_of_records_is_sound(facts):
    releases = [
        build.encode(build.release(facts, number=n, tags=["tender"], date=NOON + timedelta(days=n)))
        for n in (2, 1)
    ]

    whole = json.loads(b"".join(packages.record_package(envelope(), [packages.record(releases)])))

    record = whole["records"][0]
    assert [one["id"][-1] for one in record["releases"]] == ["1", "2"]
    assert record["compiledRelease"]["tag"] == ["compiled"]
    assert check(whole) == []


@pytest.mark.parametrize("package", [packages.release_package, packages.record_package])
def test_an_empty_package_is_refused(package):
    with pytest.raises(ValueError, match="at least one"):
        list(package(envelope(), []))
