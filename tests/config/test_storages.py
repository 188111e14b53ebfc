"""Files on a store that speaks S3, by settings alone."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tequio.config import storages
from tequio.config.static_storage import StaticStorage

SCRIPT = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages
private, public = storages["default"], storages["public"]
name = private.save("dictamen.pdf", ContentFile(b"%PDF-1.7 ficticio"))
assert private.open(name).read() == b"%PDF-1.7 ficticio"
assert not public.exists(name), "each kind has its own folder"
second = private.save("dictamen.pdf", ContentFile(b"otro"))
assert second != name, "no file is written over"
public.save("releases.json", ContentFile(b"{}"))
private.delete(name)
assert not private.exists(name)
from tequio.publishing.opendata.adapters import shelf, versions
for content in (b"uno", b"dos"):
    written = shelf.replace("datos/a.json", content)
assert public.open("datos/a.json").read() == b"dos", "published files are replaced"
assert shelf.holds("datos/a.json", 3, written.sha256) and not shelf.holds("datos/nada.json", 3)
digest = written.sha256.hex()
from datetime import UTC, datetime
from django.test import RequestFactory
from tequio.publishing.opendata.adapters.answers import answer
from tequio.publishing.opendata.models import PublishedFile
row = PublishedFile(key="datos/a.json", media_type="application/json", size=3, sha256=written.sha256,
                    updated_at=datetime(2026, 1, 1, tzinfo=UTC))
asked = [answer(RequestFactory().get("/", headers=headers), row) for headers in ({}, {}, {"range": "bytes=1-"})]
assert [one.content for one in asked] == [b"dos", b"dos", b"os"]
assert len({one["ETag"] for one in asked}) == 1, "a file that did not change keeps its mark"
again = answer(RequestFactory().get("/", headers={"if-none-match": asked[0]["ETag"]}), row)
assert again.status_code == 304
for _ in range(2):
    versions.keep("datos/a.json", digest)
shelf.replace("datos/a.json", iter([b"tr", b"es"]))
assert versions.opened(digest).read() == b"dos", "a version stays as it was"
versions.drop(digest)
try:
    versions.opened(digest)
except FileNotFoundError:
    pass
else:
    raise AssertionError("a version that was dropped is gone")
print(type(private).__name__, "ok")
"""


def test_without_a_bucket_files_live_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("TEQUIO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("TEQUIO_S3_BUCKET", raising=False)
    assert storages.settings()["default"]["OPTIONS"] == {"location": tmp_path / "media"}
    assert storages.settings()["public"]["OPTIONS"] == {"location": tmp_path / "public"}


def test_with_a_bucket_private_and_published_files_have_a_folder_each(monkeypatch):
    monkeypatch.setenv("TEQUIO_S3_BUCKET", "municipio")
    monkeypatch.setenv("TEQUIO_S3_ENDPOINT", "http://127.0.0.1:9000")
    options = {kind: storages.settings()[kind]["OPTIONS"] for kind in ("default", "public")}
    assert {kind: value["location"] for kind, value in options.items()} == {
        "default": "media",
        "public": "public",
    }
    assert {value["default_acl"] for value in options.values()} == {None}


@pytest.mark.server
@pytest.mark.skipif(find_spec("moto") is None or find_spec("boto3") is None, reason="moto or boto3 is absent")
def test_a_store_that_speaks_s3_keeps_reads_and_deletes_files():
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            endpoint = server.stdout.readline().strip()
            done = subprocess.run(
                [sys.executable, "-c", SCRIPT],
                env=os.environ | _environment(endpoint),
                capture_output=True, text=True, check=False, timeout=60,
            )  # fmt: skip
        finally:
            server.kill()
    assert (done.stdout.strip(), done.returncode) == ("S3Storage ok", 0), done.stderr


_SERVER = """
import boto3, time
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
endpoint = f"http://{host}:{port}"
boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1",
             aws_access_key_id="ficticia", aws_secret_access_key="ficticia").create_bucket(Bucket="municipio")
print(endpoint, flush=True)
time.sleep(120)
"""


def _environment(endpoint):
    return {
        "DJANGO_SETTINGS_MODULE": "tequio.config.settings",
        "TEQUIO_S3_BUCKET": "municipio",
        "TEQUIO_S3_ENDPOINT": endpoint,
        "TEQUIO_S3_REGION": "us-east-1",
        "TEQUIO_S3_ACCESS_KEY": "ficticia",
        "TEQUIO_S3_SECRET_KEY": "ficticia",
        "TEQUIO_S3_ADDRESSING": "path",
    }


def test_modules_import_each_other_by_the_names_of_their_content(tmp_path):
    (tmp_path / "one.js").write_text(
        'import { two } from "./two.js";\n// as in import { x } from "./missing.js"\n'
    )
    (tmp_path / "two.js").write_text("export const two = 2;\n")
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    list(storage.post_process({name: (storage, name) for name in ("one.js", "two.js")}))
    named = storage.hashed_files
    assert f'from "./{named["two.js"]}"' in (tmp_path / named["one.js"]).read_text()
