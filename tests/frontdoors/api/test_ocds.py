"""docs/rules/publishing.md, API-1 to API-9: the contracts, page by page."""

import hashlib
import io

import orjson
import pytest
from tests.frontdoors.api.conftest import AT

from tequio.accountability.contracting import services
from tequio.core.ocds.validation import Options, is_valid
from tequio.core.ocds.validation.stream import check_stream

pytestmark = pytest.mark.django_db
BASE = "/api/v1/ocds"


def got(client, address, status=200, **headers):
    response = client.get(address.removeprefix("http://testserver"), headers=headers)
    assert response.status_code == status, response.content[:300]
    return orjson.loads(response.content) if response.content else None


def followed(client, address, field, way="next"):
    """Follow the links as a crawler does; return every item in the order it came."""
    found = []
    while address:
        package = got(client, address)
        found.append(package[field])
        address = package.get("links", {}).get(way)
    return found


def test_every_release_comes_once_page_by_page_in_both_directions(client, city):
    """API-1."""
    pages = followed(client, f"{BASE}/releases?limit=3", "releases")
    assert [len(page) for page in pages] == [3, 1]
    every = [release["id"] for page in pages for release in page]
    assert len(set(every)) == 4
    assert [one["date"] for page in pages for one in page] == sorted(
        one["date"] for page in pages for one in page
    )
    second = got(client, got(client, f"{BASE}/releases?limit=3")["links"]["next"])
    assert "next" not in second["links"]
    first = got(client, second["links"]["prev"])
    assert [one["id"] for one in first["releases"]] == every[:3]
    assert "prev" not in first["links"]


def test_a_page_is_a_valid_package(client, city):
    """API-2."""
    for name in ("releases", "records"):
        raw = client.get(f"{BASE}/{name}?limit=2").content
        findings = check_stream(io.BytesIO(raw), Options())
        assert is_valid(findings)
        assert orjson.loads(raw)["uri"] == f"http://testserver{BASE}/{name}?limit=2"


def test_since_and_until_cut_the_list_and_the_links_keep_them(client, city):
    """API-3."""
    since = got(client, f"{BASE}/releases?since=2027-01-01&limit=1")
    assert [one["date"] for one in since["releases"]] == ["2027-01-03T00:00:00Z"]
    until = got(client, f"{BASE}/releases?until=2026-11-20T12:30:17-06:00&limit=1")
    assert [one["date"] for one in until["releases"]] == ["2026-11-20T18:30:15Z"]
    assert "until=2026-11-20T12" in until["links"]["next"]
    assert len(followed(client, f"{BASE}/releases?until=2027-01-01&limit=1", "releases")) == 3


def test_records_come_by_their_last_change(client, city):
    """API-4."""
    records = got(client, f"{BASE}/records")["records"]
    assert [one["ocid"] for one in records] == [city[n].process.ocid for n in (1, 2, 0)]
    assert records[2]["compiledRelease"]["date"] == "2027-01-03T00:00:00Z"
    since = got(client, f"{BASE}/records?since=2027-01-01")["records"]
    assert [one["ocid"] for one in since] == [city[0].process.ocid]


def test_one_release_and_one_record_have_addresses(client, city):
    """API-5."""
    ocid = city[0].process.ocid
    [record] = got(client, f"{BASE}/records/{ocid}")["records"]
    assert [len(record["releases"]), record["versionedRelease"]["ocid"]] == [2, ocid]
    [release] = got(client, f"{BASE}/releases/{record['releases'][1]['id']}")["releases"]
    assert release == record["releases"][1]
    for nothing in ("records/ocds-000000-x", "releases/x"):
        assert got(client, f"{BASE}/{nothing}", status=404)["status"] == 404


def test_the_ocids_are_listed(client, city):
    """API-6."""
    first = got(client, f"{BASE}/ocids?limit=2")
    assert first["total"] == 3
    ocids = [one for page in followed(client, f"{BASE}/ocids?limit=2", "ocids") for one in page]
    assert ocids == sorted(contract.process.ocid for contract in city)


def test_what_did_not_change_is_not_sent_again(client, city):
    """API-7."""
    response = client.get(f"{BASE}/releases")
    assert response["Last-Modified"] == "Sun, 03 Jan 2027 00:00:00 GMT"
    assert got(client, f"{BASE}/releases", status=304, if_none_match=response["ETag"]) is None
    assert client.head(f"{BASE}/releases").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=1001", "limit=x", "limit=-1", "limit=²", "since=ayer", "after=x",
        "after=2026-01-01~x", "after=1~1&before=2~2", "until=2026-13-01", "pagina=2",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_in_words(client, query):
    """API-8."""
    failure = got(client, f"{BASE}/releases?{query}", status=400)
    assert failure["status"] == 400
    assert len(failure["message"]) > 20


def test_other_methods_and_other_sites(client, city):
    """API-8."""
    refused = client.post(f"{BASE}/releases")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    answer = client.options(f"{BASE}/releases")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.get(f"{BASE}/ocids")["Access-Control-Allow-Origin"] == "*"


def test_who_asks_too_much_is_told_when_to_come_back(client, settings, city):
    """API-9."""
    settings.API_PER_MINUTE = 2
    answers = [client.get(f"{BASE}/ocids") for _ in range(4)]
    assert [one.status_code for one in answers].count(200) >= 2
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert client.get(f"{BASE}/ocids", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_a_piece_of_the_set_is_served_for_ever(client, city):
    services.publish_city(at=AT)
    manifest = services.city_files()
    for one in manifest:
        response = client.get(f"{BASE}/conjunto/{one.stored}")
        assert hashlib.sha256(response.getvalue()).hexdigest() == one.sha256
        assert "immutable" in response["Cache-Control"]
    part = client.get(f"{BASE}/conjunto/{manifest[0].stored}", headers={"range": "bytes=0-9"})
    assert (part.status_code, len(part.getvalue())) == (206, 10)
    for name in ("..%2Fmanifiesto.json", "x.0123456789abcdef.json", "manifiesto.json", "x.exe"):
        assert client.get(f"{BASE}/conjunto/{name}").status_code == 404


@pytest.mark.parametrize("path", ["releases?limit=1", "records?limit=1", "ocids?limit=1"])
def test_a_page_costs_the_same_whatever_its_length(client, city, path, django_assert_num_queries):
    client.get(f"{BASE}/{path}")
    with django_assert_num_queries(2 if "ocids" in path else 1):
        client.get(f"{BASE}/{path}")
    with django_assert_num_queries(2 if "ocids" in path else 1):
        client.get(f"{BASE}/{path.replace('=1', '=3')}")


def test_nothing_published_is_an_empty_page(client):
    assert got(client, f"{BASE}/releases")["releases"] == []
    assert got(client, f"{BASE}/ocids") == {"total": 0, "ocids": [], "processes": []}
