"""The keys that sign. Their seeds are encrypted at rest under the installation's secret."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import credentials
from tequio.foundation.audit import services as audit
from tequio.foundation.certificates import queries
from tequio.foundation.certificates.events import KeyMade
from tequio.foundation.certificates.models import SigningKey
from tequio.foundation.certificates.services.errors import KeyLost

_SEED_BYTES = 32
_LOCK = 0x7E9C_0E27  # of the keys' table, so that two first certificates do not make two keys


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs now: its row, its secret half and the address of its public one."""

    row: SigningKey
    key: credentials.SigningKey
    method: str


def signer(*, at: datetime) -> Signer:
    """Return the key that signs; the first time that one is needed, it is made.

    Raises:
        KeyLost: if it was encrypted under a secret that nobody kept (SECRET_KEY_FALLBACKS).
    """
    row = SigningKey.objects.filter(retired_at=None).first() or _first(at)
    try:
        seed = base64.b64decode(_vault().decrypt(row.seed.encode()))
    except InvalidToken as error:
        raise KeyLost(
            _(
                "La clave con que se firman las constancias ya no se puede leer: cambió el secreto de la"
                " instalación. Haga otra clave en «Claves de firma»."
            )
        ) from error
    return Signer(row, credentials.SigningKey.from_seed(seed), queries.method(row.name))


@transaction.atomic
def rotate(*, by: int | None, at: datetime) -> SigningKey:
    """Make a new key that signs from now on. The one before it signs no more and verifies for ever (CER-9).

    Args:
        by: the id of who asks; None for the system.
        at: now.
    """
    _lock()
    SigningKey.objects.filter(retired_at=None).update(retired_at=at)
    return _make(by, at)


def _first(at: datetime) -> SigningKey:
    with transaction.atomic():
        _lock()
        return SigningKey.objects.filter(retired_at=None).first() or _make(None, at)


def _make(by: int | None, at: datetime) -> SigningKey:
    seed = secrets.token_bytes(_SEED_BYTES)
    row = SigningKey.objects.create(
        name=f"clave-{SigningKey.objects.count() + 1}",
        public=credentials.SigningKey.from_seed(seed).public.multibase,
        seed=_vault().encrypt(base64.b64encode(seed)).decode(),
        made_at=at,
        made_by_id=by,
    )
    audit.record(KeyMade(name=row.name, public=row.public), actor=by)
    return row


def _lock() -> None:
    """Let the makers of keys go one after the other, to the end of their transaction."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _vault() -> MultiFernet:
    return MultiFernet([Fernet(_secret(s)) for s in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _secret(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"certificates.signing:" + str(secret).encode()).digest()
    return base64.urlsafe_b64encode(digest)
