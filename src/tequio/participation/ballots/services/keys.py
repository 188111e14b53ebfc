"""The secrets of a box: kept outside the database, in what TEQUIO_BOX_KEY or the installation's key derives."""

import secrets
from functools import lru_cache

from django.conf import settings

from tequio.core.ballotbox import sealing
from tequio.participation.ballots.services.errors import BoxUnreadable


@lru_cache(maxsize=64)
def _key(secret: str, edition: str, purpose: str) -> bytes:
    return sealing.derive(secret.encode(), edition, purpose)


def _derived(edition: str, purpose: str) -> bytes:
    return _key(settings.BOX_KEY or settings.SECRET_KEY, edition, purpose)


def seal(edition: str, purpose: str, plain: bytes, *, bound: bytes = b"") -> bytes:
    """Seal bytes so that only this installation reads them.

    Args:
        edition: its slug.
        purpose: one word for what it is; each has another key.
        plain: what is sealed.
        bound: what it stands beside.
    """
    return sealing.seal(_derived(edition, purpose), plain, secrets.token_bytes(sealing.NONCE_BYTES), bound)


def unseal(edition: str, purpose: str, sealed: bytes | memoryview, *, bound: bytes = b"") -> bytes:
    """Read what ``seal`` sealed.

    Raises:
        BoxUnreadable: if the key is another one.
    """
    try:
        return sealing.unseal(_derived(edition, purpose), bytes(sealed), bound)
    except sealing.SealError as error:
        raise BoxUnreadable(edition) from error


def mark(edition: str, kind: str, token: bytes) -> bytes:
    """Return the pseudonym of a pass in the box. ``kind`` keeps tokens, codes and papers apart."""
    return sealing.mark(_derived(edition, "mark"), kind, token)
