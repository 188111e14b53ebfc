"""``tequio count``: a filter that needs neither Django nor a database."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.core.tally.builders import file

from tequio.config.cli import count


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "eleccion.pb"
    found.write_text(file(meta=[("description", "Elección de prueba")]))
    return found


def test_json_has_what_a_program_needs(path, capsys):
    assert count.run([str(path), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["rule"], out["winners"], out["spent"], out["budget"], out["ties"]) == (
        "greedy-skip", ["a"], 100, 150, [],
    )  # fmt: skip
    assert out["reasons"]["b"]["code"] == "does_not_fit"
    assert out["reasons"]["b"]["text"].startswith("No ganó: tuvo 1 voto")


def test_without_json_a_person_reads_it(path, capsys):
    assert count.run([str(path)]) == 0
    out = capsys.readouterr().out
    assert "Elección de prueba" in out
    assert "Ganan 1; se usan $100 de $150." in out
    assert "ganó" in out
    assert "Le faltaron 2 votos" in out


def test_other_currencies_have_their_name(tmp_path, capsys):
    path = tmp_path / "e.pb"
    path.write_text(file(meta=[("currency", "PLN")]))
    assert count.run([str(path)]) == 0
    out = capsys.readouterr().out
    assert "se usan 100 PLN de 150 PLN." in out
    assert "a su turno quedaban 50 y cuesta 60" in out


def test_ties_are_told(tmp_path, capsys):
    path = tmp_path / "e.pb"
    path.write_text(file(header="project_id;cost;name", projects=["a;100;A", "b;60;B"], votes=["1;a,b"]))
    assert count.run([str(path)]) == 0
    assert "b, a: gana el de menor costo; decide quién gana." in capsys.readouterr().out
    assert count.run([str(path), "--ties", "assembly", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["winners"] == []
    assert count.run([str(path), "--ties", "assembly", "--tie-order", "a,b", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["winners"] == ["a"]


def test_a_rule_by_name_with_its_parameters(path, capsys):
    arguments = [str(path), "--rule", "plurality", "--winners-max", "1", "--threshold", "1", "--json"]
    assert count.run(arguments) == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["rule"], out["parameters"]["winners_max"]) == ("plurality", 1)


def test_the_standard_input(path, capsys, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(path.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert count.run(["-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["winners"] == ["a"]


def test_warnings_go_to_the_error_stream_and_into_the_result(tmp_path, capsys):
    path = tmp_path / "e.pb"
    path.write_text(file(meta=[("num_votes", "9")]))
    assert count.run([str(path), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == "Aviso: META dice «num_votes» 9 y el archivo tiene 2.\n"
    assert json.loads(said.out)["warnings"] == ["META dice «num_votes» 9 y el archivo tiene 2."]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("nada", 2, "no se puede contar"),
        (file(votes=["1;x"]), 2, "Línea 12: El voto nombra el proyecto «x», que no existe."),
        (file(meta=[("rule", "unknown")]), 3, "no declara con qué regla"),
        (file(meta=[("rule", "borda-of-mars")]), 3, "«borda-of-mars»"),
    ],
)
def test_what_cannot_be_counted_says_so_in_spanish(tmp_path, capsys, text, code, said):
    path = tmp_path / "e.pb"
    path.write_text(text)
    assert count.run([str(path), "--json"]) == code
    out = capsys.readouterr()
    assert said in out.err
    assert out.out == ""


def test_a_rule_that_does_not_exist(path, capsys):
    assert count.run([str(path), "--rule", "dice"]) == 2
    assert "No hay una regla «dice»" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_folder(tmp_path, capsys):
    assert count.run([str(tmp_path / "no.pb")]) == 2
    assert "no existe el archivo" in capsys.readouterr().err
    assert count.run([str(tmp_path)]) == 2
    assert "no se puede leer" in capsys.readouterr().err


def test_a_command_line_that_is_not_understood(capsys):
    with pytest.raises(SystemExit) as left:
        count.run(["--what"])
    assert left.value.code == 2
    assert "no se entiende la orden" in capsys.readouterr().err


def test_it_loads_neither_django_nor_the_database(path):
    script = (
        "import sys; from tequio.config import cli; code = cli.dispatch(['count', sys.argv[1], '--json']);"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('django', 'psycopg', 'procrastinate')];"
        "sys.exit(code or (9 if bad else 0))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_explanation_is_a_paragraph_per_project(path, capsys):
    assert count.run([str(path), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "2. b · B (1 voto, $60): no ganó." in out
    assert "   Antes se pagó: a." in out


def test_folders_are_compared_with_their_official_winners(tmp_path, capsys):
    (tmp_path / "igual.pb").write_text(file())
    (tmp_path / "mal.pb").write_text("nada")
    (tmp_path / "otra.pb").write_text(file(meta=[("rule", "phragmen-of-mars")]))
    assert count.run([str(tmp_path), "--against-official"]) == 1
    out = capsys.readouterr().out
    assert "3 archivos; 1 contados con ganadores oficiales: 1 iguales" in out
    assert "sin regla que se sepa contar: 1; ilegibles: 1." in out
    assert count.run([str(tmp_path / "igual.pb"), "--against-official"]) == 0
    (tmp_path / "igual.pb").write_text(file(projects=["a;100;A;0", "b;60;B;1"]))
    assert count.run([str(tmp_path / "igual.pb"), "--against-official"]) == 1
    assert "faltan: b; sobran: a" in capsys.readouterr().out


def test_presets_are_listed_and_used(path, capsys):
    assert count.run(["--presets"]) == 0
    assert "Wieliczka 2023" in capsys.readouterr().out
    assert count.run([str(path), "--preset", "Poznan", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["parameters"]["part_percent"] == 80
    assert count.run([str(path), "--preset", "Atlantis"]) == 2


def test_files_are_counted_together_and_share_what_they_leave(tmp_path, capsys):
    for name in ("norte", "sur"):
        (tmp_path / f"{name}.pb").write_text(file())
    files = [str(tmp_path / "norte.pb"), str(tmp_path / "sur.pb")]
    assert (
        count.run([*files, "--together", "--city", "sur", "--city-when", "after", "--remainder", "city"]) == 0
    )
    out = capsys.readouterr().out
    assert "norte: deja $50." in out
    assert "sur: recibe $50." in out
    assert count.run(files) == 0
    assert "== sur ==" in capsys.readouterr().out


def test_a_lot_needs_the_seed_that_was_committed(path, capsys):
    assert count.run([str(path), "--ties", "lot", "--seed", "1", "--seed-sha256", "00"]) == 2
    assert "La semilla del sorteo no es la que se comprometió" in capsys.readouterr().err
    assert count.run([str(path), "--ties", "lot", "--seed", "1"]) == 0
    assert "Orden del sorteo: " in capsys.readouterr().out


def test_ballots_that_break_a_limit_are_void_if_asked(tmp_path, capsys):
    path = tmp_path / "e.pb"
    path.write_text(file(meta=[("max_length", "1")]))
    assert count.run([str(path), "--invalid", "void", "--threshold", "10%", "--json"]) == 0
    said = capsys.readouterr()
    assert "1 boletas rompen los límites y no cuentan." in said.err
    assert json.loads(said.out)["ballots"] == 1


def test_an_audit_is_written_signed_and_recounted(path, tmp_path, capsys):
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "llave.pem").write_bytes(pem)
    out = tmp_path / "auditoria.zip"
    assert count.run([str(path), "--audit", str(out), "--key", str(tmp_path / "llave.pem")]) == 0
    assert "(firmada)" in capsys.readouterr().err
    zipfile.ZipFile(out).extractall(tmp_path / "todo")
    command = [sys.executable, "-I", str(tmp_path / "todo" / "recount.py")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert count.run([str(path), "--audit", str(out), "--key", str(path)]) == 2
    assert "La llave no se puede leer" in capsys.readouterr().err
    assert count.run([str(path), "--audit", str(out), "--key", "no.pem"]) == 2
    assert "no se puede leer o escribir no.pem" in capsys.readouterr().err


def test_groups_that_vote_unlike_the_rest_and_other_rules_are_told(tmp_path, capsys):
    votes = [f"{n};a;95" for n in range(30)] + [f"{n};b;40" for n in range(30, 90)] + ["90;a;40"]
    text = file(votes=votes).replace("voter_id;vote;points", "voter_id;vote;age")
    (tmp_path / "e.pb").write_text(text)
    arguments = [str(tmp_path / "e.pb"), "--integrity", "age", "--simulate", "greedy-stop,knapsack"]
    assert count.run(arguments) == 0
    out = capsys.readouterr().out
    assert "age 90+  a         30 de 30" in out
    assert "age 90+ (30 boletas): nada cambia." in out
    assert "greedy-stop  1" in out
    assert count.run([str(tmp_path / "e.pb"), "--integrity", "sex"]) == 0
    assert "Ninguno." in capsys.readouterr().out


def test_the_parameters_of_equal_shares_are_told_one_by_one(path, capsys):
    told = "--rule equal-shares --completion add1 --increment 0.50 --fill votes --min-share 3 --blank-share"
    assert count.run([str(path), *told.split(), "--json"]) == 0
    parameters = json.loads(capsys.readouterr().out)["parameters"]
    assert (parameters["completion"], parameters["fill"]) == ("add1", "votes")
    with pytest.raises(SystemExit):
        count.run([str(path), "--increment", "0"])


def test_the_chances_of_a_project_are_told(path, capsys):
    assert count.run([str(path), "--rule", "equal-shares", "--chance", "b"]) == 0
    out = capsys.readouterr().out
    assert "b: cuesta $60." in out
    assert "Habría ganado si costara" in out
    assert count.run([str(path), "--chance", "zzz"]) == 2
