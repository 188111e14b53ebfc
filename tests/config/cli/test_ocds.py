"""``tequio ocds validate``, run as people and pipes run it."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tequio.config.cli.ocds import run

SOUND = {
    "uri": "https://ejemplo.mx/entregas.json",
    "version": "1.1",
    "publishedDate": "2026-02-04T16:00:00Z",
    "publisher": {"name": "Municipio de Ejemplo"},
    "releases": [
        {
            "ocid": "ocds-abc123-1",
            "id": "1",
            "date": "2026-02-04T16:00:00Z",
            "tag": ["planning"],
            "initiationType": "tender",
        }
    ],
}


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "bien.json"
    path.write_text(json.dumps(SOUND))
    return path


@pytest.fixture
def unsound(tmp_path):
    path = tmp_path / "mal.json"
    path.write_text(json.dumps({**SOUND, "releases": [{"ocid": "X-1", "tag": ["\x1b[31mmal"], "a\nb": 1}]}))
    return path


def said(capfdbinary):
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_one_object_per_file_on_its_own_line(sound, unsound, capfdbinary):
    assert run(["validate", "--json", str(sound), str(unsound), "/no/hay"]) == 2

    good, bad, missing = said(capfdbinary)
    assert good == {"file": str(sound), "valid": True, "findings": []}
    assert bad["valid"] is False
    assert {"code", "path", "severity", "message"} <= set(bad["findings"][0])
    assert {one["severity"] for one in bad["findings"]} == {"error", "warning"}
    assert missing["findings"][0]["code"] == "unreadable"


def test_the_exit_status_is_the_worst_of_all(sound, unsound, capfdbinary):
    assert run(["validate", str(sound)]) == 0
    assert run(["validate", str(sound), str(unsound)]) == 1


def test_sentences_say_where_what_and_how_to_mend(sound, unsound, capsys):
    run(["validate", str(sound), str(unsound)])

    out = capsys.readouterr().out
    assert f"{sound}: válido\n" in out
    assert "error en /releases/0: Falta «date», que es obligatorio aquí. Agréguelo con su valor." in out
    assert "aviso en /releases/0/ocid: El ocid «X-1» no empieza con un prefijo registrado" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("wrapped", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_standard_input_is_read(wrapped, monkeypatch, capfdbinary):
    data = wrapped(json.dumps(SOUND).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert run(["validate", "-", "--json"]) == 0
    assert said(capfdbinary) == [{"file": "-", "valid": True, "findings": []}]


def test_gzipped_files_are_read(tmp_path, capfdbinary):
    path = tmp_path / "bien.json.gz"
    path.write_bytes(gzip.compress(json.dumps(SOUND).encode()))

    assert run(["validate", str(path)]) == 0


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-30], lambda data: data[:40] + b"x" * 20 + data[60:], lambda data: data[:2]],
    ids=["cut", "damaged", "no more than its mark"],
)
def test_spoilt_gzip_is_unreadable(tmp_path, capfdbinary, spoil):
    path = tmp_path / "mal.gz"
    path.write_bytes(spoil(gzip.compress(json.dumps(SOUND).encode())))

    assert run(["validate", str(path), "--json"]) == 2
    assert said(capfdbinary)[0]["findings"][0]["code"] == "unreadable"


def test_a_folder_is_unreadable(tmp_path, capsys):
    assert run(["validate", str(tmp_path)]) == 2
    assert "Es una carpeta" in capsys.readouterr().out


def test_another_schema_may_be_chosen(sound, tmp_path, capsys):
    strict = tmp_path / "release-schema.json"
    strict.write_text(json.dumps({"properties": {"ocid": {}}, "required": ["buyer"], "type": "object"}))
    package = tmp_path / "release-package-schema.json"
    package.write_text(
        json.dumps({"properties": {"releases": {"items": {"$ref": "https://x.mx/release-schema.json"}}}})
    )

    assert run(["validate", "--schema", str(strict), str(sound)]) == 1
    assert run(["validate", "--schema", str(package), str(sound)]) == 1
    assert "Falta «buyer»" in capsys.readouterr().out


@pytest.mark.parametrize("schema", ["{", "[]", "{}", '{"properties": {"ocid": {"type": "nada"}}}',
    '{"properties": {"releases": {"items": {"$ref": "https://x.mx/other.json"}}}}'])  # fmt: skip
def test_a_schema_that_cannot_be_used_is_told(schema, sound, tmp_path, capsys):
    path = tmp_path / "esquema.json"
    path.write_text(schema)

    assert run(["validate", "--schema", str(path), str(sound)]) == 2
    assert "no se pudo usar el esquema" in capsys.readouterr().err


def test_the_check_needs_neither_django_nor_a_database(sound):
    code = (
        "import sys; from tequio.config.cli.ocds import run; status = run(sys.argv[1:]); "
        "sys.exit(9 if {'django', 'psycopg'} & set(sys.modules) else status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "validate", str(sound)], capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_early_hears_nothing(unsound):
    command = [sys.executable, "-m", "tequio", "ocds", "validate", *([str(unsound)] * 50)]
    code = "from tequio.config.cli.ocds import run; import sys; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "validate", *([str(unsound)] * 300)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=30)


@pytest.mark.reference
def test_the_official_schema_may_be_chosen(reference_data: Path, capsys):
    folder = reference_data / "ocds"
    schema = folder / "schema-1.1.5" / "release-package-schema.json"
    files = sorted(map(str, (folder / "fictional-example" / "1.1").glob("*.json")))

    assert run(["validate", "--schema", str(schema), *files]) == 0


def test_coherence_is_looked_at_where_it_is_asked_for(tmp_path, capsys):
    """CHECK-10: each finding carries the code of its rule."""
    odd = SOUND["releases"][0] | {"tender": {"id": "1", "procurementMethod": "direct", "numberOfTenderers": 3}}
    path = tmp_path / "raro.json"
    path.write_text(json.dumps(SOUND | {"releases": [odd]}))

    assert run(["validate", "--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert run(["validate", "--json", "--coherence", str(path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["path"]) == ("direct_tenderers", "/releases/0/tender/procurementMethod")
