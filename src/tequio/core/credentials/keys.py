"""Ed25519 keys (RFC 8032), and how public ones are written: Multikey in base58btc (``z6Mk…``).

W3C Controlled Identifiers v1.0, 2.2.2 Multikey: the two bytes ``ed 01``, then the 32 of the key.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_MULTIKEY = b"\xed\x01"
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE = len(_ALPHABET)
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_MOST_CHARS = 128  # of base58: twice a signature


class KeyUnreadable(ValueError):
    """It is not the text of an Ed25519 public key, or not the seed of a secret one."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a key: its 32 bytes."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise KeyUnreadable("a public key has 32 bytes")

    @property
    def multibase(self) -> str:
        """The key as a Multikey, ``z6Mk…``."""
        return to_multibase(_MULTIKEY + self.raw)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a Multikey.

        Raises:
            KeyUnreadable: if it is none, or of another kind of key.
        """
        found = from_multibase(text)
        if found is None or len(found) != len(_MULTIKEY) + KEY_BYTES or not found.startswith(_MULTIKEY):
            raise KeyUnreadable("it is not an Ed25519 Multikey (z6Mk…)")
        return cls(found[len(_MULTIKEY) :])

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's over the message; of the wrong length, it is not."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A secret key. It never shows itself: neither ``repr`` nor an error holds the seed."""

    _seed: bytes

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make a key of 32 secret bytes.

        Raises:
            KeyUnreadable: if they are not 32.
        """
        if len(seed) != KEY_BYTES:
            raise KeyUnreadable("a seed has 32 bytes")
        return cls(bytes(seed))

    @property
    def public(self) -> PublicKey:
        """The half that everybody may have."""
        return PublicKey(_secret(self._seed).public_key().public_bytes_raw())

    def signature(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature over a message, which states its own domain."""
        return _secret(self._seed).sign(message)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.multibase})"


def to_multibase(data: bytes) -> str:
    """Write bytes in base58btc with its multibase letter, ``z``."""
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, _BASE)
        text = _ALPHABET[rest] + text
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + text


def from_multibase(text: str) -> bytes | None:
    """Read what ``to_multibase`` writes; None for anything else. Each value has one text and no other."""
    if not text.startswith("z") or len(text) > _MOST_CHARS:
        return None
    body = text[1:]
    number = 0
    for char in body:
        if char not in _VALUES:
            return None
        number = number * _BASE + _VALUES[char]
    zeros = len(body) - len(body.lstrip(_ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


@lru_cache(maxsize=16)
def _secret(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
