"""The contracting processes of a project, summed up, with links to their releases."""

from typing import Annotated

from tequio.core.oc4ids.profile.money import Finance
from tequio.core.oc4ids.profile.parts import (
    Document,
    Milestone,
    OrganizationReference,
    Period,
    Transaction,
    Value,
)
from tequio.core.ocds.profile.notation import Codes, Day, Format, Part, Text
from tequio.core.ocds.profile.parts import Number


class LinkedRelease(Part):
    id: str
    tag: Annotated[tuple[str, ...], Codes("releaseTag")]
    date: Annotated[str, Format("date-time")]
    url: Annotated[str, Format("uri")]


class Modification(Part):
    id: str
    date: Day = None
    description: Text = None
    rationale: Text = None
    type: Annotated[Text, Codes("modificationType")] = None
    release_id: Text = None
    old_contract_value: Value | None = None
    new_contract_value: Value | None = None
    old_contract_period: Period | None = None
    new_contract_period: Period | None = None


class LaborObligations(Part):
    obligations: Annotated[tuple[str, ...], Codes("laborObligations")] = ()
    description: Text = None


class ContractingProcessSocial(Part):
    labor_budget: Value | None = None
    labor_obligations: LaborObligations | None = None


class Sustainability(Part):
    strategies: Annotated[tuple[str, ...], Codes("sustainabilityStrategy")] = ()


class TenderSummary(Part):
    procurement_method: Annotated[Text, Codes("method")] = None
    procurement_method_details: Text = None
    date_published: Day = None
    cost_estimate: Value | None = None
    number_of_tenderers: Number = None
    tenderers: tuple[OrganizationReference, ...] = ()
    procuring_entity: OrganizationReference | None = None
    administrative_entity: OrganizationReference | None = None
    sustainability: tuple[Sustainability, ...] = ()


class ContractingProcessSummary(Part):
    ocid: Text = None
    external_reference: Text = None
    nature: Annotated[tuple[str, ...], Codes("contractNature")] = ()
    title: Text = None
    description: Text = None
    status: Annotated[Text, Codes("contractingProcessStatus")] = None
    tender: TenderSummary | None = None
    suppliers: tuple[OrganizationReference, ...] = ()
    contract_value: Value | None = None
    contract_period: Period | None = None
    final_value: Value | None = None
    documents: tuple[Document, ...] = ()
    modifications: tuple[Modification, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    finance: tuple[Finance, ...] = ()
    social: ContractingProcessSocial | None = None


class ContractingProcess(Part):
    id: str
    summary: ContractingProcessSummary | None = None
    releases: tuple[LinkedRelease, ...] = ()
