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


class AdditionalCategory(StrEnum):
    """What is bought, more closely: EDCA's extendedProcurementCategory codelist."""

    ACQUISITION = "goodsAcquisition"
    LEASE = "goodsLease"
    SERVICES = "services"
    WORKS = "works"
    WORKS_SERVICES = "worksRelatedServices"


ADDITIONAL_CATEGORY_LABELS = {
    AdditionalCategory.ACQUISITION: _("Adquisición de bienes"),
    AdditionalCategory.LEASE: _("Arrendamiento de bienes"),
    AdditionalCategory.SERVICES: _("Servicios"),
    AdditionalCategory.WORKS: _("Obra pública"),
    AdditionalCategory.WORKS_SERVICES: _("Servicios relacionados con la obra pública"),
}


class BidStatus(StrEnum):
    """What became of a proposal, with the codes of the bids extension of OCDS."""

    INVITED = "invited"
    PENDING = "pending"
    VALID = "valid"
    DISQUALIFIED = "disqualified"
    WITHDRAWN = "withdrawn"


BID_STATUS_LABELS = {
    BidStatus.INVITED: _("Invitada"),
    BidStatus.PENDING: _("En evaluación"),
    BidStatus.VALID: _("Cumple"),
    BidStatus.DISQUALIFIED: _("Desechada"),
    BidStatus.WITHDRAWN: _("Retirada"),
}


class MilestoneStatus(StrEnum):
    """The OCDS milestoneStatus codelist."""

    SCHEDULED = "scheduled"
    MET = "met"
    NOT_MET = "notMet"
    PARTIALLY_MET = "partiallyMet"


MILESTONE_STATUS_LABELS = {
    MilestoneStatus.SCHEDULED: _("Programado"),
    MilestoneStatus.MET: _("Cumplido"),
    MilestoneStatus.NOT_MET: _("No cumplido"),
    MilestoneStatus.PARTIALLY_MET: _("Cumplido en parte"),
}


class GuaranteeKind(StrEnum):
    """EDCA's guaranteeType codelist."""

    BAIL = "bail"
    DEPOSIT_SLIP = "depositSlip"
    LETTER_OF_CREDIT = "letterOfCredit"
    SURETY_BOND = "suretyBond"
    CHECK = "check"


GUARANTEE_LABELS = {
    GuaranteeKind.BAIL: _("Fianza"),
    GuaranteeKind.DEPOSIT_SLIP: _("Billete de depósito"),
    GuaranteeKind.LETTER_OF_CREDIT: _("Carta de crédito"),
    GuaranteeKind.SURETY_BOND: _("Seguro de caución"),
    GuaranteeKind.CHECK: _("Cheque"),
}


class Obligation(StrEnum):
    """EDCA's guaranteedObligations codelist."""

    FULFILLMENT = "fulfillment"
    PREPAID = "prepaid"
    LATENT_DEFECTS = "latentDefects"
    CONFIDENTIALITY = "confidentiality"
    QUALITY = "quality"


OBLIGATION_LABELS = {
    Obligation.FULFILLMENT: _("Cumplimiento"),
    Obligation.PREPAID: _("Anticipo"),
    Obligation.LATENT_DEFECTS: _("Vicios ocultos"),
    Obligation.CONFIDENTIALITY: _("Confidencialidad"),
    Obligation.QUALITY: _("Calidad"),
}


class Surveillance(StrEnum):
    """EDCA's surveillanceMechanisms codelist."""

    SOCIAL_WITNESS = "socialWitness"
    CITIZEN_COMPTROLLER = "citizenComptroller"
    INTERNAL_CONTROL = "internalControlUnit"
    EXTERNAL_AUDITOR = "externalAuditor"


SURVEILLANCE_LABELS = {
    Surveillance.SOCIAL_WITNESS: _("Testigo social"),
    Surveillance.CITIZEN_COMPTROLLER: _("Contraloría social"),
    Surveillance.INTERNAL_CONTROL: _("Órgano interno de control"),
    Surveillance.EXTERNAL_AUDITOR: _("Auditoría externa"),
}


class PaymentMethod(StrEnum):
    """EDCA's paymentMethod codelist, with the spelling that the official tool's own table uses."""

    CASH = "cash"
    CHECK = "check"
    TRANSFER = "wireTransfer"
    CARD = "corporateCard"
    LETTER_OF_CREDIT = "letterOfCredit"


PAYMENT_METHOD_LABELS = {
    PaymentMethod.CASH: _("Efectivo"),
    PaymentMethod.CHECK: _("Cheque"),
    PaymentMethod.TRANSFER: _("Transferencia"),
    PaymentMethod.CARD: _("Tarjeta corporativa"),
    PaymentMethod.LETTER_OF_CREDIT: _("Carta de crédito"),
}


class Section(StrEnum):
    """The part of a release where a document belongs."""

    PLANNING = "planning"
    TENDER = "tender"
    AWARD = "award"
    CONTRACT = "contract"
    IMPLEMENTATION = "implementation"


SECTION_LABELS = {
    Section.PLANNING: _("Planeación"),
    Section.TENDER: _("Convocatoria"),
    Section.AWARD: _("Fallo"),
    Section.CONTRACT: _("Contrato"),
    Section.IMPLEMENTATION: _("Ejecución"),
}


class AwardCriteria(StrEnum):
    """How the winner is chosen: the OCDS awardCriteria codelist."""

    PRICE = "priceOnly"
    COST = "costOnly"
    QUALITY = "qualityOnly"
    RATED = "ratedCriteria"


AWARD_CRITERIA_LABELS = {
    AwardCriteria.PRICE: _("Precio más bajo de las que cumplen"),
    AwardCriteria.COST: _("Costo total más bajo"),
    AwardCriteria.QUALITY: _("Solo calidad"),
    AwardCriteria.RATED: _("Puntos y porcentajes"),
}

# The OCDS method codelist, as the catalogue of procedures explains it.
METHOD_LABELS = {
    "open": _("Abierto: cualquiera puede ofertar"),
    "selective": _("Por invitación: ofertan las personas invitadas"),
    "limited": _("Limitado: se invita a unas cuantas, por excepción"),
    "direct": _("Directo: se contrata a una persona, o nadie compite"),
}

# OCDS milestoneType codelist: those of a contract.
MILESTONE_TYPE_LABELS = {
    "delivery": _("Entrega"),
    "financing": _("Pago"),
    "assessment": _("Revisión"),
    "approval": _("Autorización"),
    "contractClose": _("Cierre del contrato"),
}

# OCDS documentType codelist: those of each section, in people's words.
DOCUMENT_TYPES = {
    Section.PLANNING: {
        "needsAssessment": _("Diagnóstico de la necesidad"),
        "marketStudies": _("Investigación de mercado"),
        "technicalSpecifications": _("Anexo técnico o especificaciones"),
        "feasibilityStudy": _("Estudio de factibilidad"),
        "environmentalImpact": _("Impacto ambiental"),
        "projectPlan": _("Proyecto ejecutivo o plan"),
        "budgetApproval": _("Suficiencia presupuestal"),
        "procurementPlan": _("Programa anual"),
    },
    Section.TENDER: {
        "tenderNotice": _("Convocatoria o invitación"),
        "biddingDocuments": _("Bases"),
        "technicalSpecifications": _("Anexo técnico o especificaciones"),
        "clarifications": _("Acta de la junta de aclaraciones"),
        "submissionDocuments": _("Acta de presentación y apertura"),
        "evaluationCriteria": _("Criterios de evaluación"),
        "bidders": _("Propuestas recibidas"),
    },
    Section.AWARD: {
        "awardNotice": _("Acta de fallo"),
        "evaluationReports": _("Dictamen y cuadro comparativo"),
        "winningBid": _("Propuesta ganadora"),
        "complaints": _("Inconformidades y su respuesta"),
    },
    Section.CONTRACT: {
        "contractNotice": _("Aviso del contrato"),
        "contractSigned": _("Contrato firmado"),
        "contractAnnexe": _("Anexos del contrato"),
        "contractGuarantees": _("Garantías"),
        "contractArrangements": _("Convenio modificatorio"),
        "contractSchedule": _("Programa de obra"),
    },
    Section.IMPLEMENTATION: {
        "physicalProgressReport": _("Reporte de avance físico"),
        "financialProgressReport": _("Reporte de avance financiero"),
        "completionCertificate": _("Acta de entrega-recepción"),
        "finalAudit": _("Auditoría"),
        "illustration": _("Fotografías"),
    },
}


def document_label(code: str) -> str:
    """Return how people call a document of that OCDS type; the code itself where it is not of the list."""
    return next((str(types[code]) for types in DOCUMENT_TYPES.values() if code in types), code)


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

# Nobody's: what carries them is shown as not official until a prefix is registered.
DEMONSTRATION_PREFIX = "ocds-000000"
DEMONSTRATION_PROJECT_PREFIX = "oc4ids-000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What the contracts of one project sum up to, in centavos."""

    contracted: int
    paid: int


class GateDecision(StrEnum):
    """What happens to a process of which a rule of the check has something to say."""

    BLOCK = "block"
    WARN = "warn"
    IGNORE = "ignore"


GATE_LABELS = {
    GateDecision.BLOCK: _("Detiene"),
    GateDecision.WARN: _("Avisa"),
    GateDecision.IGNORE: _("No se toma en cuenta"),
}


class HistoryState(StrEnum):
    """Where the import of a history stands."""

    CHECKING = "checking"  # in the background
    READY = "ready"
    LOADING = "loading"  # in the background
    LOADED = "loaded"
    FAILED = "failed"  # the file cannot be read


HISTORY_LABELS = {
    HistoryState.CHECKING: _("Revisando"),
    HistoryState.READY: _("Lista para traer"),
    HistoryState.LOADING: _("Trayendo"),
    HistoryState.LOADED: _("Traída"),
    HistoryState.FAILED: _("No se pudo leer"),
}
