"""How others spell fields and codes: the old capture tool, and the Spanish of the forms they were typed in."""

import re
from functools import cache

from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.extensions import EXTENSIONS, added_codes
from tequio.core.text import plain

DROPPED = frozenset({"stage", "_id"})  # marks of the tool that wrote the file, at the root of a release

# What the old tool and Spanish forms write, beside the code of each list that says the same.
_SYNONYMS: dict[str, dict[str, str]] = {
    "method": {
        "licitacion publica": "open",
        "licitacion": "open",
        "abierta": "open",
        "invitacion a cuando menos tres personas": "selective",
        "invitacion a cuando menos tres": "selective",
        "invitacion restringida": "selective",
        "invitacion a tres": "selective",
        "selectiva": "selective",
        "limitada": "limited",
        "adjudicacion directa": "direct",
        "directa": "direct",
    },
    "partyRole": {
        "comprador": "buyer",
        "entidad que realiza la contratacion": "procuringEntity",
        "entidad contratante": "procuringEntity",
        "unidad compradora": "procuringEntity",
        "proveedor": "supplier",
        "proveedor o contratista": "supplier",
        "contratista": "supplier",
        "licitante": "tenderer",
        "participante": "tenderer",
        "financiador": "funder",
        "fuente de los recursos": "funder",
        "consultante": "enquirer",
        "pagador": "payer",
        "emisor del pago": "payer",
        "beneficiario": "payee",
        "receptor del pago": "payee",
        "organo revisor": "reviewBody",
        "area contratante": "contractingUnit",
        "area requirente": "requestingUnit",
        "area tecnica": "technicalUnit",
        "area responsable": "responsibleUnit",
        "invitado": "invitedSupplier",
        "asistente a la junta de aclaraciones": "attendee",
        "servidor publico": "official",
    },
    "documentType": {
        "physicalprocessreport": "physicalProgressReport",
        "informe de avance fisico": "physicalProgressReport",
        "informe de avance financiero": "financialProgressReport",
        "contrato": "contractSigned",
        "contrato firmado": "contractSigned",
        "anexos del contrato": "contractAnnexe",
        "acta de adjudicacion": "awardNotice",
        "notificacion de adjudicacion": "awardNotice",
        "fallo": "awardNotice",
        "bases": "biddingDocuments",
        "convocatoria": "tenderNotice",
        "investigacion de mercado": "marketStudies",
        "evaluacion de necesidades": "needsAssessment",
        "plan de contrataciones": "procurementPlan",
        "reportes de evaluacion": "evaluationReports",
        "junta de aclaraciones": "clarifications",
    },
    "paymentMethod": {
        "transferencia": "wireTransfer",
        "transferencia electronica": "wireTransfer",
        "wiretransfe": "wireTransfer",
        "efectivo": "cash",
        "cheque": "check",
    },
    "submissionMethod": {
        "electronica": "electronicSubmission",
        "presencial": "inPerson",
        "escrita": "written",
        "por escrito": "written",
        "subasta electronica": "electronicAuction",
    },
    "awardCriteria": {"bestvaluetogoverment": "bestValueToGovernment"},
    "procurementCategory": {
        "obra": "works",
        "obras": "works",
        "obra publica": "works",
        "bienes": "goods",
        "adquisiciones": "goods",
        "arrendamientos": "goods",
        "servicios": "services",
        "servicios relacionados con obras": "services",
    },
    "tenderStatus": {
        "planeado": "planned",
        "activo": "active",
        "activa": "active",
        "vigente": "active",
        "cancelado": "cancelled",
        "cancelada": "cancelled",
        "desierto": "unsuccessful",
        "desierta": "unsuccessful",
        "concluido": "complete",
        "concluida": "complete",
        "completo": "complete",
        "completed": "complete",
        "retirado": "withdrawn",
    },
    "awardStatus": {
        "pendiente": "pending",
        "activo": "active",
        "activa": "active",
        "vigente": "active",
        "cancelado": "cancelled",
        "cancelada": "cancelled",
        "desierta": "unsuccessful",
        "desierto": "unsuccessful",
    },
    "contractStatus": {
        "pendiente": "pending",
        "activo": "active",
        "vigente": "active",
        "cancelado": "cancelled",
        "terminado": "terminated",
        "concluido": "terminated",
        "complete": "terminated",
    },
    "milestoneStatus": {
        "programado": "scheduled",
        "cumplido": "met",
        "no cumplido": "notMet",
        "parcialmente cumplido": "partiallyMet",
    },
    "currency": {"pesos": "MXN", "peso mexicano": "MXN", "mn": "MXN", "dolares": "USD"},
}
# A word of the old form that stands for several codes at once.
SEVERAL = {
    "submissionMethod": {
        "mixto": ("electronicSubmission", "written"),
        "mixta": ("electronicSubmission", "written"),
    }
}


def simple(text: str) -> str:
    """Return a name or code without case, accents, spaces or signs, to compare spellings."""
    return re.sub(r"[^a-z0-9]", "", plain(text))


@cache
def _codes(codelist: str) -> dict[str, str]:
    known = (*CODELISTS[codelist].codes, *added_codes(codelist, EXTENSIONS))
    spelt = {simple(one): one for one in known}
    return spelt | {simple(word): code for word, code in _SYNONYMS.get(codelist, {}).items()}


def code(codelist: str, text: str) -> str | None:
    """Return the code of a list that a text means, however it is spelt; None if it means none."""
    return _codes(codelist).get(simple(text))
