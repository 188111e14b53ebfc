"""docs/rules/secrecy.md, BOARD-1 to BOARD-9: the files of the board, and the script that checks them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.ballotbox.builders import published_board

from tequio.core import ballotbox
from tequio.core.ballotbox import board, heads, mix, receipts
from tequio.core.ballotbox.board import BoardError

SCRIPT = Path(ballotbox.__file__).with_name("verify.py")


@pytest.fixture
def files():
    return dict(published_board()[0])


@pytest.fixture
def verify(tmp_path):
    def run(files, *receipts):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        command = [sys.executable, "-I", str(SCRIPT), str(tmp_path), *receipts]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


def test_every_file_reads_back_to_what_was_written(files):
    """BOARD-1."""
    read = board.read_heads(files[board.HEADS])
    keys = board.read_keys(files[board.KEYS])
    assert [one.head.size for one in read.signed] == [1, 4, 10]
    assert all(heads.is_signed(one, keys.board) for one in read.signed)
    assert b"".join(board.heads_file(read.edition, read.signed)) == files[board.HEADS]
    assert board.keys_file(keys) == files[board.KEYS]
    leaves = board.read_hashes(files[board.LEAVES].splitlines(keepends=True), board.LEAVES)
    middles = board.read_hashes(files[board.MIDDLES].splitlines(), board.MIDDLES)
    openings = board.read_openings(files[board.OPENINGS].splitlines())
    seed = mix.seed_of("ejercicio", json.loads(files[board.DRAW])["draw"])
    checked = mix.check(seed, b"".join(leaves), middles, openings, files[board.BALLOTS].splitlines())
    assert (checked.holds, checked.leaves + checked.ballots) == (True, 9)


def test_an_honest_board_and_a_receipt_pass_the_script(files, verify):
    """BOARD-2: with nothing but Python, and no code of ours."""
    code, said = verify(files, published_board()[1])
    assert code == 0, said
    assert "Todo se cumple." in said
    assert "9 papeletas de 8 votantes" in said
    assert "NO" not in said


def test_a_board_of_a_running_vote_is_checked_as_far_as_it_goes(files, verify):
    """BOARD-3: before the close there are heads and leaves, and no ballot."""
    for name in (board.MIDDLES, board.DRAW, board.OPENINGS, board.BALLOTS):
        del files[name]
    code, said = verify(files, published_board()[1])
    assert code == 0, said
    assert "todavía no hay sorteo" in said


def _in(name, old, new):
    def change(files):
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def _lines(name, change):
    def apply(files):
        lines = files[name].splitlines(keepends=True)
        change(lines)
        files[name] = b"".join(lines)

    return apply


def _swap(lines):
    lines[2], lines[3] = lines[3], lines[2]


def _forge_first_signature(lines):
    n = next(n for n, line in enumerate(lines) if b'"online"' in line)
    at = lines[n].index(b'"signature":"') + 20
    lines[n] = lines[n][:at] + (b"A" if lines[n][at : at + 1] != b"A" else b"B") + lines[n][at + 1 :]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_in(board.HEADS, b'"at": 17', b'"at": 18'), "firmó", id="BOARD-4 a head was changed"),
        pytest.param(_lines(board.LEAVES, _swap), "mismo registro", id="BOARD-4 the log was rewritten"),
        pytest.param(_lines(board.LEAVES, list.pop), "cubre", id="BOARD-4 a leaf was taken out"),
        pytest.param(_in(board.DEFINITION, b"skip", b"stop"), "definición", id="BOARD-5 other rules"),
        pytest.param(_lines(board.BALLOTS, list.pop), "tantas papeletas", id="BOARD-6 a ballot is missing"),
        pytest.param(_lines(board.MIDDLES, list.pop), "sorteo", id="BOARD-6 a middle is missing"),
        pytest.param(_lines(board.OPENINGS, list.pop), "sorteo", id="BOARD-6 an opening is missing"),
        pytest.param(_lines(board.OPENINGS, _swap), "sorteo", id="BOARD-6 openings swapped"),
        pytest.param(_in(board.DRAW, b"3456", b"3457"), "sorteo", id="BOARD-6 another draw"),
        pytest.param(
            _lines(board.BALLOTS, _forge_first_signature), "ficha", id="BOARD-7 a token nobody signed"
        ),
        pytest.param(_in(board.BALLOTS, b'"turn":2', b'"turn":1'), "ficha", id="BOARD-7 a token used twice"),
        pytest.param(_in(board.ISSUED, b'"online": 7', b'"online": 5'), "pases", id="BOARD-8 ballots stuffed"),
        pytest.param(
            _in(board.ISSUED, b'"roll": 40', b'"roll": 8'), "personas", id="BOARD-8 more passes than people"
        ),
    ],
)
def test_what_was_tampered_with_is_named(files, verify, change, said):
    change(files)
    code, output = verify(files)
    assert code == 1
    assert any("NO" in line and said in line for line in output.splitlines()), output


def test_a_receipt_of_another_leaf_or_election_is_not_there(files, verify):
    """BOARD-9."""
    receipt = receipts.read(published_board()[1])
    other = receipts.write(
        receipts.Receipt(receipts.tag_of("otra"), *[getattr(receipt, n) for n in receipt.__slots__[1:]])
    )
    code, said = verify(files, other)
    assert code == 1
    assert "NO  la hoja del comprobante" in said


def test_a_folder_that_holds_no_board_is_said_to_hold_none(verify):
    code, said = verify({})
    assert (code, said[:28]) == (2, "No se puede leer la urna en ")


@pytest.mark.parametrize(
    "read",
    [
        lambda: board.read_heads(b"{}"),
        lambda: board.read_heads(b'{"edition":"e","heads":[{"size":"1","root":"","at":1,"signature":""}]}'),
        lambda: board.read_keys(b'{"board":"zz","zones":{}}'),
        lambda: board.read_keys(b'{"board":"","zones":{"":"1"}}'),
        lambda: list(board.read_hashes([b"abcd\n"], board.LEAVES)),
        lambda: list(board.read_openings([b'{"leaf": 1, "ballot": 2, "salt": ""}'])),
        lambda: list(board.read_openings([b'{"other": 1, "salt": ""}'])),
        lambda: list(board.read_openings([b'{"leaf": true, "salt": ""}'])),
    ],
)
def test_what_no_board_publishes_is_refused_by_its_name(read):
    with pytest.raises(BoardError, match="is not what a board publishes"):
        read()
