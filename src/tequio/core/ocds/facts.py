"""What the city knows of one contracting process, in plain values, before it is said in OCDS.

Money is integer centavos; ``date`` is a day as the office wrote it; ``datetime`` is always aware. A context
fills these from its own tables and hands them to ``build.release``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.core.geo import Point

Section = Literal["planning", "tender", "award", "contract", "implementation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFacts:
    """Someone who takes part. The same ``key`` is the same organization everywhere in a process.

    ``key`` is the city's own stable number for it (``proveedor-12``, ``dependencia-obras``). ``rfc`` is
    published only of legal persons: of a natural person it is personal data, and is left out here.
    """

    key: str
    name: str
    rfc: str = ""
    natural_person: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """The project that people voted for: ``url`` is its public page, absolute."""

    folio: str
    title: str
    url: str
    budget_centavos: int
    rationale: str = ""  # why it is done: the votes it won, the need that it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureFacts:
    """How it is contracted: ``method`` is the OCDS code, ``details`` the procedure as the law names it."""

    method: Literal["open", "selective", "limited", "direct"]
    details: str = ""
    rationale: str = ""  # article and fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """A stretch of days, both included."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneFacts:
    """A stage with its promise. ``section`` says where it belongs; ``of`` names the contract if there are many.

    A milestone of ``implementation`` waits in the facts until there is a contract.
    """

    id: str
    title: str
    due: date | None = None
    met: date | None = None
    status: Literal["scheduled", "met", "notMet", "partiallyMet"] = "scheduled"
    type: str = ""  # OCDS milestoneType, such as delivery
    description: str = ""
    section: Section = "planning"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A public document: OCDS documentType, media type as ``format``, and ``of`` which award or contract."""

    id: str
    title: str
    url: str
    type: str = ""
    format: str = ""
    published: date | None = None
    section: Section = "planning"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """A decision to contract with someone. ``amount_centavos`` is with VAT, ``net_centavos`` before it."""

    id: str
    title: str
    date: date
    amount_centavos: int
    suppliers: tuple[OrganizationFacts, ...]
    net_centavos: int | None = None
    status: Literal["pending", "active", "cancelled", "unsuccessful"] = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """Money that left. ``kind`` is said in people's words (``Anticipo``, ``Estimación 2``)."""

    id: str
    kind: str
    date: date
    amount_centavos: int
    payer: OrganizationFacts
    payee: OrganizationFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """A convenio modificatorio: what changed in the contract and why."""

    id: str
    date: date
    rationale: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """A signed contract. ``amount_centavos`` is with VAT, ``net_centavos`` before it."""

    id: str
    award_id: str
    title: str
    signed: date
    period: PeriodFacts
    amount_centavos: int
    net_centavos: int | None = None
    status: Literal["pending", "active", "cancelled", "terminated"] = "active"
    payments: tuple[PaymentFacts, ...] = ()
    amendments: tuple[AmendmentFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessFacts:
    """One contracting process as it stands: all that a release says."""

    ocid: str
    title: str
    project: ProjectFacts
    buyer: OrganizationFacts
    procedure: ProcedureFacts
    description: str = ""
    language: str = "es"
    currency: str = "MXN"
    category: Literal["goods", "works", "services"] = "works"
    status: Literal["planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"] = (
        "planned"
    )
    requesting_office: OrganizationFacts | None = None
    responsible_office: OrganizationFacts | None = None
    contracting_office: OrganizationFacts | None = None
    tender_period: PeriodFacts | None = None
    number_of_tenderers: int | None = None
    tenderers: tuple[OrganizationFacts, ...] = ()
    awards: tuple[AwardFacts, ...] = ()
    contracts: tuple[ContractFacts, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    location: Point | None = None
