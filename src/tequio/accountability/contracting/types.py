from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class TransactionKind(StrEnum):
    ADVANCE = "advance"
    ESTIMATE = "estimate"
    SETTLEMENT = "settlement"


TRANSACTION_LABELS = {
    TransactionKind.ADVANCE: _("Anticipo"),
    TransactionKind.ESTIMATE: _("Estimación"),
    TransactionKind.SETTLEMENT: _("Finiquito"),
}


class ProcessStatus(StrEnum):
    """The states of a procedure, with the codes of the OCDS tenderStatus list."""

    PLANNED = "planned"
    ACTIVE = "active"
    COMPLETE = "complete"
    UNSUCCESSFUL = "unsuccessful"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


PROCESS_STATUS_LABELS = {
    ProcessStatus.PLANNED: _("En preparación"),
    ProcessStatus.ACTIVE: _("Convocado"),
    ProcessStatus.COMPLETE: _("Adjudicado"),
    ProcessStatus.UNSUCCESSFUL: _("Desierto"),
    ProcessStatus.CANCELLED: _("Cancelado"),
    ProcessStatus.WITHDRAWN: _("Retirado"),
}


class BatchState(StrEnum):
    """Where a bulk load stands."""

    MAPPING = "mapping"  # its columns are being named
    CHECKING = "checking"  # in the background
    FAILED = "failed"  # some row cannot be written
    READY = "ready"  # every row can be written
    LOADING = "loading"  # in the background
    LOADED = "loaded"
    UNDONE = "undone"


BATCH_LABELS = {
    BatchState.MAPPING: _("Por revisar"),
    BatchState.CHECKING: _("Revisando"),
    BatchState.FAILED: _("Con filas por corregir"),
    BatchState.READY: _("Lista para cargar"),
    BatchState.LOADING: _("Cargando"),
    BatchState.LOADED: _("Cargada"),
    BatchState.UNDONE: _("Deshecha"),
}

# Procedures that take no more offers, awards or contracts.
CLOSED = frozenset({ProcessStatus.UNSUCCESSFUL, ProcessStatus.CANCELLED, ProcessStatus.WITHDRAWN})


class ContractStatus(StrEnum):
    """The states of a contract, with the codes of the OCDS contractStatus list."""

    ACTIVE = "active"
    TERMINATED = "terminated"
    CANCELLED = "cancelled"


CONTRACT_STATUS_LABELS = {
    ContractStatus.ACTIVE: _("Vigente"),
    ContractStatus.TERMINATED: _("Concluido"),
    ContractStatus.CANCELLED: _("Cancelado"),
}


class Category(StrEnum):
    """What is bought, with the codes of the OCDS procurementCategory list."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"


CATEGORY_LABELS = {
    Category.WORKS: _("Obra"),
    Category.GOODS: _("Bienes"),
    Category.SERVICES: _("Servicios"),
}

# Code, name and OCDS method of the procedures that a new installation gets; a catalogue, since laws change.
DEFAULT_PROCEDURES = (
    ("licitacion-publica", "Licitación pública", "open"),
    ("invitacion-a-tres", "Invitación a cuando menos tres personas", "selective"),
    ("adjudicacion-directa", "Adjudicación directa", "direct"),
)

# What each OCDS tag of a release says, in people's words.
TAG_LABELS = {
    "planning": _("Planeación"),
    "planningUpdate": _("Cambió la planeación"),
    "tender": _("Convocatoria"),
    "tenderAmendment": _("Cambiaron las fechas para ofertar"),
    "tenderUpdate": _("Cambió el procedimiento"),
    "tenderCancellation": _("Se canceló"),
    "award": _("Fallo"),
    "awardUpdate": _("Cambió el fallo"),
    "awardCancellation": _("Se canceló el fallo"),
    "contract": _("Contrato"),
    "contractUpdate": _("Cambió el contrato"),
    "contractAmendment": _("Convenio modificatorio"),
    "contractTermination": _("Terminó el contrato"),
    "implementation": _("Ejecución"),
    "implementationUpdate": _("Avance o pago"),
}

DEMONSTRATION_PREFIX = "ocds-000000"  # nobody's: shown as not official until a prefix is registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What the contracts of one project sum up to, in centavos."""

    contracted: int
    paid: int
