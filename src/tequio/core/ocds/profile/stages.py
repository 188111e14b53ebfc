"""The stages of a contracting process, and the release that says how they stand."""

from decimal import Decimal
from typing import Annotated, ClassVar

from tequio.core.ocds.profile.notation import (
    Also,
    Codes,
    Day,
    Deprecated,
    Format,
    From,
    Id,
    Link,
    NotEmpty,
    NotNull,
    Part,
    Text,
    Translatable,
    Unique,
    Unmerged,
    VersionedId,
    WholeList,
    Written,
)
from tequio.core.ocds.profile.parts import (
    Address,
    Amendment,
    Document,
    Identifier,
    Item,
    Location,
    Milestone,
    Number,
    Organization,
    OrganizationReference,
    Period,
    RelatedProcess,
    Value,
)

_TEXTS: dict[str, object] = {"type": ["array", "null"], "items": {"type": "string"}}
_AMENDMENTS = Deprecated("1.1", "use la lista amendments")


class Component(Part):
    name: Text = None
    level: Annotated[Text, Also("integer")] = None
    code: Annotated[Text, Also("integer")] = None
    description: Text = None


class Measure(Part):
    id: Annotated[Text, Also("integer")] = None
    value: Value | None = None
    update: Text = None


class BudgetLine(Part):
    id: Annotated[Text, NotNull()] = None
    components: Annotated[tuple[Component, ...], WholeList()] = ()
    measures: Annotated[tuple[Measure, ...], WholeList()] = ()


class BudgetBreakdown(Part):
    says_something: ClassVar[bool] = True

    id: Id
    description: Annotated[Text, NotEmpty()] = None
    amount: Value | None = None
    uri: Link = None
    period: Period | None = None
    source_party: OrganizationReference | None = None
    budget_lines: Annotated[tuple[BudgetLine, ...], From("budgetLines"), WholeList()] = ()


class Budget(Part):
    id: Annotated[Text, Also("integer"), VersionedId(noted=False)] = None
    description: Annotated[Text, Translatable()] = None
    amount: Value | None = None
    project: Annotated[Text, Translatable()] = None
    project_id: Annotated[Text, Also("integer")] = None
    uri: Link = None
    source: Annotated[
        Text, Format("uri"), Translatable(), Deprecated("1.1", "use budget.uri, o budgetBreakdown")
    ] = None
    budget_breakdown: Annotated[tuple[BudgetBreakdown, ...], From("budget"), NotEmpty(), Unique()] = ()


class Quote(Part):
    id: Id
    description: Text = None
    date: Day = None
    items: tuple[Item, ...] = ()
    value: Value | None = None
    period: Period | None = None
    issuing_supplier: OrganizationReference | None = None


class RequestForQuotes(Part):
    id: Annotated[str, Also("integer")]
    title: Text = None
    description: Text = None
    period: Period | None = None
    items: tuple[Item, ...] = ()
    invited_suppliers: tuple[OrganizationReference, ...] = ()
    quotes: tuple[Quote, ...] = ()


_Units = Annotated[tuple[OrganizationReference, ...], From("procurementUnits"), Unique()]


class Planning(Part):
    rationale: Annotated[Text, Translatable()] = None
    budget: Budget | None = None
    documents: tuple[Document, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    requesting_units: _Units = ()
    responsible_units: _Units = ()
    contracting_units: _Units = ()
    has_quotes: Annotated[bool | None, From("requestForQuotes")] = None
    requests_for_quotes: Annotated[tuple[RequestForQuotes, ...], From("requestForQuotes")] = ()
    budget_breakdown: Annotated[tuple[BudgetBreakdown, ...], From("budgetLines"), Unique()] = ()


class ClarificationMeeting(Part):
    id: Id
    date: Day = None
    attendees: tuple[OrganizationReference, ...] = ()
    officials: tuple[OrganizationReference, ...] = ()


class Tender(Part):
    id: Annotated[str, Also("integer"), NotEmpty(), VersionedId()]
    title: Annotated[Text, Translatable()] = None
    description: Annotated[Text, Translatable()] = None
    status: Annotated[Text, Codes("tenderStatus")] = None
    procuring_entity: OrganizationReference | None = None
    items: Annotated[tuple[Item, ...], Unique()] = ()
    value: Value | None = None
    min_value: Value | None = None
    procurement_method: Annotated[Text, Codes("method")] = None
    procurement_method_details: Text = None
    procurement_method_rationale: Annotated[Text, Translatable()] = None
    main_procurement_category: Annotated[Text, Codes("procurementCategory")] = None
    additional_procurement_categories: Annotated[tuple[str, ...], Codes("extendedProcurementCategory")] = ()
    award_criteria: Annotated[Text, Codes("awardCriteria")] = None
    award_criteria_details: Annotated[Text, Translatable()] = None
    submission_method: Annotated[tuple[str, ...], Codes("submissionMethod")] = ()
    submission_method_details: Annotated[Text, Translatable()] = None
    tender_period: Period | None = None
    enquiry_period: Period | None = None
    has_enquiries: bool | None = None
    eligibility_criteria: Annotated[Text, Translatable()] = None
    award_period: Period | None = None
    contract_period: Period | None = None
    number_of_tenderers: int | None = None
    tenderers: Annotated[tuple[OrganizationReference, ...], Unique()] = ()
    documents: tuple[Document, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    amendment: Annotated[Amendment | None, _AMENDMENTS] = None
    clarification_meetings: Annotated[tuple[ClarificationMeeting, ...], From("clarificationMeetings")] = ()
    delivery_locations: Annotated[tuple[Location, ...], From("location"), Unique(), WholeList()] = ()
    delivery_addresses: Annotated[tuple[Address, ...], From("location"), Unique(), WholeList()] = ()


class Award(Part):
    id: Id
    title: Annotated[Text, Translatable()] = None
    description: Annotated[Text, Translatable()] = None
    status: Annotated[Text, Codes("awardStatus")] = None
    date: Day = None
    value: Value | None = None
    suppliers: Annotated[tuple[OrganizationReference, ...], Unique()] = ()
    items: Annotated[tuple[Item, ...], NotEmpty(), Unique()] = ()
    contract_period: Period | None = None
    documents: Annotated[tuple[Document, ...], Unique()] = ()
    amendments: tuple[Amendment, ...] = ()
    amendment: Annotated[Amendment | None, _AMENDMENTS] = None
    rationale: Annotated[Text, From("awardRationale")] = None
    related_bids: Annotated[tuple[str, ...], Written(_TEXTS), From("bids")] = ()


class Statistic(Part):
    """A figure about the bids. ``value`` is a count, or an amount before taxes."""

    id: str
    measure: Annotated[str, Codes("statistic")]
    value: int | Decimal
    date: Day = None
    value_gross: Number = None
    currency: Annotated[Text, Codes("currency")] = None
    notes: Text = None
    related_lot: Text = None


class Bid(Part):
    id: str
    date: Day = None
    description: Text = None
    status: Annotated[Text, Codes("bidStatus")] = None
    tenderers: tuple[OrganizationReference, ...] = ()
    value: Value | None = None
    validity_period: Period | None = None
    items: Annotated[tuple[Item, ...], Unique()] = ()
    documents: Annotated[tuple[Document, ...], Unique()] = ()
    related_lots: Annotated[tuple[str, ...], Written(_TEXTS)] = ()
    has_rank: bool | None = None
    rank: int | None = None
    variant: bool | None = None


class Bids(Part):
    statistics: tuple[Statistic, ...] = ()
    details: tuple[Bid, ...] = ()


class Transaction(Part):
    id: Id
    source: Link = None
    date: Day = None
    value: Value | None = None
    payer: OrganizationReference | None = None
    payee: OrganizationReference | None = None
    uri: Link = None
    amount: Annotated[Value | None, Deprecated("1.1", "use transactions.value")] = None
    provider_organization: Annotated[Identifier | None, Deprecated("1.1", "use transactions.payer")] = None
    receiver_organization: Annotated[Identifier | None, Deprecated("1.1", "use transactions.payee")] = None
    payment_method: Annotated[Text, Codes("paymentMethod"), From("paymentMethod")] = None


class Implementation(Part):
    status: Annotated[Text, Codes("implementationStatus"), From("implementationStatus")] = None
    transactions: Annotated[tuple[Transaction, ...], Unique()] = ()
    milestones: Annotated[tuple[Milestone, ...], Unique()] = ()
    documents: Annotated[tuple[Document, ...], Unique()] = ()
    budget_breakdown: Annotated[tuple[BudgetBreakdown, ...], From("budgetLines"), Unique()] = ()


class Guarantee(Part):
    id: Id
    type: Annotated[Text, Codes("guaranteeType")] = None
    date: Day = None
    obligations: Annotated[Text, Codes("guaranteedObligations")] = None
    value: Value | None = None
    guarantor: OrganizationReference | None = None
    period: Period | None = None


class Contract(Part):
    id: Id
    award_id: Id
    title: Annotated[Text, Translatable()] = None
    description: Annotated[Text, Translatable()] = None
    status: Annotated[Text, Codes("contractStatus")] = None
    period: Period | None = None
    value: Value | None = None
    items: Annotated[tuple[Item, ...], NotEmpty(), Unique()] = ()
    date_signed: Day = None
    documents: Annotated[tuple[Document, ...], Unique()] = ()
    implementation: Implementation | None = None
    related_processes: Annotated[tuple[RelatedProcess, ...], Unique()] = ()
    milestones: tuple[Milestone, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    amendment: Annotated[Amendment | None, _AMENDMENTS] = None
    guarantees: Annotated[tuple[Guarantee, ...], From("guarantees")] = ()
    surveillance_mechanisms: Annotated[
        tuple[str, ...], Codes("surveillanceMechanisms"), From("surveillanceMechanisms")
    ] = ()


class Release(Part):
    """How a contracting process stands at an instant, as published. It never changes."""

    ocid: Annotated[str, NotEmpty()]
    id: Annotated[str, NotEmpty(), Unmerged()]
    date: Annotated[str, Format("date-time"), Unmerged()]
    tag: Annotated[tuple[str, ...], Codes("releaseTag"), NotEmpty(), Unmerged()]
    initiation_type: Annotated[str, Codes("initiationType")]
    language: Text = None
    parties: Annotated[tuple[Organization, ...], Unique()] = ()
    buyer: OrganizationReference | None = None
    planning: Planning | None = None
    tender: Tender | None = None
    bids: Annotated[Bids | None, From("bids")] = None
    awards: Annotated[tuple[Award, ...], Unique()] = ()
    contracts: Annotated[tuple[Contract, ...], Unique()] = ()
    related_processes: Annotated[tuple[RelatedProcess, ...], Unique()] = ()
