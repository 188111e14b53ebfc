"""docs/rules/publishing.md, API-10 to API-14: the shapes that others already read."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import orjson
import pytest
from django.urls import URLPattern, URLResolver
from tests.frontdoors.api.conftest import AT

from tequio.accountability.contracting import services
from tequio.frontdoors.api import urls
from tequio.frontdoors.api.views import openapi

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).with_name("openapi.json")
ATOM = "{http://www.w3.org/2005/Atom}"


def body(response):
    assert response.status_code == 200, response.content[:300]
    return orjson.loads(response.getvalue())


def test_a_crawler_of_the_official_tool_finds_everything(client, city):
    """API-10. The requests of Kingfisher Collect's MexicoINAIBase, in turn, and what it reads of each."""
    years = body(client.get("/edca/fiscalYears"))["fiscalYears"]
    assert [2015 <= item["year"] <= 2099 for item in years] == [True]  # it compares them as numbers
    packages = [
        package
        for item in years
        for package in body(client.get(f"/edca/contractingprocess/{item['year']}"))["arrayReleasePackage"]
    ]
    assert len(packages) == 3
    found = {release["id"] for package in packages for release in package["releases"]}
    assert len(found) == 4
    assert all(package["version"] == "1.1" and package["publisher"]["name"] for package in packages)


def test_the_other_addresses_of_the_official_tool(client, city):
    """API-11."""
    ocid = city[0].process.ocid
    assert len(body(client.get(f"/release-package-all/{ocid}"))["releases"]) == 2
    assert body(client.get(f"/record-package/{ocid}"))["records"][0]["ocid"] == ocid
    base = "/edca/contractingprocess"
    for path, count in (
        ("", 3),
        ("procurementmethod/selective/2026", 3),
        ("procurementmethod/Invitación a cuando menos tres personas", 3),
        ("procurementmethod/open/2026", 0),
        ("additionalprocurementcategories/works", 3),
        ("additionalprocurementcategories/Obras públicas/2026", 3),
        ("additionalprocurementcategories/works/2025", 0),
        ("2025", 0),
    ):
        assert len(body(client.get(f"{base}/{path}"))["arrayReleasePackage"]) == count, path
    assert client.get(f"{base}/null").status_code == 400
    for nothing in ("/record-package/x", "/release-package-all/x"):
        assert client.get(nothing).status_code == 404


def test_the_older_search_of_system_6(client, city):
    """API-12. The requests of Kingfisher Collect's MexicoPlataformaDigitalNacionalBase."""
    address = "/s6/api/v1/search?supplier_id=TEQUIO"
    first = body(client.post(address, content_type="application/json"))
    assert first["pagination"] == {"total": 3, "page": 0, "pageSize": 10}
    assert {one["ocid"] for one in first["data"]} == {contract.process.ocid for contract in city}
    asked = json.dumps({"page": 1, "pageSize": 2})
    assert len(body(client.post(address, asked, content_type="application/json"))["data"]) == 1


def test_the_present_search_of_system_6(client, city):
    """API-13."""
    query = {"ocid": city[0].process.ocid, "tender": {"procurementMethod": ["selective"]}}
    found = body(client.post("/records", {"page": 1, "query": query}, content_type="application/json"))
    assert found["pagination"] == {"page": 1, "pageSize": 10, "totalRows": 1, "hasNextPage": False}
    assert found["results"][0]["record"]["compiledRelease"]["ocid"] == city[0].process.ocid
    more = body(client.post("/records", {"pageSize": 2}, content_type="application/json"))
    assert more["pagination"]["hasNextPage"]


@pytest.mark.parametrize(
    "asked",
    [
        "[]", "{", '{"page": -1}', '{"page": "x"}', '{"page": 1e9}', '{"pageSize": 201}', '{"pageSize": true}',
        '{"query": 5}', '{"query": {"rfc": "x"}}', '{"query": {"ocid": 5}}', '"x"', "\xff",
    ],
)  # fmt: skip
def test_a_search_that_makes_no_sense_is_told_so(client, asked):
    """API-8."""
    response = client.post("/records", asked, content_type="application/json")
    assert response.status_code == 400
    assert len(orjson.loads(response.content)["message"]) > 10


def test_the_feed_tells_what_changed(client, city):
    """API-14."""
    response = client.get("/datos/contrataciones.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own document
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    assert root.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2027-01-03T00:00:00Z"
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == 4
    assert city[0].process.project.folio in entries[0].findtext(f"{ATOM}summary")
    again = client.get("/datos/contrataciones.atom", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_an_empty_feed_is_a_feed(client):
    """API-14."""
    assert ET.fromstring(client.get("/datos/contrataciones.atom").content).find(f"{ATOM}entry") is None  # noqa: S314 - ours


def _addresses(patterns):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield str(one.pattern)


def test_the_description_is_as_it_was_and_leaves_no_address_out(client, settings):
    """A change of it is a change of what programs rely on: write the snapshot anew only on purpose."""
    settings.PUBLIC_URL = "https://datos.ejemplo.mx"
    described = body(client.get("/api/v1/openapi.json"))
    assert described == json.loads(SNAPSHOT.read_text())
    shown = {path.split("{")[0].strip("/") for path in described["paths"]}
    for address in _addresses(urls.urlpatterns):
        if address not in {"datos/api/", "api/v1/openapi.json"}:
            assert address.split("<")[0].strip("/") in shown


def test_every_reference_of_the_description_stands(settings):
    """A client can be made from it."""
    document = openapi.document()
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        found = document
        for step in reference.split("/"):
            found = found[step]


def test_the_page_explains_it(client, django_assert_num_queries):
    services.publish_city(at=AT)
    client.get("/datos/api/")
    with django_assert_num_queries(0):
        response = client.get("/datos/api/")
    assert "todavía no son oficiales" in response.content.decode()
