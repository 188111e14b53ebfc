"""Signed tree heads: what the box says of itself each hour, for anyone to keep and hold against it.

Canonical bytes are five lines of text, so that any tool can write them again::

    tequio/head/1
    <edition>
    <number of leaves>
    <root, hexadecimal>
    <seconds since 1970-01-01 00:00 UTC>

The signature is Ed25519 (RFC 8032) over those bytes. A head of another kind or of another edition never
passes for one of this: both are in what is signed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tequio.core.ballotbox.merkle import HASH_BYTES

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_DOMAIN = "tequio/head/1"
_EDITION = re.compile(r"[A-Za-z0-9_-]{1,64}")


class HeadError(ValueError):
    """A head that cannot be: no edition, no hash, a negative size or time."""


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a log at an instant. ``edition`` is its slug, ``at`` whole seconds of Unix time."""

    edition: str
    size: int
    root: bytes
    at: int

    def __post_init__(self) -> None:
        check_edition(self.edition)
        if self.size < 0 or self.at < 0 or len(self.root) != HASH_BYTES:
            raise HeadError("a head has a size, a root of 32 bytes and a time")

    @property
    def canonical(self) -> bytes:
        """The bytes that are signed."""
        return f"{_DOMAIN}\n{self.edition}\n{self.size}\n{self.root.hex()}\n{self.at}\n".encode()


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with the signature of the board's key over it."""

    head: Head
    signature: bytes


def sign(head: Head, secret: bytes) -> SignedHead:
    """Sign a head with the 32 bytes of an Ed25519 secret key."""
    return SignedHead(head, sign_bytes(head.canonical, secret))


def is_signed(signed: SignedHead, public: bytes) -> bool:
    """Say whether the signature is that of the 32 bytes of a public key over the head."""
    return is_signature(signed.signature, signed.head.canonical, public)


def public_key(secret: bytes) -> bytes:
    """Return the public half of a secret key of 32 random bytes."""
    return _secret(secret).public_key().public_bytes_raw()


def sign_bytes(message: bytes, secret: bytes) -> bytes:
    """Return the Ed25519 signature over a message, which states its own domain."""
    return _secret(secret).sign(message)


def is_signature(signature: bytes, message: bytes, public: bytes) -> bool:
    """Say whether an Ed25519 signature holds; of the wrong length, it does not."""
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_edition(edition: str) -> None:
    """Refuse a name that could be read as another when it stands in signed lines.

    Raises:
        HeadError: if it is not 1 to 64 letters, digits, hyphens and underscores.
    """
    if not _EDITION.fullmatch(edition):
        raise HeadError("the edition is named by its slug")


@lru_cache(maxsize=64)
def _secret(secret: bytes) -> Ed25519PrivateKey:
    if len(secret) != KEY_BYTES:
        raise HeadError("a secret key has 32 bytes")
    return Ed25519PrivateKey.from_private_bytes(secret)
