"""``tequio receipt``: a voter checks what they took home. docs/rules/secrecy.md, CHECK-1 to CHECK-4."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.core.ballotbox.builders import BOARD_SECRET, published_board

from tequio.config.cli import receipt
from tequio.core.ballotbox import receipts


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Say nothing on the terminal."""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "board").mkdir()
    for name, content in published_board()[0].items():
        (tmp_path / "board" / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def address(folder):
    handler = functools.partial(_Quiet, directory=str(folder / "board"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def inside(folder, monkeypatch):
    monkeypatch.chdir(folder / "board")
    (folder / "board" / "wrong").mkdir()
    (folder / "board" / "wrong" / "heads.json").write_text("[]")


def check(given, where):
    return receipt.run(["check", str(given), "--board", str(where)])


def test_a_receipt_holds_against_a_folder_and_against_an_address(folder, address, tmp_path, capsys):
    """CHECK-1: typed, or inside the file that was kept."""
    kept = tmp_path / "comprobante.txt"
    kept.write_text(f"Mi comprobante:\n{published_board()[1]}\n")
    assert [check(published_board()[1], folder), check(kept, address)] == [0, 0]
    said = capsys.readouterr().out
    assert "Comprobante de la hoja 4 de 10 de «ejercicio»." in said
    assert said.count("Su papeleta está en la urna.") == 2
    assert "NO" not in said


def test_an_acknowledgment_holds_and_says_whether_its_leaf_is_in_the_log(folder, address, capsys):
    """CHECK-2."""
    for leaf, where in ((receipts.read(published_board()[1]).leaf, address), (bytes(32), folder)):
        assert check(receipts.write(receipts.acknowledge("ejercicio", leaf, BOARD_SECRET)), where) == 0
    said = capsys.readouterr().out
    assert "Ya está en el registro: hoja 4." in said
    assert "Entra al registro con el siguiente estado." in said


def test_a_receipt_that_the_box_did_not_sign_or_does_not_publish_does_not_hold(folder, capsys):
    """CHECK-3."""
    heads = folder / "board" / "heads.json"
    heads.write_bytes(heads.read_bytes().replace(b'"at": 17', b'"at": 18'))
    assert check(published_board()[1], folder) == 1
    assert "NO  Ese estado está entre los publicados." in capsys.readouterr().out
    forged = receipts.acknowledge("ejercicio", bytes(32), bytes(32))
    assert check(receipts.write(forged), folder) == 1


@pytest.mark.parametrize(
    ("given", "where", "said"),
    [
        pytest.param("TQ1.AAAA", ".", "no es un comprobante completo", id="CHECK-4 cut"),
        pytest.param("no-such-file", ".", "no se puede leer el archivo", id="CHECK-4 no such file"),
        pytest.param("heads.json", ".", "no es un comprobante completo", id="CHECK-4 a file without one"),
        pytest.param(None, "nowhere", "no se puede leer heads.json de nowhere", id="CHECK-4 no board"),
        pytest.param(None, "http://127.0.0.1:1/", "no se puede leer heads.json", id="CHECK-4 nobody answers"),
        pytest.param(None, "wrong", "no publica lo que debe", id="CHECK-4 no board's file"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(inside, capsys, given, where, said):
    assert check(given or published_board()[1], where) == 2
    assert said in capsys.readouterr().err
