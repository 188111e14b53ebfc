"""A project, whole: the document that OC4IDS is about."""

from typing import Annotated

from tequio.core.oc4ids.profile.money import Budget, CostMeasurement
from tequio.core.oc4ids.profile.parts import (
    Classification,
    Document,
    Location,
    Metric,
    Milestone,
    Organization,
    OrganizationReference,
    Period,
    SimpleIdentifier,
    Transaction,
    Value,
)
from tequio.core.oc4ids.profile.processes import ContractingProcess
from tequio.core.oc4ids.profile.society import Benefit, Environment, Meeting, PolicyAlignment, Social
from tequio.core.ocds.profile.notation import Codes, Day, Link, Part, Text


class RelatedProject(Part):
    id: str
    scheme: Annotated[Text, Codes("relatedProjectScheme")] = None
    identifier: Text = None
    relationship: Annotated[Text, Codes("relatedProject")] = None
    title: Text = None
    uri: Link = None


class Completion(Part):
    end_date: Day = None
    end_date_details: Text = None
    final_value: Value | None = None
    final_value_details: Text = None
    final_scope: Text = None
    final_scope_details: Text = None


class Project(Part):
    id: str
    updated: Day = None
    language: Text = None
    identifiers: tuple[SimpleIdentifier, ...] = ()
    public_authority: OrganizationReference | None = None
    title: Text = None
    description: Text = None
    budget: Budget | None = None
    period: Period | None = None
    locations: tuple[Location, ...] = ()
    status: Annotated[Text, Codes("projectStatus")] = None
    type: Annotated[Text, Codes("projectType")] = None
    sector: Annotated[tuple[str, ...], Codes("projectSector")] = ()
    purpose: Text = None
    additional_classifications: tuple[Classification, ...] = ()
    parties: tuple[Organization, ...] = ()
    asset_lifetime: Period | None = None
    identification_period: Period | None = None
    preparation_period: Period | None = None
    implementation_period: Period | None = None
    completion_period: Period | None = None
    maintenance_period: Period | None = None
    decommissioning_period: Period | None = None
    forecasts: tuple[Metric, ...] = ()
    metrics: tuple[Metric, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    completion: Completion | None = None
    cost_measurements: tuple[CostMeasurement, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    contracting_processes: tuple[ContractingProcess, ...] = ()
    related_projects: tuple[RelatedProject, ...] = ()
    policy_alignment: PolicyAlignment | None = None
    benefits: tuple[Benefit, ...] = ()
    social: Social | None = None
    environment: Environment | None = None
    lobbying_meetings: tuple[Meeting, ...] = ()
