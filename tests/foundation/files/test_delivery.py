"""Reading a stored file: who may, in which size, and how the browser must treat it."""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from tequio.config.demo.factories import accounts
from tequio.config.demo.factories import files as factory
from tequio.foundation.files import permissions, services, tasks
from tequio.foundation.files.types import Variant

pytestmark = pytest.mark.django_db


def test_anyone_reads_a_public_image_in_every_size(client: Client) -> None:
    row = factory.make_image(factory.picture_bytes(size=(900, 600)))
    for address, width in ((row.url, 900), (row.medium_url, 900), (row.thumb_url, 400)):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "public, max-age=86400"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("inline")
        assert row.in_size(Variant(address.rpartition("/")[2]))["width"] == width
        assert response.content[:4] == b"RIFF"


def test_a_file_that_did_not_change_is_not_sent_again(client: Client) -> None:
    row = factory.make_image()
    etag = client.get(row.url)["ETag"]
    again = client.get(row.url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.get(row.thumb_url, headers={"If-None-Match": etag}).status_code == 200


def test_a_private_file_is_for_its_uploader_and_whom_a_context_says(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, eva = accounts.make_ana(), accounts.make_eva()
    row = factory.make_document(uploaded_by=ana.pk)
    assert client.get(row.url).status_code == 404
    client.force_login(eva)
    assert client.get(row.url).status_code == 404
    monkeypatch.setattr(permissions, "_readers", [])
    permissions.register_reader(lambda actor, file: actor == eva and file.kind == "document")
    assert client.get(row.url).status_code == 200
    client.force_login(ana)
    response = client.get(row.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    services.publish(file=row)
    client.logout()
    assert client.get(row.url).status_code == 200


def test_what_a_browser_could_run_is_downloaded(client: Client) -> None:
    row = factory.make_document(b"a,b\n1,2\n", name="página.html", public=True)
    response = client.get(row.url)
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"].startswith("attachment")
    assert ".csv" in response["Content-Disposition"]
    pdf = client.get(factory.make_document(public=True).url)
    assert pdf["Content-Disposition"].startswith("inline")


def test_what_is_not_there_is_not_found(client: Client) -> None:
    row = factory.make_image()
    assert client.get(f"/archivos/{uuid4()}/original").status_code == 404
    assert client.get(row.url.replace("original", "gigante")).status_code == 404
    assert client.post(row.url).status_code == 405
    default_storage.delete(row.path)
    assert client.get(row.url).status_code == 404


def test_the_nightly_sweep_is_a_job() -> None:
    tasks.remove_orphans(timestamp=0)
