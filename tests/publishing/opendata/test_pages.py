import gzip
import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.publishing.opendata.test_publishing import Bucket

from tequio.core.text import plain
from tequio.publishing.opendata.adapters import answers, shelf, versions
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.services import publish_file

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
LONG = b'{"a": "' + b"x" * 5_000 + b'"}'


def publish(key="contratos/entregas.json", content=LONG, media_type="application/json", **fields):
    values = {"dataset": key.split("/")[0], "at": AT, "valid": True}
    return publish_file(key=key, content=content, media_type=media_type, **{**values, **fields})


def url(key="contratos/entregas.json"):
    return reverse("opendata:download", args=[key])


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_catalogue_says_what_there_is(client, registered):
    publish()

    page = client.get("/datos/").content.decode()

    assert "Contratos de prueba" in page
    assert "1 archivo" in page
    assert "20 nov 2026" in page


def test_an_empty_catalogue_says_when_it_will_fill(client, monkeypatch):
    monkeypatch.setattr("tequio.publishing.opendata.types._datasets", {})

    assert "Todavía no hay datos publicados" in client.get("/datos/").content.decode()


def test_a_dataset_shows_its_files_dictionary_licence_and_digests(client, registered):
    row = publish()
    publish("contratos/ocds-abc123-1/registro.json", valid=False)
    publish("contratos/tabla.csv", b"a,b", "text/csv", valid=None)

    page = client.get("/datos/contratos/").content.decode()

    assert row.digest in page
    assert url("contratos/ocds-abc123-1/registro.json") in page
    for said in ("CC BY 4.0", "Clave del proceso", "Dinero, en pesos", "Al momento"):
        assert said in page
    for verdict in ("Válido", "Con errores", "Sin revisión automática"):
        assert verdict in page


def test_files_of_one_thing_are_found_by_its_key(client, registered):
    for number in range(35):
        publish(f"contratos/ocds-abc123-{number:02d}/registro.json")

    first = client.get("/datos/contratos/").content.decode()
    last = client.get("/datos/contratos/?pagina=4").content.decode()
    one = client.get("/datos/contratos/?q=123-07").content.decode()
    none = client.get("/datos/contratos/?q=<nada>").content.decode()

    assert "Página 1 de 4" in first
    assert "ocds-abc123-34" in last
    assert "ocds-abc123-34" not in first
    assert "ocds-abc123-07" in one
    assert "ocds-abc123-08" not in one
    assert "&lt;nada&gt;" in none


def test_of_many_files_the_latest_stand_open(client, registered):
    for number in range(15):
        publish(f"contratos/entregas-{number:02d}.json", at=AT.replace(minute=number))

    page = client.get("/datos/contratos/").content.decode()

    assert "Ver 3 archivos más" in page
    assert page.index("entregas-14.json") < page.index("Ver 3 archivos más") < page.index("entregas-00.json")


def test_a_dataset_without_files_says_so(client, registered):
    assert "Todavía no hay archivos" in client.get("/datos/contratos/").content.decode()


@pytest.mark.parametrize("address", ["/datos/nada/", "/datos/archivos/nada.json", "/datos/archivos/../x"])
def test_what_is_not_there_is_told_with_a_way_on(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "datos" in plain(response.content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_as_many_queries_whatever_their_length(client, registered, rows, django_assert_num_queries):
    for number in range(rows):
        publish(f"contratos/entregas-{number}.json")
        publish(f"contratos/ocds-{number}/registro.json")
        publish(f"otros-{number}/a.json")

    asked = {
        "/datos/": 2,
        "/datos/contratos/": 8,
        "/datos/catalogo.json": 4,
        "/datos/catalogo.jsonld": 4,
        "/data.json": 4,
        "/datos/contratos/datapackage.json": 3,
        "/datos/contratos/versiones.json": 3,
        "/datos/contratos/SHA256SUMS": 1,
        "/api/3/action/current_package_list_with_resources": 3,
        url("contratos/entregas-0.json"): 1,
    }
    for address, most in asked.items():
        with django_assert_num_queries(most):
            client.get(address)


def test_programs_read_the_catalogue(client, registered):
    row = publish()

    response = client.get("/datos/catalogo.json")

    [dataset] = json.loads(response.content)["datasets"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert dataset["identifier"] == "contratos"
    assert dataset["distribution"][0]["sha256"] == row.digest
    assert dataset["distribution"][0]["downloadURL"].endswith(url())
    [table] = dataset["tables"]
    assert [field["name"] for field in table["fields"]] == ["ocid", "monto"]


def test_a_file_comes_whole_with_its_type(client):
    publish()

    response = client.get(url())

    assert body(response) == LONG
    assert response["Content-Type"] == "application/json"
    assert response["Content-Length"] == str(len(LONG))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Disposition"] == 'inline; filename="entregas.json"'


def test_a_table_is_taken_home(client):
    publish("contratos/tabla.csv", b"a,b", "text/csv; charset=utf-8")

    response = client.get(url("contratos/tabla.csv"))

    assert response["Content-Disposition"] == 'attachment; filename="tabla.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert body(response) == b"a,b"


def test_a_long_file_is_sent_as_it_is_read(client, monkeypatch):
    monkeypatch.setattr(answers, "_SHORT", 100)
    publish()

    whole, zipped = client.get(url()), client.get(url(), headers={"accept-encoding": "gzip"})

    assert whole.streaming
    assert body(whole) == LONG
    assert gzip.decompress(body(zipped)) == LONG
    assert "Content-Length" not in zipped


def test_head_says_the_same_without_the_file(client):
    publish()

    plain_head, zipped = client.head(url()), client.head(url(), headers={"accept-encoding": "gzip"})

    assert (body(plain_head), plain_head["Content-Length"]) == (b"", str(len(LONG)))
    assert (body(zipped), zipped["Content-Encoding"]) == (b"", "gzip")
    assert "Content-Length" not in zipped  # nobody has compressed it yet


def test_who_has_it_already_is_told_so(client):
    publish()
    first = client.get(url())
    body(first)

    for header, value in (("if-none-match", first["ETag"]), ("if-modified-since", first["Last-Modified"])):
        again = client.get(url(), headers={header: value})
        assert again.status_code == 304
        assert again["ETag"] == first["ETag"]


def test_shelf_6_who_wants_only_what_it_has_is_told_that_it_changed(client):
    publish()
    first = client.get(url())

    assert client.get(url(), headers={"if-match": first["ETag"]}).status_code == 200
    assert client.get(url(), headers={"if-match": '"otro"'}).status_code == 412
    old = {"if-unmodified-since": "Wed, 01 Jan 2020 00:00:00 GMT"}
    assert client.get(url(), headers=old).status_code == 412


def test_a_change_changes_the_mark(client):
    publish()
    before = client.get(url())
    body(before)
    publish(content=LONG + b" ")

    after = client.get(url(), headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert body(after) == LONG + b" "


def test_what_helps_is_compressed(client):
    publish()
    publish("contratos/corto.json", b"{}")
    publish("contratos/paquete.zip", b"PK" + b"x" * 5_000, "application/zip")
    gzipped = {"accept-encoding": "gzip, br"}

    response = client.get(url(), headers=gzipped)

    assert gzip.decompress(body(response)) == LONG
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert client.get(url(), headers={**gzipped, "if-none-match": response["ETag"]}).status_code == 304
    for key in ("contratos/corto.json", "contratos/paquete.zip"):
        plain_one = client.get(url(key), headers=gzipped)
        body(plain_one)
        assert "Content-Encoding" not in plain_one


@pytest.mark.parametrize(
    ("asked", "status", "said", "part"),
    [
        ("bytes=0-3", 206, "bytes 0-3/10", b"0123"),
        ("bytes=7-", 206, "bytes 7-9/10", b"789"),
        ("bytes=-2", 206, "bytes 8-9/10", b"89"),
        ("bytes=-50", 206, "bytes 0-9/10", b"0123456789"),
        ("bytes=5-500", 206, "bytes 5-9/10", b"56789"),
        ("bytes=10-", 416, "bytes */10", b""),
        ("bytes=-0", 416, "bytes */10", b""),
        ("bytes=5-2", 200, None, b"0123456789"),
        ("bytes=-", 200, None, b"0123456789"),
        ("bytes=0-1,4-5", 200, None, b"0123456789"),
        ("lines=1-2", 200, None, b"0123456789"),
    ],
)
def test_shelf_6_parts_of_a_file(client, asked, status, said, part):
    publish(content=b"0123456789")

    response = client.get(url(), headers={"range": asked, "accept-encoding": "gzip"})

    assert response.status_code == status
    assert response.get("Content-Range") == said
    assert body(response) == part


def test_a_part_is_only_of_the_same_file(client):
    publish(content=b"0123456789")
    first = client.get(url())
    body(first)

    for condition, status in ((first["ETag"], 206), (first["Last-Modified"], 206), ('"otro"', 200)):
        response = client.get(url(), headers={"range": "bytes=0-1", "if-range": condition})
        body(response)
        assert response.status_code == status
    assert client.head(url(), headers={"range": "bytes=0-1"})["Content-Length"] == "2"


def test_pages_of_other_sites_may_ask(client):
    response = client.options(url())

    assert response.status_code == 204
    assert "Range" in response["Access-Control-Allow-Headers"]
    assert client.post(url()).status_code == 405


def test_a_row_without_its_file_is_not_found(client, public):
    publish()
    (public / "contratos/entregas.json").unlink()

    assert client.get(url()).status_code == 404


def test_files_that_are_on_no_disk_are_served_too(client, monkeypatch):
    bucket = Bucket()
    for module in (shelf, answers, versions):
        monkeypatch.setattr(module, "public", lambda: bucket)
    publish()

    response = client.get(url())

    assert body(response) == LONG
    assert PublishedFile.objects.get().digest[:32] in response["ETag"]
