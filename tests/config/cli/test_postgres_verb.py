"""``tequio postgres``: what an operator asks the embedded server."""

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tequio.config.cli import postgres as verb
from tequio.config.postgres import Embedded

pytestmark = pytest.mark.server


@pytest.fixture
def data_dir(monkeypatch):
    folder = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    folder.chmod(0o711)
    monkeypatch.setenv("TEQUIO_DATA_DIR", str(folder / "data"))
    yield folder / "data"
    verb.run(["stop"])
    shutil.rmtree(folder)


def test_status_start_and_stop_say_what_is(data_dir, capsys):
    codes = [verb.run([action]) for action in ("status", "start", "status", "stop", "status")]
    assert codes == [3, 0, 0, 0, 3]
    said = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert said == ["detenido", "en marcha", "en marcha", "detenido", "detenido"]


def test_data_of_another_version_is_told_in_words(data_dir, capsys):
    (data_dir / "postgres" / "data").mkdir(parents=True)
    (data_dir / "postgres" / "data" / "PG_VERSION").write_text("15\n")
    assert verb.run(["start"]) == 1
    assert "tequio: Los datos de" in capsys.readouterr().err


def test_a_server_that_somebody_uses_is_not_stopped_when_asked_to_stop_it_idle(data_dir, capsys):
    assert verb.run(["start"]) == 0
    place = Embedded(data_dir)
    with psycopg.connect(
        host=str(place.socket), user="tequio", password=place.password(), dbname="tequio", autocommit=True
    ):
        assert verb.run(["stop", "--if-idle"]) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith("en marcha")
    assert verb.run(["stop", "--if-idle"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("detenido")
