"""The structures that projects and their contracting processes share."""

from typing import Annotated, Any

from tequio.core.ocds.profile.notation import (
    Also,
    Codes,
    Day,
    Format,
    Link,
    NotEmpty,
    Part,
    Text,
    VersionedId,
    Written,
)
from tequio.core.ocds.profile.parts import Number

_COORDINATES: dict[str, object] = {
    "type": "array",
    "items": {"type": ["number", "array"], "minItems": 1},
    "minItems": 1,
}


class SimpleIdentifier(Part):
    id: str
    scheme: Text = None


class OrganizationReference(Part):
    name: Text = None
    id: Text = None


class Value(Part):
    amount: Number = None
    currency: Annotated[Text, Codes("currency")] = None


class Period(Part):
    start_date: Day = None
    end_date: Day = None
    max_extent_date: Day = None
    duration_in_days: int | None = None


class Geometry(Part):
    type: Annotated[Text, Codes("geometryType")] = None
    coordinates: Annotated[tuple[Any, ...], Written(_COORDINATES)] = ()


class Gazetteer(Part):
    scheme: Annotated[Text, Codes("locationGazetteers")] = None
    identifiers: tuple[str, ...] = ()


class Address(Part):
    street_address: Text = None
    locality: Text = None
    region: Text = None
    postal_code: Text = None
    country_name: Text = None


class Location(Part):
    id: str
    description: Text = None
    geometry: Geometry | None = None
    gazetteer: Gazetteer | None = None
    uri: Text = None
    address: Address | None = None


class Classification(Part):
    scheme: Annotated[Text, Codes("classificationScheme")] = None
    id: Annotated[Text, VersionedId()] = None
    description: Text = None
    uri: Link = None


class Identifier(Part):
    scheme: Text = None
    id: Annotated[Text, VersionedId()] = None
    legal_name: Text = None
    uri: Link = None


class ContactPoint(Part):
    name: Text = None
    email: Text = None
    telephone: Text = None
    fax_number: Text = None
    url: Link = None


class Person(Part):
    id: str
    name: Text = None
    identifier: Identifier | None = None
    nationalities: Annotated[tuple[str, ...], Codes("country")] = ()
    address: Address | None = None
    email: Annotated[Text, Format("email")] = None
    fax_number: Text = None
    telephone: Text = None
    job_title: Text = None


class Organization(Part):
    name: Text = None
    id: Text = None
    identifier: Identifier | None = None
    additional_identifiers: tuple[Identifier, ...] = ()
    address: Address | None = None
    contact_point: ContactPoint | None = None
    roles: Annotated[tuple[str, ...], Codes("partyRole")] = ()
    beneficial_owners: tuple[Person, ...] = ()
    classifications: tuple[Classification, ...] = ()
    people: tuple[Person, ...] = ()


class Document(Part):
    id: str
    document_type: Annotated[Text, Codes("documentType")] = None
    title: Text = None
    description: Text = None
    url: Link = None
    date_published: Day = None
    date_modified: Day = None
    format: Text = None
    language: Text = None
    page_start: Text = None
    page_end: Text = None
    access_details: Text = None
    author: Text = None


class Milestone(Part):
    id: str
    title: Text = None
    type: Annotated[Text, Codes("milestoneType")] = None
    description: Text = None
    code: Annotated[Text, Codes("milestoneCode")] = None
    due_date: Day = None
    date_met: Day = None
    date_modified: Day = None
    status: Annotated[Text, Codes("milestoneStatus")] = None
    value: Value | None = None


class MilestoneReference(Part):
    id: str
    title: Text = None


class Transaction(Part):
    id: str
    source: Link = None
    date: Day = None
    value: Value | None = None
    payer: OrganizationReference | None = None
    payee: OrganizationReference | None = None
    uri: Link = None
    related_implementation_milestone: MilestoneReference | None = None


class Unit(Part):
    name: Text = None
    scheme: Annotated[Text, Codes("unitClassificationScheme")] = None
    id: Text = None
    uri: Link = None


class Observation(Part):
    id: str
    period: Period | None = None
    value: Value | None = None
    measure: Annotated[Number, Also("string"), NotEmpty()] = None
    unit: Unit | None = None
    dimensions: dict[str, Any] | None = None
    notes: Text = None


class Metric(Part):
    id: Annotated[str, Codes("metricID")]
    title: Text = None
    description: Text = None
    observations: tuple[Observation, ...] = ()
