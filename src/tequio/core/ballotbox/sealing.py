"""How ballots lie at rest: sealed with a key that is not in the database, and named by nobody's number.

A dump of the database shows sealed bytes and pseudonyms. Both need a key that is derived from a secret of the
installation and the edition, so that a key of one edition opens nothing of another.
"""

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tequio.core.ballotbox import heads

KEY_BYTES = 32
NONCE_BYTES = 12
BLOCK = 1024  # what is sealed is filled up to a multiple of this: its length does not tell how many were marked


class SealError(ValueError):
    """A key or nonce of the wrong length, or sealed bytes that the key does not open."""


def derive(secret: bytes, edition: str, purpose: str) -> bytes:
    """Return the key of an edition for one purpose (HKDF with SHA-256, RFC 5869).

    Args:
        secret: of the installation, at least 16 bytes, kept outside the database.
        edition: its slug.
        purpose: one word, such as ``seal`` or ``mark``; each has another key.
    """
    heads.check_edition(edition)
    heads.check_edition(purpose)
    if len(secret) < KEY_BYTES // 2:
        raise SealError("the secret is too short")
    info = f"tequio/box/1\n{purpose}\n{edition}\n".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def seal(key: bytes, plain: bytes, nonce: bytes, bound: bytes = b"") -> bytes:
    """Seal bytes with AES-256-GCM; what comes back begins with the nonce.

    Args:
        key: of ``derive``.
        plain: what is sealed. Its length is hidden up to a multiple of ``BLOCK``.
        nonce: 12 random bytes, never used twice with the key.
        bound: what the sealed bytes stand beside, so that they open nowhere else.
    """
    if len(key) != KEY_BYTES or len(nonce) != NONCE_BYTES:
        raise SealError("the key has 32 bytes and the nonce 12")
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % BLOCK)
    return nonce + AESGCM(key).encrypt(nonce, padded, bound)


def unseal(key: bytes, sealed: bytes, bound: bytes = b"") -> bytes:
    """Open what ``seal`` sealed.

    Raises:
        SealError: if the key, the bytes or what they are bound to are others.
    """
    try:
        padded = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        raise SealError("the key does not open these bytes") from error
    return padded.rstrip(b"\x00")[:-1]


def mark(key: bytes, kind: str, token: bytes) -> bytes:
    """Return one voter's pseudonym in the box: HMAC-SHA256 over the kind of pass and the pass.

    The same pass always has the same mark; without the key, nobody goes from one to the other.
    """
    heads.check_edition(kind)
    return hmac.new(key, f"{kind}|".encode() + token, hashlib.sha256).digest()
