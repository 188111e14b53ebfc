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


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplierCorrected(Event):
    """A supplier was entered in the roll or is called otherwise; all that names it is published again."""

    sentence = _("Se corrigió un proveedor del padrón")

    supplier_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SuppliersRenamed(Event):
    """Natural persons are published by their name from now on, or no longer."""

    sentence = _("Cambió cómo se publica a las personas físicas")

    names: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureCatalogued(Event):
    """A kind of procedure was added to the catalogue or changed in it."""

    sentence = _("Cambió el catálogo de procedimientos: {code}")

    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GateDecided(Event):
    """A publisher decided what follows from a rule of the check."""

    sentence = _("Se decidió la regla de publicación {code}: {decision}")

    code: str
    decision: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryImported(Event):
    """Releases published elsewhere were brought in, with the processes they tell of."""

    sentence = _("Se trajo una historia de contrataciones: {processes} procesos, {releases} versiones")

    history_id: str
    processes: int
    releases: int
