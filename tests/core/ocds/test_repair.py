"""docs/rules/publishing.md, REPAIR: mending releases published elsewhere."""

import gzip
import json
from datetime import timedelta, timezone
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.ocds.histories import read
from tequio.core.ocds.reading import UnreadableError
from tequio.core.ocds.repair import People, repaired

ZONE = timezone(timedelta(hours=-6))
HEAD = {
    "ocid": "ocds-abc123-1",
    "id": "1",
    "date": "2024-01-01T00:00:00Z",
    "tag": ["tender"],
    "initiationType": "tender",
}


def mended(**fields):
    found = repaired(HEAD | fields, zone=ZONE)
    again = repaired(found.release, zone=ZONE)
    assert again.release == found.release
    assert again.repairs == ()
    return found


@pytest.mark.parametrize(
    ("case", "said", "now"),
    [
        pytest.param(1, {"Tender": {"id": "1"}}, {"tender": {"id": "1"}}, id="REPAIR-1 field"),
        pytest.param(
            2,
            {"tender": {"id": "1", "procurementMethod": "Licitación Pública", "submissionMethod": ["Mixto"]}},
            {
                "tender": {
                    "id": "1",
                    "procurementMethod": "open",
                    "submissionMethod": ["electronicSubmission", "written"],
                }
            },
            id="REPAIR-2 method",
        ),
        pytest.param(
            2,
            {"parties": [{"id": "1", "roles": ["Comprador", "buyer"]}]},
            {"parties": [{"id": "1", "roles": ["buyer"]}]},
            id="REPAIR-2 role",
        ),
        pytest.param(
            2,
            {"planning": {"documents": [{"id": "1", "documentType": "physicalProcessReport"}]}},
            {"planning": {"documents": [{"id": "1", "documentType": "physicalProgressReport"}]}},
            id="REPAIR-2 document",
        ),
        pytest.param(
            2,
            {"tender": {"id": "1", "items": [{"id": "1", "classification": {"scheme": "CUCoP"}}]}},
            {"tender": {"id": "1", "items": [{"id": "1", "classification": {"scheme": "CUCOP"}}]}},
            id="REPAIR-2 scheme",
        ),
        pytest.param(3, {"stage": 4}, {}, id="REPAIR-3 stage"),
        pytest.param(
            3,
            {"parties": [{"id": "1", "address_postalCode": 66200, "address_locality": "San Pedro"}]},
            {"parties": [{"id": "1", "address": {"postalCode": "66200", "locality": "San Pedro"}}]},
            id="REPAIR-3 address",
        ),
        pytest.param(
            3,
            {
                "contracts": [
                    {"id": "1", "awardID": "1", "value": {"amount": 100}, "valueWithTax": {"amount": 116}}
                ]
            },
            {"contracts": [{"id": "1", "awardID": "1", "value": {"amount": 116, "netAmount": 100}}]},
            id="REPAIR-3 tax",
        ),
        pytest.param(
            4,
            {"parties": {"id": "1", "name": "x"}},
            {"parties": [{"id": "1", "name": "x"}]},
            id="REPAIR-4 list",
        ),
        pytest.param(
            4,
            {"planning": {"budget": {"amount": "$1,000.50"}}},
            {"planning": {"budget": {"amount": {"amount": 1000.5, "currency": "MXN"}}}},
            id="REPAIR-4 value",
        ),
        pytest.param(
            5,
            {"tender": {"id": 7, "value": {"amount": "1,500"}, "hasEnquiries": "Sí"}},
            {"tender": {"id": "7", "value": {"amount": 1500}, "hasEnquiries": True}},
            id="REPAIR-5",
        ),
        pytest.param(
            6,
            {"tender": {"id": "1", "tenderPeriod": {"startDate": "05/01/2024", "endDate": "2024-01-20"}}},
            {
                "tender": {
                    "id": "1",
                    "tenderPeriod": {"startDate": "2024-01-05T06:00:00Z", "endDate": "2024-01-20T06:00:00Z"},
                }
            },
            id="REPAIR-6",
        ),
        pytest.param(
            7,
            {"planning": {"budget": {"uri": "www.ejemplo.mx/año 1.pdf"}}},
            {"planning": {"budget": {"uri": "http://www.ejemplo.mx/a%C3%B1o%201.pdf"}}},
            id="REPAIR-7",
        ),
        pytest.param(8, {"planning": {"rationale": None}, "awards": []}, {}, id="REPAIR-8"),
        pytest.param(
            9,
            {
                "awards": [{"id": "A"}],
                "contracts": [{"id": "1", "implementation": {"transactions": [{"value": {"amount": 1}}]}}],
            },
            {
                "awards": [{"id": "A"}],
                "contracts": [
                    {
                        "id": "1",
                        "implementation": {"transactions": [{"id": "transaction-1", "value": {"amount": 1}}]},
                        "awardID": "A",
                    }
                ],
            },
            id="REPAIR-9",
        ),
        pytest.param(
            10,
            {"awards": [{"id": "A"}, {"id": "A"}, {"id": "A", "title": "x"}]},
            {"awards": [{"id": "A"}, {"id": "A-2", "title": "x"}]},
            id="REPAIR-10",
        ),
        pytest.param(11, {"tender": {"id": "1", "status": "otro"}}, {"tender": {"id": "1"}}, id="REPAIR-11"),
        pytest.param(13, {"awards": "ninguno", "tender": {"id": "1", "title": ["a"]}}, None, id="REPAIR-13"),
        pytest.param(
            16,
            {"parties": [{"id": "1", "name": "Municipio"}], "buyer": {"name": "Municipio"}},
            {"parties": [{"id": "1", "name": "Municipio"}], "buyer": {"name": "Municipio", "id": "1"}},
            id="REPAIR-16",
        ),
    ],
)
def test_what_is_mended_is_told_by_its_case(case, said, now):
    found = mended(**said)

    assert f"REPAIR-{case}" in {one.case for one in found.repairs}
    if now is not None:
        assert found.release == HEAD | now


def test_a_release_says_what_it_must_of_itself():
    """REPAIR-12."""
    found = repaired({"ocid": "x", "awards": [{"id": "1"}]}, published="2024-01-01", zone=ZONE)

    assert found.release["tag"] == ["award"]
    assert found.release["date"] == "2024-01-01T06:00:00Z"
    assert found.release["id"] == "x-2024-01-01T06:00:00Z"


def test_persons_go_by_a_number_that_is_the_same_in_the_whole_process():
    """REPAIR-14."""
    people = People()
    party = {"id": "RFC-GODE561231GR8", "name": "x", "identifier": {"scheme": "MX-RFC", "id": "GODE561231GR8"}}
    other = party | {"id": "MX-RFC-MEJ850101AB1", "identifier": {"id": "MEJ850101AB1"}}

    first = repaired(HEAD | {"parties": [party, other]}, people=people).release["parties"]
    second = repaired(
        HEAD | {"buyer": {"id": "RFC-GODE561231GR8", "name": "De GODE561231GR8"}}, people=people
    ).release

    assert first[0] == {"id": "persona-1", "name": "x", "identifier": {"scheme": "MX-RFC"}}
    assert first[1]["identifier"]["id"] == "MEJ850101AB1"
    assert second["buyer"] == {"id": "persona-1", "name": "De (clave reservada)"}


def test_what_needs_nothing_stays_as_it_is(release):
    """REPAIR-15: an ocid without prefix, too."""
    assert repaired(release | {"ocid": "OCDS-X"}).release["ocid"] == "OCDS-X"
    found = repaired(release)
    assert [one for one in found.repairs if one.case != "REPAIR-8"] == []


@pytest.mark.parametrize(
    "document",
    [
        HEAD,
        [HEAD],
        {"releases": [HEAD], "publishedDate": "2024-01-01T00:00:00Z"},
        {"records": [{"ocid": "ocds-abc123-1", "releases": [HEAD]}]},
        {"records": [{"ocid": "ocds-abc123-1", "releases": [{"url": "x"}], "compiledRelease": HEAD}]},
        {"arrayReleasePackage": [{"releases": [HEAD]}]},
    ],
    ids=lambda value: f"REPAIR-17 {str(value)[:18]}",
)
def test_files_of_every_shape_are_opened(document):
    plain = json.dumps(document).encode()
    for data in (plain, plain + b"\n" + plain, gzip.compress(plain), b"\xef\xbb\xbf" + plain):
        (history,) = read(data)
        assert (history.ocid, len(history.releases), history.errors) == ("ocds-abc123-1", 1, [])


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"a": NaN}', b"\x1f\x8b\x08x", b"\xff", b"5"], ids=repr)
def test_what_is_no_history_says_so(data):
    with pytest.raises(UnreadableError):
        list(read(data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "2024-01-01", "1,000", "open"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "value", "amount", "items", "name"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(tender=JSON, awards=JSON, contracts=JSON)
def test_anything_is_mended_once_and_for_all(tender, awards, contracts):
    found = repaired(HEAD | {"tender": tender, "awards": awards, "contracts": contracts})

    assert repaired(found.release).release == found.release


@pytest.mark.reference
def test_every_real_history_comes_in_whole(reference_data: Path):
    for path in (reference_data / "ocds" / "real-mexico").glob("*/sample/*/*.json"):
        for history in read(path.read_bytes()):
            assert history.errors == [], path.name
            assert history.releases
            assert all(orjson.loads(one.document)["ocid"] == history.ocid for one in history.releases)
