"""docs/rules/catalogue.md, SHELF: what a file was stays told, and for some days can still be read."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from tests.publishing.opendata.test_publishing import Bucket

from tequio.publishing.opendata.adapters import answers, shelf, versions
from tequio.publishing.opendata.models import FileVersion, PublishedFile
from tequio.publishing.opendata.services import publish_file

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
KEY = "contratos/contratos.csv"


def publish(content, at=AT, key=KEY):
    return publish_file(key=key, dataset="contratos", media_type="text/csv", content=content, at=at)


def days(content, *, start=0):
    """Publish one content a day, in order."""
    for number, one in enumerate(content, start):
        publish(one, AT + timedelta(days=number))


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_shelf_3_each_change_is_a_version_with_its_date_size_and_hash():
    days([b"a", b"bb", b"bb", b"a"])

    rows = FileVersion.objects.order_by("published_at")

    assert [(row.published_at.day, row.size) for row in rows] == [(20, 1), (21, 2), (23, 1)]
    assert rows[0].digest == rows[2].digest == hashlib.sha256(b"a").hexdigest()
    assert PublishedFile.objects.get().created_at == AT


def test_shelf_4_the_last_version_of_each_of_the_latest_days_can_be_read(client, settings, public, committed):
    settings.VERSIONS_KEPT = 2
    with committed():
        publish(b"primero")
        publish(b"mismo dia", AT + timedelta(minutes=5))
        days([b"dos", b"tres"], start=1)

    kept = {row.digest: row for row in FileVersion.objects.filter(kept=True)}

    assert set(kept) == {hashlib.sha256(content).hexdigest() for content in (b"dos", b"tres")}
    assert FileVersion.objects.count() == 4
    stored = [path for path in (public.parent / "versions").rglob("*") if path.is_file()]
    assert sorted(path.name for path in stored) == sorted(kept)
    old = kept[hashlib.sha256(b"dos").hexdigest()]
    response = client.get(old.url)
    assert response.content == b"dos"
    assert "immutable" in response["Cache-Control"]
    assert client.get(old.url, headers={"range": "bytes=1-"}).content == b"os"
    assert client.get(old.url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_shelf_4_bytes_that_came_back_are_not_forgotten(settings, public, committed):
    settings.VERSIONS_KEPT = 2
    with committed():
        days([b"a", b"b", b"a"])

    assert (public.parent / "versions" / versions.place(hashlib.sha256(b"a").hexdigest())).read_bytes() == b"a"


@pytest.mark.parametrize("case", ["large", "of one thing", "turned off"])
def test_shelf_4_of_other_files_only_what_they_were_is_kept(settings, public, case):
    settings.VERSION_MEGABYTES = 0 if case == "large" else 10
    settings.VERSIONS_KEPT = 0 if case == "turned off" else 5

    publish(b"algo", key="contratos/ocds-1/registro.json" if case == "of one thing" else KEY)

    assert FileVersion.objects.get().kept is False
    assert not (public.parent / "versions").exists()


def test_shelf_5_a_version_stays_as_it_was_when_its_file_changes(client):
    publish(b"antes")
    url = FileVersion.objects.get().url
    publish(b"ahora", AT + timedelta(days=1))

    assert client.get(url).content == b"antes"


@pytest.mark.parametrize("address", [f"/datos/versiones/{'0' * 64}/contratos.csv", "/datos/versiones/zz/a.csv"])
def test_what_is_not_kept_is_not_found(client, address):
    publish(b"a")
    assert client.get(address).status_code == 404
    row = FileVersion.objects.get()
    assert client.get(row.url.replace("contratos.csv", "otro.csv")).status_code == 404
    versions.drop(row.digest)
    assert client.get(row.url).status_code == 404


def test_versions_are_kept_where_files_are_on_no_disk(client, monkeypatch):
    bucket, past = Bucket(), Bucket()
    for module in (shelf, answers, versions):
        monkeypatch.setattr(module, "public", lambda: bucket)
    monkeypatch.setattr(versions, "storage", lambda: past)
    days([b"antes", b"ahora"])

    urls = [row.url for row in FileVersion.objects.order_by("published_at")]

    assert [client.get(url).content for url in urls] == [b"antes", b"ahora"]


def test_a_file_is_found_by_its_hash(client, registered):
    publish(b"antes")
    publish(b"ahora", AT + timedelta(days=1))

    def page(digest):
        return client.get("/datos/comprobar/", {"huella": digest}).content.decode()

    assert "Después cambió" in page(hashlib.sha256(b"antes").hexdigest().upper())
    assert "Es la versión de hoy" in page(hashlib.sha256(b"ahora").hexdigest())
    assert "No publicamos ningún archivo" in page("0" * 64)
    assert "Eso no es una huella" in page("zz")
    assert "Eso no es una huella" not in page("")


def test_the_page_of_a_dataset_tells_its_versions_how_to_cite_it_and_its_first_rows(client, registered):
    publish("\ufeffocid,monto\r\nocds-1,10.00\r\n".encode())

    page = client.get("/datos/contratos/").content.decode()

    for said in (
        "Versiones publicadas en cada mes",
        "[conjunto de datos]",
        "Ver los primeros renglones",
        "ocds-1",
    ):
        assert said in page
    sums = client.get("/datos/contratos/SHA256SUMS").content.decode()
    assert sums == f"{PublishedFile.objects.get().digest}  contratos.csv\n"
    [told] = client.get("/datos/contratos/versiones.json").json()
    assert told["downloadURL"].endswith("/contratos.csv")


def test_the_catalogue_is_searched_by_words_theme_and_format(client, registered):
    publish(b"ocid\r\n1\r\n")

    def found(**asked):
        return "Contratos de prueba" in client.get("/datos/", asked).content.decode()

    assert found(q="CLAVE proceso")
    assert found(q="obra", tema="ECON", formato="CSV")
    assert not found(q="jacarandas")
    assert not found(tema="GOVE")
    assert not found(formato="XLSX")


@pytest.mark.parametrize(
    "address",
    [
        "/datos/catalogo.jsonld",
        "/data.json",
        "/datos/contratos/datapackage.json",
        "/datos/contratos/esquema/contratos.json",
    ],
)
def test_machines_read_it_from_any_site_and_are_told_when_nothing_changed(client, registered, address):
    publish(b"ocid\r\n1\r\n")

    first = client.get(address, headers={"accept-language": "en"})
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert first.status_code == 200
    assert first["Access-Control-Allow-Origin"] == "*"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "/datos/nada/datapackage.json",
        "/datos/contratos/esquema/nada.json",
        "/datos/nada/SHA256SUMS",
        "/datos/nada/versiones.json",
    ],
)
def test_machines_are_told_what_is_not_there(client, registered, address):
    assert client.get(address).status_code == 404
