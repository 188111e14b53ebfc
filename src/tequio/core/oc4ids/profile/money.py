"""Where the money of a project comes from, and what its parts cost."""

from typing import Annotated

from tequio.core.oc4ids.profile.parts import Classification, OrganizationReference, Period, Value
from tequio.core.ocds.profile.notation import Also, AtLeast, Codes, Day, Link, NotEmpty, Part, Text
from tequio.core.ocds.profile.parts import Number


class BudgetBreakdown(Part):
    id: str
    description: Text = None
    amount: Value | None = None
    uri: Link = None
    period: Period | None = None
    source_party: OrganizationReference | None = None
    approval_date: Day = None


class BudgetBreakdowns(Part):
    id: str
    description: Text = None
    budget_breakdown: tuple[BudgetBreakdown, ...] = ()


class InterestRate(Part):
    base: Annotated[Number, Also("string"), NotEmpty()] = None
    margin: Number = None
    fixed: bool | None = None
    notes: Text = None


class Finance(Part):
    id: str
    title: Text = None
    description: Text = None
    value: Value | None = None
    financing_party: OrganizationReference | None = None
    financing_party_type: Annotated[Text, Codes("financingPartyType")] = None
    source: Text = None
    asset_class: Annotated[tuple[str, ...], Codes("assetClass")] = ()
    type: Annotated[Text, Codes("financingArrangementType")] = None
    repayment_priority: Annotated[Text, Codes("debtRepaymentPriority")] = None
    concessional: bool | None = None
    results_based: bool | None = None
    period: Period | None = None
    payment_period: Period | None = None
    payment_frequency: Annotated[Number, AtLeast(0)] = None
    interest_rate: InterestRate | None = None
    exchange_rate_guarantee: bool | None = None
    step_in_rights: bool | None = None
    related_lots: tuple[str, ...] = ()


class Budget(Part):
    description: Text = None
    amount: Value | None = None
    request_date: Day = None
    approval_date: Day = None
    budget_breakdowns: tuple[BudgetBreakdowns, ...] = ()
    finance: tuple[Finance, ...] = ()


class LifeCycleCosting(Part):
    value: Value | None = None


class Cost(Part):
    id: Text = None
    classification: Classification | None = None
    value: Value | None = None


class CostGroup(Part):
    id: str
    category: Annotated[Text, Codes("costCategory")] = None
    costs: tuple[Cost, ...] = ()


class CostMeasurement(Part):
    id: str
    date: Day = None
    life_cycle_costing: LifeCycleCosting | None = None
    cost_groups: tuple[CostGroup, ...] = ()
