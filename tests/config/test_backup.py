"""A backup made while the site works is restored elsewhere, whole, with its audit chain."""

import subprocess
import sys
import tarfile

import psycopg
import pytest
from tests.servers import TEQUIO, environment, own_database

pytestmark = pytest.mark.server

FILL = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from tequio.config.demo.factories.contracting import make_contract
make_contract()
storages["default"].save("dictamen.pdf", ContentFile(b"%PDF-1.7 ficticio"))
storages["public"].save("releases.json", ContentFile(b"{}"))
"""


def _tequio(site, *arguments):
    return subprocess.run([*TEQUIO, *arguments], env=site, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path):
    """An installation with a contract, an upload and a published file."""
    with own_database("origin") as database:
        values = environment(database, TEQUIO_DATA_DIR=str(tmp_path / "origin"))
        subprocess.run([sys.executable, "-c", FILL], env=values, check=True)
        yield values


@pytest.fixture
def elsewhere(tmp_path):
    """A new installation whose database is empty."""
    with own_database("elsewhere", empty=True) as database:
        yield environment(database, TEQUIO_DATA_DIR=str(tmp_path / "elsewhere"))


def test_what_was_saved_is_there_elsewhere_with_its_chain_whole(site, elsewhere, tmp_path):
    copy = tmp_path / "tequio.tar"
    saved = _tequio(site, "backup", str(copy))
    assert saved.returncode == 0, saved.stderr
    assert copy.stat().st_mode & 0o077 == 0
    restored = _tequio(elsewhere, "restore", str(copy))
    assert restored.returncode == 0, restored.stderr
    assert "la bitácora está íntegra" in restored.stdout
    assert _tequio(elsewhere, "check", "audit").stdout == _tequio(site, "check", "audit").stdout
    assert (tmp_path / "elsewhere" / "media" / "dictamen.pdf").read_bytes() == b"%PDF-1.7 ficticio"
    assert (tmp_path / "elsewhere" / "public" / "releases.json").read_bytes() == b"{}"
    keys = [(tmp_path / place / "secret_key").read_text() for place in ("origin", "elsewhere")]
    assert keys[0] == keys[1]
    assert _count(elsewhere) == _count(site) == 1
    assert _tequio(elsewhere, "migrate", "--check").returncode == 0


def test_an_installation_that_holds_something_is_never_restored_over(site, tmp_path):
    copy = tmp_path / "tequio.tar"
    assert _tequio(site, "backup", str(copy)).returncode == 0
    done = _tequio(site, "restore", str(copy))
    assert done.returncode == 1
    assert "no está vacía" in done.stderr
    assert _count(site) == 1


def test_a_copy_is_never_written_over_another(site, tmp_path):
    copy = tmp_path / "tequio.tar"
    copy.write_bytes(b"ayer")
    done = _tequio(site, "backup", str(copy))
    assert (done.returncode, copy.read_bytes()) == (1, b"ayer")
    assert "ya existe" in done.stderr


@pytest.mark.parametrize("kind", ["text", "other archive", "missing"])
def test_a_file_that_is_no_backup_is_refused_and_nothing_is_made(kind, elsewhere, tmp_path):
    copy = tmp_path / "otro.tar"
    if kind == "text":
        copy.write_text("no soy una copia")
    if kind == "other archive":
        with tarfile.open(copy, "w") as archive:
            archive.add(__file__, arcname="algo.py")
    done = _tequio(elsewhere, "restore", str(copy))
    assert done.returncode == 1
    assert "no es una copia de Tequio" in done.stderr
    with psycopg.connect(elsewhere["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (
            0,
        )


def _count(site):
    with psycopg.connect(site["DATABASE_URL"]) as connection:
        return connection.execute("SELECT count(*) FROM contracting_contract").fetchone()[0]
