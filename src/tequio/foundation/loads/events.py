from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchLoaded(Event):
    """A bulk load was written, whole, in one transaction. ``sha256`` is its file's."""

    sentence = _("Se cargaron {rows} filas de una hoja de cálculo ({load})")

    batch_id: str
    load: str  # slug of the kind
    rows: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchUndone(Event):
    sentence = _("Se deshizo una carga de {rows} filas ({load})")

    batch_id: str
    load: str
    rows: int
