"""Keys and chance of these tests: made once, and the same each time."""

import functools
import hashlib
import itertools
import json
from pathlib import Path

from tequio.core.ballotbox import blind

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
