"""``tequio receipt check FILE|TQ1… --board URL|FOLDER``: check a voter's receipt, without a database or Django.

Exit codes: 0 it holds; 1 it does not; 2 the receipt or the board cannot be read.
"""

import argparse
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tequio.core.ballotbox import board, receipts
from tequio.core.ballotbox.board import BoardError, Heads, Keys
from tequio.core.ballotbox.receipts import Acknowledgment, Receipt, ReceiptError

FALSE, UNREADABLE = 1, 2
_TEXT = re.compile(r"TQA?1\.[A-Za-z0-9_-]+")
_SECONDS = 20
_MOST_BYTES = 64 * 2**20


class _UnreachableError(Exception):
    """What a person typed leads to nothing that can be read; the message says what."""


def run(arguments: list[str]) -> int:
    """Check the receipt named in the arguments and say what was found. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        paper = receipts.read(_text(options.receipt))
        heads = board.read_heads(_fetch(options.board, board.HEADS))
        keys = board.read_keys(_fetch(options.board, board.KEYS))
        if isinstance(paper, Acknowledgment):
            return _acknowledgment(paper, heads, keys, options.board)
        return _receipt(paper, heads, keys, options.board)
    except ReceiptError:
        return _fail("eso no es un comprobante completo. Empieza con «TQ1.» o «TQA1.»; cópielo entero.")
    except BoardError as error:
        return _fail(f"la urna no publica lo que debe: {error}.")
    except _UnreachableError as error:
        return _fail(str(error))


def _receipt(receipt: Receipt, heads: Heads, keys: Keys, where: str) -> int:
    """Check a receipt: its signature, its head among those published, and its leaf in a folder."""
    signed = receipts.head_of(receipt, heads.edition)
    print(f"Comprobante de la hoja {receipt.index + 1:,} de {receipt.size:,} de «{heads.edition}».")
    checks = {
        "Es de esta elección y la urna firmó el estado al que lleva": receipts.holds(
            receipt, heads.edition, keys.board
        ),
        "Ese estado está entre los publicados": signed in heads.signed,
    }
    if not _is_address(where):
        leaves = list(board.read_hashes(_fetch(where, board.LEAVES).splitlines(), board.LEAVES))
        checks["La hoja está en su lugar del registro"] = leaves[receipt.index : receipt.index + 1] == [
            receipt.leaf
        ]
    return _say(checks, "Su papeleta está en la urna.")


def _acknowledgment(paper: Acknowledgment, heads: Heads, keys: Keys, where: str) -> int:
    """Check the promise given at once, and say whether the log has its leaf already."""
    print(f"Acuse de la hoja {paper.leaf.hex()} de «{heads.edition}».")
    code = _say(
        {"Es de esta elección y la urna lo firmó": receipts.is_acknowledged(paper, heads.edition, keys.board)},
        "La urna recibió su papeleta.",
    )
    if code == 0:
        leaves = board.read_hashes(_fetch(where, board.LEAVES).splitlines(), board.LEAVES)
        place = next((number for number, leaf in enumerate(leaves, 1) if leaf == paper.leaf), None)
        print(
            f"Ya está en el registro: hoja {place:,}."
            if place
            else "Entra al registro con el siguiente estado."
        )
    return code


def _say(checks: dict[str, bool], conclusion: str) -> int:
    for sentence, holds in checks.items():
        print(f"  {'sí' if holds else 'NO'}  {sentence}.")
    holds = all(checks.values())
    print(conclusion if holds else "El comprobante no se cumple. Guárdelo y muéstrelo a la contraloría.")
    return 0 if holds else FALSE


def _text(given: str) -> str:
    """Return the receipt itself, or the one written inside the file that was named."""
    if given.startswith(("TQ1.", "TQA1.")):
        return given
    try:
        found = _TEXT.search(Path(given).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _UnreachableError(f"no se puede leer el archivo {given}.") from error
    if found is None:
        raise ReceiptError("the file has no receipt")
    return found[0]


def _is_address(where: str) -> bool:
    return where.startswith(("https://", "http://"))


def _fetch(where: str, name: str) -> bytes:
    """Read one file of a board that lies in a folder or at an address."""
    try:
        if not _is_address(where):
            folder = Path(where)
            return ((folder / "board" if (folder / "board").is_dir() else folder) / name).read_bytes()
        address = f"{where.rstrip('/')}/{name}"
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - only http and https get here
            return bytes(answer.read(_MOST_BYTES))
    except (OSError, urllib.error.URLError, ValueError) as error:
        raise _UnreachableError(f"no se puede leer {name} de {where}.") from error


def _fail(message: str) -> int:
    print(f"tequio receipt: {message}", file=sys.stderr)
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tequio receipt",
        description="Revisa el comprobante de una papeleta contra lo que la urna publica.",
    )
    parser.add_argument("verb", choices=["check"], help="revisar")
    parser.add_argument("receipt", help="el comprobante (TQ1.… o TQA1.…) o un archivo que lo contiene")
    parser.add_argument(
        "--board", required=True, help="la dirección de la urna pública, o la carpeta descargada"
    )
    return parser
