"""The structures that every stage of a contracting process shares."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from tequio.core.ocds.profile.notation import (
    Also,
    Codes,
    Converted,
    Day,
    Deprecated,
    From,
    Id,
    Link,
    NotEmpty,
    NotNull,
    Part,
    Text,
    Translatable,
    Unique,
    VersionedId,
    WholeList,
    Written,
)

Number = int | Decimal | None
_PARTIES = "los datos de la organización van en parties; aquí quedan solo id y name"
_NOTICES = "los documentos van en tender, awards, contracts o implementation"


class ExchangeRate(Part):
    says_something: ClassVar[bool] = True

    rate: Number = None
    currency: Annotated[Text, Codes("currency"), NotEmpty()] = None
    date: Day = None
    source: Annotated[Text, Codes("exchangeRateSource"), NotEmpty()] = None


class Value(Part):
    """Money. ``amount`` is with taxes, ``net_amount`` before them."""

    amount: Annotated[Number, Converted("exchangeRate")] = None
    net_amount: Annotated[Number, From("taxes")] = None
    currency: Annotated[Text, Codes("currency")] = None
    exchange_rates: Annotated[
        tuple[ExchangeRate, ...], From("exchangeRate"), NotEmpty(), Unique(), WholeList()
    ] = ()


class Period(Part):
    start_date: Day = None
    end_date: Day = None
    max_extent_date: Day = None
    duration_in_days: int | None = None


class Identifier(Part):
    scheme: Text = None
    id: Annotated[Text, Also("integer"), VersionedId()] = None
    legal_name: Annotated[Text, Translatable()] = None
    uri: Link = None
    legal_personality: Annotated[Text, Codes("legalPersonality"), From("nameBreakdown")] = None
    given_name: Annotated[Text, From("nameBreakdown")] = None
    patronymic_name: Annotated[Text, From("nameBreakdown")] = None
    matronymic_name: Annotated[Text, From("nameBreakdown")] = None


class Address(Part):
    street_address: Text = None
    locality: Text = None
    region: Text = None
    postal_code: Text = None
    country_name: Annotated[Text, Translatable()] = None
    description: Annotated[Text, From("location")] = None


class ContactPoint(Part):
    name: Annotated[Text, Translatable()] = None
    email: Text = None
    telephone: Text = None
    fax_number: Text = None
    url: Link = None
    given_name: Annotated[Text, From("nameBreakdown")] = None
    patronymic_name: Annotated[Text, From("nameBreakdown")] = None
    matronymic_name: Annotated[Text, From("nameBreakdown")] = None
    type: Annotated[Text, Codes("contactPointType"), From("contactPointType")] = None
    available_languages: Annotated[Text, From("contactPointType")] = None
    lenguage_code: Annotated[Text, From("contactPointType")] = None
    available_language: Annotated[
        tuple[Annotated[str, NotEmpty()], ...], From("additionalContactPoints"), NotEmpty(), Unique()
    ] = ()
    address: Annotated[Address | None, From("additionalContactPoints")] = None


class OrganizationReference(Part):
    id: Annotated[Text, Also("integer"), NotNull()] = None
    name: Annotated[Text, NotEmpty()] = None
    identifier: Annotated[Identifier | None, Deprecated("1.1", _PARTIES)] = None
    address: Annotated[Address | None, Deprecated("1.1", _PARTIES)] = None
    additional_identifiers: Annotated[
        tuple[Identifier, ...], Unique(), WholeList(), Deprecated("1.1", _PARTIES)
    ] = ()
    contact_point: Annotated[ContactPoint | None, Deprecated("1.1", _PARTIES)] = None


class Organization(Part):
    id: Annotated[Text, NotNull()] = None
    name: Annotated[Text, Translatable()] = None
    identifier: Identifier | None = None
    additional_identifiers: Annotated[tuple[Identifier, ...], Unique(), WholeList()] = ()
    address: Address | None = None
    contact_point: ContactPoint | None = None
    roles: Annotated[tuple[str, ...], Codes("partyRole")] = ()
    details: dict[str, Any] | None = None
    position: Annotated[Text, From("clarificationMeetings")] = None
    additional_contact_points: Annotated[
        tuple[ContactPoint, ...], From("additionalContactPoints"), NotEmpty(), Unique(), WholeList()
    ] = ()
    member_of: Annotated[tuple[OrganizationReference, ...], From("memberOf"), NotEmpty(), Unique()] = ()


class Classification(Part):
    scheme: Annotated[Text, Codes("itemClassificationScheme")] = None
    id: Annotated[Text, Also("integer"), VersionedId()] = None
    description: Annotated[Text, Translatable()] = None
    uri: Link = None


class Unit(Part):
    scheme: Annotated[Text, Codes("unitClassificationScheme")] = None
    id: Annotated[Text, VersionedId()] = None
    name: Annotated[Text, Translatable()] = None
    value: Value | None = None
    uri: Link = None


class Geometry(Part):
    type: Annotated[Text, Codes("geometryType")] = None
    coordinates: Annotated[
        tuple[Any, ...], Written({"type": ["array", "null"], "items": {"type": ["number", "array"]}})
    ] = ()


class Gazetteer(Part):
    scheme: Annotated[Text, Codes("locationGazetteers")] = None
    identifiers: tuple[str, ...] = ()


class Location(Part):
    description: Text = None
    geometry: Geometry | None = None
    gazetteer: Gazetteer | None = None
    uri: Link = None


_PLURAL = "use la lista deliveryLocations o deliveryAddresses"


class Item(Part):
    id: Id
    description: Annotated[Text, Translatable()] = None
    classification: Classification | None = None
    additional_classifications: Annotated[tuple[Classification, ...], Unique(), WholeList()] = ()
    quantity: Number = None
    unit: Unit | None = None
    delivery_locations: Annotated[
        tuple[Location, ...], From("location"), NotEmpty(), Unique(), WholeList()
    ] = ()
    delivery_location: Annotated[Location | None, From("location"), Deprecated("1.2.0", _PLURAL)] = None
    delivery_addresses: Annotated[tuple[Address, ...], From("location"), NotEmpty(), Unique(), WholeList()] = ()
    delivery_address: Annotated[Address | None, From("location"), Deprecated("1.2.0", _PLURAL)] = None


class Document(Part):
    id: Id
    document_type: Annotated[Text, Codes("documentType")] = None
    title: Annotated[Text, Translatable()] = None
    description: Annotated[Text, Translatable()] = None
    url: Link = None
    date_published: Day = None
    date_modified: Day = None
    format: Text = None
    language: Text = None


class Milestone(Part):
    id: Id
    title: Annotated[Text, Translatable()] = None
    type: Annotated[Text, Codes("milestoneType")] = None
    description: Annotated[Text, Translatable()] = None
    code: Text = None
    due_date: Day = None
    date_met: Day = None
    date_modified: Day = None
    status: Annotated[Text, Codes("milestoneStatus")] = None
    documents: Annotated[tuple[Document, ...], Unique(), Deprecated("1.1", _NOTICES)] = ()


class Change(Part):
    property: Annotated[Text, NotNull()] = None
    former_value: Any = None


class Amendment(Part):
    id: Text = None
    date: Day = None
    rationale: Annotated[Text, Translatable()] = None
    description: Text = None
    amends_release_id: Text = None
    release_id: Text = None
    changes: Annotated[
        tuple[Change, ...], Deprecated("1.1", "describa los cambios en amendments.description")
    ] = ()


class RelatedProcess(Part):
    id: Annotated[Text, NotNull()] = None
    relationship: Annotated[tuple[str, ...], Codes("relatedProcess")] = ()
    title: Text = None
    scheme: Annotated[Text, Codes("relatedProcessScheme")] = None
    identifier: Text = None
    uri: Link = None
