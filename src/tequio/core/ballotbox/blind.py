"""Blind-signed tokens: RSABSSA-SHA384-PSS-Randomized of RFC 9474.

The issuer signs a token without seeing it, so that whoever later sees the token cannot say to whom it was
given. The voter's half (``prepare``, ``blind``, ``finalize``) runs in the browser (``ballots/blind.js``); here
it serves tests, the desk and scripts. The issuer's half is ``blind_sign``, the box's is ``is_token``.

Python's integers take a time that depends on their values, so the private operation runs on a number that
nobody else knows: the message is multiplied by r^e first and the result divided by r after (base blinding).
The result is checked before it leaves (RFC 9474 §4.3): one wrong bit in half of a signature by remainders
would give away the key.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

Random = Callable[[int], bytes]

EXPONENT = 65537
# What a cheap phone and a box of a million tokens can carry; 112 bits of security (NIST SP 800-57).
KEY_BITS = 2048
PREFIX_BYTES = 32  # RFC 9474 §4.1
SERIAL_BYTES = 32
TOKEN_BYTES = PREFIX_BYTES + SERIAL_BYTES
_SALT_BYTES = 48  # RFC 9474 §5: as long as the hash
_LEAST_BITS, _MOST_BITS = 2048, 4096


class BlindError(ValueError):
    """A key, message or signature out of its range, or a signature that does not hold."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of an issuer's key: the modulus; the exponent is always 65537."""

    n: int

    def __post_init__(self) -> None:
        if not _LEAST_BITS <= self.n.bit_length() <= _MOST_BITS or self.n % 2 == 0:
            raise BlindError("the modulus is even, too small or too large")

    @property
    def size(self) -> int:
        """Bytes of the modulus, and of every signature."""
        return (self.n.bit_length() + 7) // 8


@dataclass(frozen=True, slots=True, repr=False)
class SecretKey:
    """The private half. It is never shown: not even its representation has a figure of it."""

    p: int
    q: int
    d_p: int
    d_q: int
    q_inverse: int

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.p * self.q)


@dataclass(frozen=True, slots=True)
class Blinded:
    """What is sent to the issuer, and the number that takes the blinding off the answer."""

    message: bytes
    inverse: int


def generate_key(bits: int = KEY_BITS) -> bytes:
    """Make an issuer's key and return it as DER (PKCS #8), to be sealed at once.

    The one thing of this package that takes chance from elsewhere: ``cryptography`` draws the primes itself.
    """
    if not _LEAST_BITS <= bits <= _MOST_BITS:
        raise BlindError("the modulus is too small or too large")
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=bits)
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def load_key(der: bytes) -> SecretKey:
    """Read the key that ``generate_key`` made.

    Raises:
        BlindError: if it is no RSA key with exponent 65537.
    """
    try:
        key = serialization.load_der_private_key(der, password=None)
    except (ValueError, TypeError) as error:
        raise BlindError("the bytes are no private key") from error
    if not isinstance(key, rsa.RSAPrivateKey) or key.public_key().public_numbers().e != EXPONENT:
        raise BlindError("the key is no RSA key with exponent 65537")
    numbers = key.private_numbers()
    return SecretKey(numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)


def prepare(message: bytes, random: Random) -> bytes:
    """Put 32 random bytes before the message (RFC 9474 §4.1). A token is a prepared serial of 32 bytes."""
    return random(PREFIX_BYTES) + message


def blind(key: PublicKey, prepared: bytes, random: Random) -> Blinded:
    """Hide a prepared message from the issuer (RFC 9474 §4.2)."""
    encoded = int.from_bytes(_encode(prepared, key.n.bit_length() - 1, random(_SALT_BYTES)), "big")
    r, inverse = _invertible(key.n, random)
    try:
        pow(encoded, -1, key.n)
    except ValueError as error:
        raise BlindError("the message shares a factor with the modulus") from error
    return Blinded((encoded * pow(r, EXPONENT, key.n) % key.n).to_bytes(key.size, "big"), inverse)


def blind_sign(secret: SecretKey, blinded: bytes, random: Random) -> bytes:
    """Sign a blinded message (RFC 9474 §4.3), with remainders, base blinding and a check of the result.

    Raises:
        BlindError: if the message is out of range, or if the machine erred.
    """
    key = secret.public
    message = _in_range(blinded, key)
    r, inverse = _invertible(key.n, random)
    hidden = message * pow(r, EXPONENT, key.n) % key.n
    of_p, of_q = pow(hidden, secret.d_p, secret.p), pow(hidden, secret.d_q, secret.q)
    power = of_q + secret.q * ((of_p - of_q) * secret.q_inverse % secret.p)
    signature = power * inverse % key.n
    if pow(signature, EXPONENT, key.n) != message:
        raise BlindError("the signature does not hold: the machine erred")
    return signature.to_bytes(key.size, "big")


def finalize(key: PublicKey, prepared: bytes, blind_signature: bytes, inverse: int) -> bytes:
    """Take the blinding off the issuer's answer and check the signature that is left (RFC 9474 §4.4).

    Raises:
        BlindError: if the issuer's answer is no signature of the message.
    """
    if not 0 < inverse < key.n:
        raise BlindError("the inverse is out of range")
    signature = (_in_range(blind_signature, key) * inverse % key.n).to_bytes(key.size, "big")
    if not is_signed(key, prepared, signature):
        raise BlindError("the issuer's answer is no signature of the message")
    return signature


def is_signed(key: PublicKey, prepared: bytes, signature: bytes) -> bool:
    """Say whether an unblinded signature holds: RSASSA-PSS, SHA-384, a salt of 48 bytes (RFC 8017 §8.1.2)."""
    if len(signature) != key.size:
        return False
    try:
        _verifier(key.n).verify(signature, prepared, _SCHEME, hashes.SHA384())
    except (InvalidSignature, ValueError):
        return False
    return True


_SCHEME = padding.PSS(padding.MGF1(hashes.SHA384()), _SALT_BYTES)


@lru_cache(maxsize=512)
def _verifier(n: int) -> rsa.RSAPublicKey:
    return rsa.RSAPublicNumbers(EXPONENT, n).public_key()


def is_token(key: PublicKey, token: bytes, signature: bytes) -> bool:
    """Say whether a token (32 bytes of prefix, 32 of serial) was signed by an edition's and zone's issuer."""
    return len(token) == TOKEN_BYTES and is_signed(key, token, signature)


def _in_range(data: bytes, key: PublicKey) -> int:
    """Read a number as long as the modulus and below it; zero is nobody's message."""
    number = int.from_bytes(data, "big")
    if len(data) != key.size or not 0 < number < key.n:
        raise BlindError("the message is out of range")
    return number


def _invertible(n: int, random: Random) -> tuple[int, int]:
    """Draw a number from 1 to n - 1, all equally likely, with its inverse."""
    size = (n.bit_length() + 7) // 8
    spare = size * 8 - n.bit_length()
    while True:
        number = int.from_bytes(random(size), "big") >> spare
        if 0 < number < n:
            try:
                return number, pow(number, -1, n)
            except ValueError:
                continue


def _encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """Encode a message as EMSA-PSS does (RFC 8017 §9.1.1), with SHA-384 and MGF1 with SHA-384."""
    size = (bits + 7) // 8
    digest = hashlib.sha384(b"\x00" * 8 + hashlib.sha384(message).digest() + salt).digest()
    block = b"\x00" * (size - len(salt) - len(digest) - 2) + b"\x01" + salt
    mask = _mask(digest, len(block))
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (size * 8 - bits)
    return bytes(masked) + digest + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """Stretch a seed as MGF1 does (RFC 8017 §B.2.1)."""
    blocks = -(-length // 48)
    return b"".join(hashlib.sha384(seed + n.to_bytes(4, "big")).digest() for n in range(blocks))[:length]
