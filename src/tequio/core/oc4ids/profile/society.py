"""What a project means for people, for the environment and for public policy."""

from typing import Annotated

from tequio.core.oc4ids.profile.parts import Address, Classification, Location, OrganizationReference, Value
from tequio.core.ocds.profile.notation import Codes, Day, Part, Text


class PolicyAlignment(Part):
    policies: Annotated[tuple[str, ...], Codes("policyAlignment")] = ()
    description: Text = None


class Beneficiary(Part):
    location: Location | None = None
    description: Text = None
    number_of_people: int | None = None


class Benefit(Part):
    title: Text = None
    description: Text = None
    beneficiaries: tuple[Beneficiary, ...] = ()


class OfficeHolder(Part):
    name: Text = None


class PublicOffice(Part):
    person: OfficeHolder | None = None
    organization: OrganizationReference | None = None
    job_title: Text = None


class Meeting(Part):
    id: str
    date: Day = None
    address: Address | None = None
    number_of_participants: int | None = None
    public_office: PublicOffice | None = None


class MaterialTests(Part):
    tests: Annotated[tuple[str, ...], Codes("constructionMaterial")] = ()
    description: Text = None


class HealthAndSafety(Part):
    material_tests: MaterialTests | None = None


class Social(Part):
    consultation_meetings: tuple[Meeting, ...] = ()
    land_compensation_budget: Value | None = None
    in_indigenous_land: bool | None = None
    health_and_safety: HealthAndSafety | None = None


class ClimateMeasure(Part):
    type: Annotated[tuple[str, ...], Codes("climateMeasure")] = ()
    description: Text = None


class ConservationMeasure(Part):
    type: Annotated[Text, Codes("conservationMeasure")] = None
    description: Text = None


class EnvironmentalMeasure(Part):
    type: Annotated[Text, Codes("environmentalMeasure")] = None
    description: Text = None


class Environment(Part):
    goals: Annotated[tuple[str, ...], Codes("environmentalGoal")] = ()
    climate_oversight_types: Annotated[tuple[str, ...], Codes("climateOversightTypes")] = ()
    has_impact_assessment: bool | None = None
    impact_categories: tuple[Classification, ...] = ()
    climate_measures: tuple[ClimateMeasure, ...] = ()
    conservation_measures: tuple[ConservationMeasure, ...] = ()
    environmental_measures: tuple[EnvironmentalMeasure, ...] = ()
    abatement_cost: Value | None = None
    in_protected_area: bool | None = None
