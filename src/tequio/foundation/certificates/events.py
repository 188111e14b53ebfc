from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificatesIssued(Event):
    """Some certificates were issued in one act; ``issuance`` names it in their rows."""

    sentence: ClassVar[object] = _("Se expidieron {count} constancias")
    issuance: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateRevoked(Event):
    sentence: ClassVar[object] = _("Se revocó la constancia {folio}")
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateReplaced(Event):
    sentence: ClassVar[object] = _("La constancia {folio} se sustituyó por la {new_folio}")
    folio: str
    new_folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchStarted(Event):
    sentence: ClassVar[object] = _("Empezó a expedirse un lote de {expected} constancias")
    batch_id: str
    source: str
    scope: str
    expected: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchRevoked(Event):
    sentence: ClassVar[object] = _("Se revocaron las {count} constancias de un lote")
    batch_id: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyMade(Event):
    """There is a new key for signing; those before it go on verifying what they signed."""

    sentence: ClassVar[object] = _("Se hizo la clave de firma {name}")
    name: str
    public: str
