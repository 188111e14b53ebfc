"""The HMAC of what identifies a person: compared, never read back."""

import hashlib
import hmac

from django.conf import settings

from tequio.foundation.identity.types import KeyKind

_PURPOSE = b"identity.keys:"


def digest(kind: KeyKind, text: str) -> bytes:
    """Return the HMAC-SHA-256 of a normalised text under the installation's own key."""
    return _digest(settings.SECRET_KEY, kind, text)


def digests(kind: KeyKind, text: str) -> list[bytes]:
    """Return the HMACs under the present key and under earlier ones (SECRET_KEY_FALLBACKS)."""
    return [
        _digest(str(secret), kind, text) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def secret_digest(purpose: str, text: str) -> bytes:
    """Return the HMAC of something short-lived (a code, a slip) for a purpose."""
    key = hashlib.sha256(f"identity.{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, text.encode(), "sha256")


def _digest(secret: str, kind: KeyKind, text: str) -> bytes:
    key = hashlib.sha256(_PURPOSE + str(secret).encode()).digest()
    return hmac.digest(key, f"{kind.value}:{text}".encode(), "sha256")
