"""Signing with an Ed25519 key (RFC 8032) kept in a PEM file."""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key


class KeyUnusableError(ValueError):
    """The key cannot sign. The message is in Spanish."""


def signer(pem: bytes) -> Callable[[bytes], bytes]:
    """Return what signs with a private key without a password.

    Raises:
        KeyUnusableError: if it is no such key.
    """
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusableError("La llave no se puede leer: debe ser un PEM sin contraseña.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusableError("La llave debe ser Ed25519: openssl genpkey -algorithm ed25519 -out llave.pem")
    return key.sign
