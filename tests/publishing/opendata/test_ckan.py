"""docs/rules/catalogue.md, CKAN: the requests of an unmodified ckanapi client, and those of other programs."""

import json
from datetime import UTC, datetime

import pytest

from tequio.publishing.opendata.models import PublishedFile, file_uid
from tequio.publishing.opendata.queries.ckan import store
from tequio.publishing.opendata.services import publish_file

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
TABLE = "\ufeffocid,monto\r\nocds-1,10.50\r\nocds-2,9\r\nocds-3,\r\nOCDS-Árbol,100\r\n"


def publish(key="contratos/contratos.csv", content=None, media_type="text/csv; charset=utf-8"):
    content = TABLE.encode() if content is None else content
    return publish_file(key=key, dataset=key.split("/")[0], media_type=media_type, content=content, at=AT)


@pytest.fixture
def catalogue(registered):
    """Two datasets: one with a dictionary, a table and a zip; one that nobody registered."""
    publish()
    publish("contratos/todo.zip", b"PK", "application/zip")
    publish("contratos/ocds-1/registro.json", b"{}", "application/json")
    publish("otros/a.json", b"{}", "application/json")


def call(client, name, /, *, status=200, **data):
    """Ask as RemoteCKAN does: JSON by POST, to the address without version."""
    response = client.post(f"/api/action/{name}", json.dumps(data), content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def result(client, name, /, **data):
    answer = call(client, name, **data)
    assert answer["success"] is True
    assert answer["help"].endswith(f"/api/action/help_show?name={name}")
    return answer["result"]


def test_ckan_1_a_client_lists_shows_and_downloads_all(client, catalogue):
    names = result(client, "package_list")
    packages = [result(client, "package_show", id=name) for name in names]

    assert names == ["contratos", "otros"]
    assert packages == sorted(
        result(client, "current_package_list_with_resources"), key=lambda package: package["name"]
    )
    contracts = packages[0]
    assert [one["name"] for one in contracts["resources"]] == ["contratos.csv", "todo.zip"]
    assert (contracts["license_id"], contracts["groups"][0]["name"]) == ("cc-by", "econ")
    assert [one["name"] for one in contracts["tags"]] == ["compras", "obra pública"]
    table = contracts["resources"][0]
    assert (table["format"], table["mimetype"], table["datastore_active"]) == ("CSV", "text/csv", True)
    response = client.get(table["url"].removeprefix("http://127.0.0.1:8000"))
    assert len(response.content) == table["size"]
    assert result(client, "resource_show", id=table["id"]) == table
    assert result(client, "resource_show", id=contracts["resources"][1]["id"])["position"] == 1


def test_ckan_1_the_same_is_asked_by_address_form_and_json(client, catalogue):
    asked = [
        client.get("/api/3/action/package_show?id=contratos"),
        client.post("/api/3/action/package_show", {"id": "contratos"}),
        client.post(
            "/api/3/action/package_show", "id=contratos", content_type="application/x-www-form-urlencoded"
        ),
        client.post(
            "/api/3/action/package_show",
            '{"id": "contratos"}',
            content_type="application/x-www-form-urlencoded",
        ),
        client.post("/api/3/action/package_show", '{"id": "contratos"}', content_type="application/json"),
    ]

    assert {one.content for one in asked} == {asked[0].content}
    assert {one["Access-Control-Allow-Origin"] for one in asked} == {"*"}
    assert client.options("/api/3/action/package_show").status_code == 200
    assert client.get("/api/3").json() == {"version": 3}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["contratos", "otros"]),
        ({"q": "*:*"}, ["contratos", "otros"]),
        ({"q": "CONTRATO"}, ["contratos"]),
        ({"q": '"contratos de prueba"'}, ["contratos"]),
        ({"q": "prueb*"}, ["contratos"]),
        ({"q": "prueba jacaranda"}, []),
        ({"q": "jacaranda OR otros"}, ["otros"]),
        ({"q": "NOT contratos"}, ["otros"]),
        ({"q": "-name:otros"}, ["contratos"]),
        ({"q": "name:contrat"}, []),
        ({"q": "title:contrat"}, ["contratos"]),
        ({"q": "tags:compras"}, ["contratos"]),
        ({"fq": "tags:(jacaranda OR compras) AND res_format:csv"}, ["contratos"]),
        ({"fq": "+groups:gove"}, ["otros"]),
        ({"fq_list": ["groups:econ", "res_format:ZIP"]}, ["contratos"]),
        ({"fq": "metadata_modified:[2026-11-20T00:00:00Z TO *]"}, ["contratos", "otros"]),
        ({"fq": "metadata_modified:[* TO 2025-01-01T00:00:00Z]"}, []),
        ({"rows": 1, "start": 1, "sort": "name asc"}, ["otros"]),
        ({"sort": "title_string desc", "rows": "1"}, ["otros"]),
        ({"rows": 0}, []),
    ],
    ids=str,
)
def test_ckan_1_datasets_are_searched(client, catalogue, asked, names):
    found = result(client, "package_search", **{"sort": "name asc", **asked})

    assert [one["name"] for one in found["results"]] == names


def test_ckan_1_a_search_counts_by_facet(client, catalogue):
    found = result(
        client, "package_search", **{"facet.field": ["groups", "res_format", "organization"], "rows": 0}
    )

    assert found["count"] == 2
    assert found["facets"]["groups"] == {"econ": 1, "gove": 1}
    assert found["facets"]["res_format"] == {"CSV": 1, "ZIP": 1, "JSON": 1}
    [city] = found["search_facets"]["organization"]["items"]
    assert (city["name"], city["count"]) == ("valle-de-tequio", 2)
    by_text = result(client, "package_search", **{"facet.field": '["tags"]'})
    assert by_text["facets"]["tags"] == {"compras": 1, "obra pública": 1}


def test_ckan_1_everything_else_that_reads(client, catalogue):
    assert result(client, "organization_list") == ["valle-de-tequio"]
    assert result(client, "organization_list", all_fields=True)[0]["package_count"] == 2
    assert (
        len(result(client, "organization_show", id="valle-de-tequio", include_datasets=True)["packages"]) == 2
    )
    assert result(client, "group_list") == ["econ", "gove"]
    assert [one["package_count"] for one in result(client, "group_list", all_fields="true")] == [1, 1]
    assert result(client, "group_show", id="econ", include_datasets=True)["packages"][0]["name"] == "contratos"
    assert result(client, "tag_list", query="obra") == ["obra pública"]
    assert result(client, "tag_list", all_fields=True)[0]["display_name"] == "compras"
    assert result(client, "tag_autocomplete", q="comp") == ["compras"]
    assert result(client, "tag_show", id="compras", include_datasets=True)["packages"][0]["name"] == "contratos"
    assert {"cc-by", "cc-zero"} <= {one["id"] for one in result(client, "license_list")}
    assert result(client, "package_autocomplete", q="prueba")[0]["name"] == "contratos"
    assert result(client, "format_autocomplete", q="cs") == ["csv"]
    assert result(client, "resource_search", query="format:csv")["count"] == 1
    assert result(client, "resource_search", query=["format:json", "name:a."])["results"][0]["name"] == "a.json"
    assert result(client, "status_show")["ckan_version"].startswith("2.")
    assert result(client, "site_read") is True
    assert "dataset" in result(client, "help_show", name="package_show")
    assert result(client, "user_list") == []


@pytest.mark.parametrize(
    ("name", "asked", "refused"),
    [
        ("package_show", {"id": "nada"}, (404, "Not Found Error")),
        ("package_show", {}, (409, "Validation Error")),
        ("package_show", {"id": ["a"]}, (409, "Validation Error")),
        ("resource_show", {"id": "nada\x00"}, (404, "Not Found Error")),
        ("group_show", {"id": "nada"}, (404, "Not Found Error")),
        ("organization_show", {"id": "nada"}, (404, "Not Found Error")),
        ("tag_show", {"id": "nada"}, (404, "Not Found Error")),
        ("help_show", {"name": "nada"}, (404, "Not Found Error")),
        ("package_search", {"rows": "muchas"}, (409, "Validation Error")),
        ("package_search", {"start": -1}, (409, "Validation Error")),
        ("package_search", {"facet.field": ["clave"]}, (409, "Validation Error")),
        ("package_search", {"q": 'a "b'}, (400, "Search Query Error")),
        ("package_search", {"q": "campo:x"}, (400, "Search Query Error")),
        ("package_search", {"q": "x" * 5_000}, (400, "Search Query Error")),
        ("package_search", {"sort": "nada asc"}, (400, "Search Query Error")),
        ("resource_search", {"query": "sin campo"}, (409, "Validation Error")),
        ("resource_search", {"query": "nada:x"}, (409, "Validation Error")),
        ("resource_search", {}, (409, "Validation Error")),
        ("datastore_search", {"resource_id": "nada"}, (404, "Not Found Error")),
        ("package_create", {"name": "x"}, (403, "Authorization Error")),
        ("datastore_upsert", {}, (403, "Authorization Error")),
    ],
)
def test_ckan_2_refusals_are_those_that_clients_know(client, catalogue, name, asked, refused):
    status, kind = refused
    answer = call(client, name, status=status, **asked)

    assert answer["success"] is False
    assert answer["error"]["__type"] == kind


@pytest.mark.parametrize("body", ["{", "[]", "[" * 100_000, '"texto"', b"\xff\xfe"], ids=range(5))
def test_ckan_2_a_body_that_is_no_json_is_told_so(client, body):
    response = client.post("/api/3/action/package_list", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json().startswith("Bad request")


def test_ckan_2_an_action_that_nobody_knows_is_told_so(client):
    response = client.get("/api/3/action/nada")

    assert (response.status_code, response.json()) == (400, "Bad request - Action name not known: nada")
    assert client.put("/api/3/action/package_list").status_code == 405


def test_ckan_3_ids_come_from_names_and_never_change(client, catalogue):
    before = result(client, "package_show", id="contratos")
    publish(content=b"ocid,monto\r\n")

    after = result(client, "package_show", id=before["id"])

    assert [one["id"] for one in after["resources"]] == [one["id"] for one in before["resources"]]
    assert PublishedFile.objects.get(pk="contratos/contratos.csv").uid == file_uid("contratos/contratos.csv")


def rows(client, **asked):
    found = result(client, "datastore_search", resource_id=str(file_uid("contratos/contratos.csv")), **asked)
    return [one["_id"] for one in found["records"]], found.get("total")


@pytest.mark.parametrize(
    ("asked", "ids", "total"),
    [
        ({}, [1, 2, 3, 4], 4),
        ({"limit": 2}, [1, 2], 4),
        ({"limit": 2, "offset": 3}, [4], 4),
        ({"offset": 9}, [], 4),
        ({"limit": 0}, [], 4),
        ({"filters": {"ocid": "ocds-2"}}, [2], 1),
        ({"filters": {"ocid": ["ocds-1", "ocds-3"]}}, [1, 3], 2),
        ({"filters": '{"_id": 2}'}, [2], 1),
        ({"q": "arbol"}, [4], 1),
        ({"q": {"ocid": "OCDS-1"}}, [1], 1),
        ({"sort": "monto"}, [2, 1, 4, 3], 4),
        ({"sort": "monto desc, ocid"}, [3, 4, 1, 2], 4),
        ({"include_total": False, "limit": 1}, [1], None),
    ],
    ids=str,
)
def test_ckan_4_rows_are_searched(client, catalogue, asked, ids, total):
    assert rows(client, **asked) == (ids, total)


def test_ckan_4_rows_come_with_types_and_meanings(client, catalogue):
    uid = str(file_uid("contratos/contratos.csv"))
    found = result(client, "datastore_search", resource_id=uid, fields="ocid,monto", limit=3)

    assert [(one["id"], one["type"]) for one in found["fields"]] == [("ocid", "text"), ("monto", "numeric")]
    assert found["fields"][1]["info"]["notes"] == "Con IVA"
    assert [one["monto"] for one in found["records"]] == [10.5, 9, None]
    assert found["_links"]["next"].endswith("limit=3&offset=3")
    lists = result(client, "datastore_search", resource_id=uid, records_format="lists", limit=1)
    assert lists["records"] == [[1, "ocds-1", 10.5]]
    told = result(client, "datastore_info", id=uid)
    assert (told["meta"]["count"], len(told["fields"])) == (4, 3)


@pytest.mark.parametrize(
    "asked", [{"fields": ["nada"]}, {"sort": "nada"}, {"filters": {"nada": 1}}, {"filters": "["}]
)
def test_ckan_4_a_column_that_is_not_there_is_refused(client, catalogue, asked):
    uid = str(file_uid("contratos/contratos.csv"))
    assert (
        call(client, "datastore_search", status=409, resource_id=uid, **asked)["error"]["__type"]
        == "Validation Error"
    )


def test_ckan_4_other_files_have_no_rows(client, catalogue, public):
    for key in ("contratos/todo.zip", "contratos/ocds-1/registro.json"):
        call(client, "datastore_search", status=404, resource_id=str(file_uid(key)))
        call(client, "datastore_info", status=404, id=str(file_uid(key)))
    (public / "contratos/contratos.csv").unlink()
    call(client, "datastore_search", status=404, resource_id=str(file_uid("contratos/contratos.csv")))


def test_a_cell_that_does_not_fit_its_type_stays_as_written():
    assert store._typed("doce", "numeric") == "doce"
    assert store._typed("quizá", "bool") == "quizá"
    assert store._typed("true", "bool") is True
