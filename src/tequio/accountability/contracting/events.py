from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessChanged(Event):
    """Something of a contracting process was recorded; a release is due. ``tag`` is the OCDS release tag."""

    sentence = _("Se registró un cambio en un proceso de contratación")

    process_id: int
    tag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePublished(Event):
    sentence = _("Se publicó la entrega {release_id} de datos abiertos")

    process_id: int
    ocid: str
    release_id: str
    sha256: str
    valid: bool
