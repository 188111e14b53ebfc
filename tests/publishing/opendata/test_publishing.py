"""A file is published whole or not at all, whatever happens meanwhile."""

import hashlib
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage

from tequio.publishing.opendata import queries, services
from tequio.publishing.opendata.adapters import shelf
from tequio.publishing.opendata.models import FileVersion, PublishedFile
from tequio.publishing.opendata.services import BadKeyError, publish_file

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
KEY = "contratos/ocds-abc123-1/registro.json"


def publish(content, key=KEY, **fields):
    values = {"dataset": "contratos", "media_type": "application/json", "at": AT, "valid": True}
    return publish_file(key=key, content=content, **{**values, **fields})


@pytest.mark.parametrize("kind", ["bytes", "pieces", "path"])
def test_a_file_stands_under_its_key_with_its_row(public, tmp_path, kind):
    source = tmp_path / "fuente"
    source.write_bytes(b"uno dos")
    content = {"bytes": b"uno dos", "pieces": iter([b"uno", b" dos"]), "path": Path(source)}[kind]

    row = publish(content)

    assert (public / KEY).read_bytes() == b"uno dos"
    row.refresh_from_db()
    assert (row.size, bytes(row.sha256)) == (7, hashlib.sha256(b"uno dos").digest())
    assert (row.subject, row.name, str(row)) == ("ocds-abc123-1", "registro.json", KEY)
    assert row.digest == hashlib.sha256(b"uno dos").hexdigest()


def test_shelf_1_a_second_time_replaces_the_first(public):
    publish(b"viejo")
    publish(b"nuevo", valid=False)

    assert (public / KEY).read_bytes() == b"nuevo"
    assert PublishedFile.objects.get().valid is False
    assert [path.name for path in (public / KEY).parent.iterdir()] == ["registro.json"]


@pytest.mark.parametrize(
    "kind", [bytes, lambda content: iter([content[:2], content[2:]])], ids=["bytes", "pieces"]
)
def test_shelf_2_the_same_content_again_is_no_change(public, kind):
    publish(kind(b"igual"))
    before = (public / KEY).stat().st_mtime_ns

    publish(kind(b"igual"), at=AT.replace(day=21))

    assert (public / KEY).stat().st_mtime_ns == before
    assert PublishedFile.objects.get().updated_at == AT
    assert FileVersion.objects.count() == 1
    assert [path.name for path in (public / KEY).parent.iterdir()] == ["registro.json"]


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda path: path.write_bytes(b"a mano"), lambda path: path.write_bytes(b"BUENO")],
    ids=["lost", "changed", "changed for as many bytes"],
)
def test_publishing_again_mends_a_file_that_was_lost_or_cut(public, spoil):
    publish(b"bueno")
    spoil(public / KEY)

    publish(b"bueno")

    assert (public / KEY).read_bytes() == b"bueno"


@pytest.mark.parametrize(
    "key", ["sin-carpeta", "../fuera.json", "a/../../b", "/raiz/a", "a//b", "a/.oculto", "a/b c", "a/b\n", ""]
)
def test_a_key_that_is_no_plain_path_is_refused(public, key):
    with pytest.raises(BadKeyError):
        publish(b"x", key=key)

    assert not public.exists()


def killed_in(step, content):
    """Replace the file in a child that is killed with SIGKILL as it comes to ``step``."""
    child = os.fork()
    if child == 0:

        def die(*_args, **_kwargs):
            os.kill(os.getpid(), signal.SIGKILL)

        owner, name = step
        setattr(owner, name, die)
        shelf.replace(KEY, content)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def pieces_that_never_end():
    yield b"mitad del nuevo"
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ((shelf, "_copy"), b"viejo"),
        ((os, "fchmod"), b"viejo"),
        ((os, "fsync"), b"viejo"),
        ((Path, "replace"), b"viejo"),
        ((shelf, "_sync_folder"), b"nuevo"),
    ],
    ids=["before writing", "after writing", "before syncing", "before renaming", "after renaming"],
)
def test_killed_at_any_instant_readers_see_the_old_file_or_the_new_one(public, step, left):
    publish(b"viejo")

    killed_in(step, b"nuevo")

    assert (public / KEY).read_bytes() == left
    publish(b"nuevo")
    assert (public / KEY).read_bytes() == b"nuevo"
    assert PublishedFile.objects.get().digest == hashlib.sha256(b"nuevo").hexdigest()
    assert [path.name for path in (public / KEY).parent.iterdir()] == ["registro.json"]


def test_killed_in_the_middle_of_a_large_file_readers_see_the_old_one(public):
    publish(b"viejo")

    killed_in((os, "_exit"), pieces_that_never_end())

    assert (public / KEY).read_bytes() == b"viejo"


def test_a_row_that_was_not_written_is_written_the_next_time(public, monkeypatch):
    publish(b"viejo")
    with monkeypatch.context() as broken:
        broken.setattr(PublishedFile, "save", lambda *_args, **_kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish(b"nuevo")
    assert (public / KEY).read_bytes() == b"nuevo"

    publish(b"nuevo")

    assert PublishedFile.objects.get().digest == hashlib.sha256(b"nuevo").hexdigest()


class Bucket(InMemoryStorage):
    """A storage that is no disk and replaces what it holds, as S3 does."""

    def get_available_name(self, name, max_length=None):  # noqa: ARG002 - the name of its base
        if self.exists(name):
            self.delete(name)
        return name


def test_other_storages_put_the_file_in_one_go(monkeypatch):
    bucket = Bucket()
    monkeypatch.setattr(shelf, "public", lambda: bucket)

    publish(b"viejo")
    publish(iter([b"nue", b"vo"]))

    with bucket.open(KEY) as file:
        assert file.read() == b"nuevo"


def test_a_storage_that_gives_other_names_is_refused(monkeypatch):
    bucket = InMemoryStorage()
    monkeypatch.setattr(shelf, "public", lambda: bucket)
    publish(b"viejo")

    with pytest.raises(RuntimeError, match="under their own name"):
        publish(b"nuevo")


def test_the_catalogue_is_two_queries(registered, django_assert_num_queries):
    publish(b"x")
    publish(b"yy", key="votaciones/resultado.csv", dataset="votaciones", media_type="text/csv")

    with django_assert_num_queries(2):
        found = queries.catalogue()

    assert [(one.spec.slug, str(one.spec.title), one.files, one.size) for one in found] == [
        ("contratos", "Contratos de prueba", 1, 1),
        ("votaciones", "Votaciones", 1, 2),
    ]
    assert queries.shelf("nada") is None
    assert services.BadKeyError.status == 400
