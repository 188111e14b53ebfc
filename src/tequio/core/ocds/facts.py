"""What the city knows of one contracting process, in plain values, before it is said in OCDS.

Money is integer centavos; ``date`` is a day as the office wrote it; ``datetime`` is always aware. A context
fills these from its own tables and hands them to ``build.release``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tequio.core.geo import Point

Day = date  # where a field is called so, too
Section = Literal["planning", "tender", "award", "contract", "implementation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFacts:
    """Someone who takes part. The same ``key`` is the same organization everywhere in a process.

    ``key`` is the city's own stable number for it (``proveedor-12``, ``dependencia-obras``). ``rfc`` is
    published only of legal persons: of a natural person it is personal data, and is left out here. ``roll`` is
    its number in the city's roll of suppliers, which is public. ``position`` is the post of a public servant.
    """

    key: str
    name: str
    rfc: str = ""
    natural_person: bool = False
    given_name: str = ""  # these three only of natural persons
    patronymic_name: str = ""
    matronymic_name: str = ""
    roll: str = ""
    position: str = ""
    url: str = ""
    part_of: "OrganizationFacts | None" = None  # an office is part of the municipality


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
    description: str = ""
    language: str = ""  # of the document, if not that of the release


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentFacts:
    """One part of a budget key, such as the programme or the item of expense, by CONAC's classifiers."""

    name: str
    code: str
    level: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineFacts:
    """A budget key and its amount in each accounting moment, in centavos, of the moments that are known."""

    id: str
    source: str  # the fund, as the city names it
    components: tuple[ComponentFacts, ...]
    moments: tuple[tuple[str, int], ...]  # approved, modified, committed, accrued, exercised, paid
    updated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFacts:
    """What a supplier answered to a request for quotes. Amounts as in an award."""

    id: str
    date: date
    supplier: OrganizationFacts
    amount_centavos: int
    net_centavos: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRequestFacts:
    """A request for quotes, with who was asked and who answered."""

    id: str
    title: str
    period: PeriodFacts
    description: str = ""
    invited: tuple[OrganizationFacts, ...] = ()
    quotes: tuple[QuoteFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """A clarification meeting: who answered for the city, and who came. ``held`` is aware."""

    id: str
    held: datetime
    officials: tuple[OrganizationFacts, ...] = ()
    attendees: tuple[OrganizationFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFacts:
    """A proposal and what became of it; ``invited`` is one that was asked for and has not come."""

    id: str
    date: date
    bidder: OrganizationFacts
    status: Literal["invited", "pending", "valid", "disqualified", "withdrawn"]
    amount_centavos: int | None = None
    net_centavos: int | None = None
    reason: str = ""


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
    description: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """Money that left. ``kind`` is said in people's words (``Anticipo``, ``Estimación 2``).

    ``source`` is a URI that names the voucher (póliza) in the city's accounts; ``method`` a code of
    EDCA's paymentMethod.
    """

    id: str
    kind: str
    date: date
    amount_centavos: int
    payer: OrganizationFacts
    payee: OrganizationFacts
    net_centavos: int | None = None
    method: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """A convenio modificatorio: what changed in a contract and why, what stood before and stands after."""

    id: str
    date: date
    rationale: str
    description: str = ""
    before_centavos: int | None = None
    after_centavos: int | None = None
    before_end: Day | None = None
    after_end: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeFacts:
    """What secures an obligation of a contract. ``kind`` and ``obligations`` are codes of EDCA's codelists."""

    id: str
    kind: str
    obligations: str
    amount_centavos: int
    guarantor: OrganizationFacts
    issued: date
    period: PeriodFacts


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
    description: str = ""
    guarantees: tuple[GuaranteeFacts, ...] = ()
    surveillance: tuple[str, ...] = ()  # codes of EDCA's surveillanceMechanisms


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedFacts:
    """An earlier contracting process of the same project, and the OCDS code of how it relates."""

    ocid: str
    title: str
    relationship: str  # prior, unsuccessfulProcess
    url: str = ""


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
    additional_category: str = ""  # a code of EDCA's extendedProcurementCategory
    award_criteria: str = ""  # a code of OCDS awardCriteria
    estimated_centavos: int | None = None  # with VAT; the project's budget where it is not known
    enquiry_period: PeriodFacts | None = None
    award_period: PeriodFacts | None = None
    quote_requests: tuple[QuoteRequestFacts, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    bids: tuple[BidFacts, ...] = ()
    budget_lines: tuple[BudgetLineFacts, ...] = ()
    related: tuple[RelatedFacts, ...] = ()
