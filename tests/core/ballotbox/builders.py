"""Keys and chance of these tests: made once, and the same each time."""

import functools
import hashlib
import itertools
import json
from dataclasses import replace
from pathlib import Path

from tequio.core.ballotbox import blind, board, heads, merkle, mix, receipts
from tequio.core.ballotbox.entries import Entry, Salted
from tequio.core.ballotbox.heads import Head

BOARD_SECRET = bytes(range(32))


def chance(seed="tequio"):
    """Return a source of bytes that looks random and is the same for the same seed."""
    counter = itertools.count()

    def random(length):
        parts = (hashlib.sha512(f"{seed}:{next(counter)}".encode()).digest() for _ in range(-(-length // 64)))
        return b"".join(parts)[:length]

    return random


@functools.cache
def issuer():
    """Return a secret key of 2048 bits, made once per run."""
    return blind.load_key(blind.generate_key())


@functools.cache
def published():
    """Return the published vector of RFC 9474, with its numbers as such."""
    vector = json.loads((Path(__file__).parent / "rfc9474.json").read_text())
    p, q = int(vector["p"], 16), int(vector["q"], 16)
    d = pow(blind.EXPONENT, -1, (p - 1) * (q - 1))
    secret = blind.SecretKey(p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    texts = {
        key: bytes.fromhex(vector[key])
        for key in ("msg", "msg_prefix", "salt", "blinded_msg", "blind_sig", "sig")
    }
    return secret, int(vector["inv"], 16), texts


@functools.cache
def published_board(voters=6):
    """Return the files of a small election in one zone: tokens, a code, a paper and a ballot cast anew."""
    source, zone = chance("board"), "sector-norte"
    definition = b'{"rule": "greedy-skip"}\n'
    ballots = [_online(zone, source, {"7": 1}) for _ in range(voters)]
    ballots.append(replace(ballots[0], turn=2, marks={"12": 1}))
    ballots.append(Entry("code", 1, zone, {"12": 1, "7": 1}, source(32)))
    ballots.append(Entry("paper", 1, zone, {"12": 1}, source(32)))
    salted = [Salted(entry.canonical, source(16), source(16)) for entry in ballots]
    log = sorted(salted, key=mix.commit)
    shuffled = sorted(salted, key=lambda one: hashlib.sha256(one.inner).digest())
    middle = {one.line: mix.middle_of(one.line, one.inner) for one in salted}
    middles = sorted(salted, key=lambda one: middle[one.line])
    seed = mix.seed_of("ejercicio", "Sorteo 12: 3456")
    openings = [
        mix.open_middle(seed, one, leaf=log.index(one) + 1, ballot=shuffled.index(one)) for one in middles
    ]
    tree = merkle.MemoryTree([merkle.leaf_hash(definition), *map(mix.commit, log)])
    signed = [
        heads.sign(
            Head("ejercicio", size, merkle.root_at(size, tree.hash_of), 1_790_000_000 + 3600 * size),
            BOARD_SECRET,
        )
        for size in (1, 4, tree.size)
    ]
    leaf, proof = tree.hash_of(0, 3), merkle.inclusion_proof(3, tree.size, tree.hash_of)
    files = {
        board.DEFINITION: definition,
        board.HEADS: b"".join(board.heads_file("ejercicio", signed)),
        board.LEAVES: b"".join(board.hashes_file(tree.hash_of(0, n) for n in range(tree.size))),
        board.KEYS: board.keys_file(board.Keys(heads.public_key(BOARD_SECRET), {zone: issuer().public})),
        board.ISSUED: board.issued_file({zone: 40}, {zone: {"online": voters + 1, "code": 1, "paper": 1}}),
        board.MIDDLES: b"".join(board.hashes_file(middle[one.line] for one in middles)),
        board.DRAW: board.draw_file("ejercicio", "Sorteo 12: 3456"),
        board.OPENINGS: b"".join(board.openings_file(openings)),
        board.BALLOTS: b"".join(board.ballots_file(one.line for one in shuffled)),
    }
    return files, receipts.write(receipts.issue(leaf, 3, proof, signed[-1]))


def _online(zone, source, marks):
    key, token = issuer().public, blind.prepare(source(blind.SERIAL_BYTES), source)
    blinded = blind.blind(key, token, source)
    answer = blind.blind_sign(issuer(), blinded.message, source)
    return Entry("online", 1, zone, marks, token, blind.finalize(key, token, answer, blinded.inverse))
