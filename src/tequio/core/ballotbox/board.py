"""The files of the board: what anyone may download, hold against each other and check with ``verify.py``.

Each function turns facts into the bytes of a file, piece by piece, so that a million ballots never lie in
memory at once; the readers are as strict. Bytes are in hexadecimal, times in whole seconds of Unix time.

===================  =========================================================================================
``definition.json``  the election's definition, as its owner writes it; its leaf hash is the log's first leaf
``heads.json``       every signed head, in order
``leaves.txt``       every leaf hash of the log, one a line, in order
``keys.json``        the board's Ed25519 key; the RSA modulus of each zone (exponent 65537)
``issued.json``      of each zone, people on the roll (null: not known) and passes given by channel
``middles.txt``      after the close: every middle, one a line, ascending (``mix``)
``draw.json``        after the public draw: its words, from which the seed follows
``openings.jsonl``   one a middle, in the same order: ``{"leaf": n, "salt": s}`` or ``{"ballot": n, "salt": s}``
``ballots.jsonl``    every ballot, one canonical line each (``entries``), shuffled
===================  =========================================================================================
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.core.ballotbox.blind import BlindError, PublicKey
from tequio.core.ballotbox.heads import Head, SignedHead
from tequio.core.ballotbox.merkle import HASH_BYTES
from tequio.core.ballotbox.mix import Opening, Side

DEFINITION, HEADS, LEAVES, KEYS, ISSUED = (
    "definition.json", "heads.json", "leaves.txt", "keys.json", "issued.json",
)  # fmt: skip
MIDDLES, DRAW, OPENINGS, BALLOTS = "middles.txt", "draw.json", "openings.jsonl", "ballots.jsonl"


class BoardError(ValueError):
    """A file that is not what a board publishes; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The signed heads of an edition, oldest first."""

    edition: str
    signed: tuple[SignedHead, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """The public keys of an edition: the board's, and the issuer's of each zone."""

    board: bytes
    zones: Mapping[str, PublicKey]


def heads_file(edition: str, signed: Iterable[SignedHead]) -> Iterator[bytes]:
    """Write ``heads.json``, a head a line."""
    yield b'{"edition": ' + json.dumps(edition).encode() + b', "heads": [\n'
    before = b""
    for one in signed:
        values = {
            "size": one.head.size,
            "root": one.head.root.hex(),
            "at": one.head.at,
            "signature": one.signature.hex(),
        }
        yield before + json.dumps(values).encode()
        before = b",\n"
    yield b"\n]}\n"


def read_heads(data: bytes) -> Heads:
    """Read ``heads.json``.

    Raises:
        BoardError: if it is anything else.
    """
    with _Reading(HEADS):
        values = json.loads(data)
        edition = values["edition"]
        signed = tuple(
            SignedHead(
                Head(edition, _whole(one["size"]), bytes.fromhex(one["root"]), _whole(one["at"])),
                bytes.fromhex(one["signature"]),
            )
            for one in values["heads"]
        )
    return Heads(edition, signed)


def hashes_file(hashes: Iterable[bytes]) -> Iterator[bytes]:
    """Write ``leaves.txt`` or ``middles.txt``."""
    for one in hashes:
        yield one.hex().encode() + b"\n"


def read_hashes(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Read the lines of ``leaves.txt`` or ``middles.txt``."""
    for number, line in enumerate(lines, 1):
        with _Reading(name, number):
            one = bytes.fromhex(line.decode("ascii").rstrip("\n"))
            if len(one) != HASH_BYTES:
                raise ValueError
        yield one


def openings_file(openings: Iterable[Opening]) -> Iterator[bytes]:
    """Write ``openings.jsonl``, in the order of the middles."""
    for one in openings:
        yield json.dumps({one.side.value: one.place, "salt": one.salt.hex()}).encode() + b"\n"


def read_openings(lines: Iterable[bytes]) -> Iterator[Opening]:
    """Read the lines of ``openings.jsonl``."""
    for number, line in enumerate(lines, 1):
        with _Reading(OPENINGS, number):
            values = json.loads(line)
            (side,) = set(values) - {"salt"}
            opening = Opening(Side(side), _whole(values[side]), bytes.fromhex(values["salt"]))
        yield opening


def ballots_file(canonical: Iterable[bytes]) -> Iterator[bytes]:
    """Write ``ballots.jsonl`` from canonical lines, in an order that says nothing."""
    for line in canonical:
        yield line + b"\n"


def keys_file(keys: Keys) -> bytes:
    """Write ``keys.json``."""
    zones = {zone: f"{key.n:x}" for zone, key in sorted(keys.zones.items())}
    return _document({"board": keys.board.hex(), "zones": zones})


def read_keys(data: bytes) -> Keys:
    """Read ``keys.json``.

    Raises:
        BoardError: if it is anything else.
    """
    with _Reading(KEYS):
        values = json.loads(data)
        zones = {zone: PublicKey(int(modulus, 16)) for zone, modulus in values["zones"].items()}
        return Keys(bytes.fromhex(values["board"]), zones)


def issued_file(roll: Mapping[str, int | None], issued: Mapping[str, Mapping[str, int]]) -> bytes:
    """Write ``issued.json``.

    Args:
        roll: people who could vote in each zone; nothing where nobody knows beforehand.
        issued: passes given in each zone through each channel (blind tokens, codes, papers).
    """
    zones = {zone: {"roll": roll.get(zone), "issued": dict(issued.get(zone, {}))} for zone in {*roll, *issued}}
    return _document({"zones": zones})


def draw_file(edition: str, draw: str) -> bytes:
    """Write ``draw.json``: the words of the public draw, as it was announced."""
    return _document({"edition": edition, "draw": draw.strip()})


def _document(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


class _Reading:
    """Turns whatever goes wrong with a file into one error that names it."""

    def __init__(self, name: str, line: int | None = None) -> None:
        self._where = name if line is None else f"{name}, line {line}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ValueError | KeyError | TypeError | AttributeError | BlindError):
            raise BoardError(f"{self._where} is not what a board publishes") from error
