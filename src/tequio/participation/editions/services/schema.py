"""The convocatoria as a type: the source of its JSON Schema, and how a stored document is read back."""

from datetime import date, datetime
from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from tequio.core.envelopes import FormulaKind
from tequio.foundation.identity.types import Assurance
from tequio.participation.editions.services.document import FORMATS, VERSION
from tequio.participation.editions.types import (
    Action,
    BallotKind,
    BoxMode,
    Comments,
    Completion,
    CountingDetails,
    CountingRule,
    CriterionKind,
    Eligibility,
    PhaseKind,
    Preview,
    TieRule,
    VoteScope,
)

# What version 3 says that version 2 did not; a document of version 2 is read with the defaults, as it was held.
_ADDED = {"Ballot": ("box_mode", "changes"), "Counting": ("details", "contest_days", "preview")}

Centavos = Annotated[int, Meta(ge=0, description="Centavos enteros de la moneda de la edición.")]
Limit = Annotated[int, Meta(ge=0)] | None
Instant = Annotated[datetime, Meta(tz=True, description="Instante ISO 8601 con zona horaria.")]


class Part(Struct, forbid_unknown_fields=True):
    """A part of the document: no field may be unknown."""


class Identity(Part):
    slug: str
    name: str
    year: int
    summary: str
    currency: str


class Level(Part):
    code: str
    name: str
    name_plural: str


class Unit(Part):
    level: str
    code: str
    name: str


class Territory(Part):
    version: str
    valid_from: date
    levels: list[Level]
    units: list[Unit]


class Office(Part):
    code: str
    name: str


class Phase(Part):
    kind: PhaseKind
    opens: Annotated[datetime, Meta(tz=True, description="Primer instante, incluido.")]
    closes: Annotated[datetime, Meta(tz=True, description="Primer instante después, no incluido.")]
    text: str


class Category(Part):
    code: str
    name: str
    offices: list[str]


class Size(Part):
    code: str
    name: str
    cap_centavos: Centavos
    proposals_max: Limit
    choices_max: Limit


class Envelope(Part):
    """Money of a territory (no unit: the whole city) and a size (none: any)."""

    level: str | None
    unit: str | None
    size: str | None
    amount_centavos: Centavos
    winners_max: Limit


class Formula(Part):
    level: str
    size: str | None
    kind: FormulaKind
    total_centavos: Centavos
    source: str
    figures: dict[str, str]
    floor_percent: Annotated[int, Meta(ge=0, le=100)] = 0


class Access(Part):
    action: Action
    methods: list[Assurance]
    age_min: Limit
    age_max: Limit
    age_on: date | None
    minors_with_guardian: bool


class Proposals(Part):
    who: Eligibility
    max_per_person: Limit


class Supports(Part):
    max_per_person: Limit
    min_to_be_judged: Annotated[int, Meta(ge=0)]


class Criterion(Part):
    code: str
    kind: CriterionKind
    question: str
    offices: list[str]


class Feasibility(Part):
    office: str | None
    days: int
    correction_days: int
    appeal_days: int
    appeal_answer_days: int
    criteria: list[Criterion]


class Ballot(Part):
    who: Eligibility
    kind: BallotKind
    max_choices: int
    max_points: int
    scope: VoteScope
    max_choices_citywide: Limit
    box_mode: BoxMode = BoxMode.TOKENS
    changes: bool = False


class PaperPoint(Part):
    name: str
    address: str
    hours: str
    unit: str | None


class Counting(Part):
    rule: CountingRule
    threshold_votes: Annotated[int, Meta(ge=0)]
    ties: TieRule
    completion: Completion
    details: CountingDetails = CountingDetails()
    contest_days: Annotated[int, Meta(ge=0)] = 0
    preview: Preview = Preview.AUDITORS


class Convocatoria(Part):
    """All the rules of one edition of participatory budgeting, as they were published."""

    format: Annotated[str, Meta(pattern=f"^({'|'.join(FORMATS.values())})$")]
    publisher: Annotated[str, Meta(description="Quién la publica.")]
    edition: Identity
    territory: Territory
    offices: list[Office]
    time_zone: str
    phases: list[Phase]
    categories: list[Category]
    sizes: list[Size]
    envelopes: list[Envelope]
    formulas: list[Formula]
    access: list[Access]
    proposals: Proposals
    comments: Comments
    supports: Supports
    feasibility: Feasibility
    ballot: Ballot
    paper_points: list[PaperPoint]
    counting: Counting


def read(document: str) -> Convocatoria | None:
    """Return a stored document as a value; None if it is of a format that is neither this one nor the last."""
    try:
        return msgspec.json.decode(document, type=Convocatoria)
    except msgspec.ValidationError:
        return None


@cache
def json_schema(version: int = VERSION) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the documents of a version, from 2 to this one.

    Args:
        version: which; what came after it is left out.
    """
    found = msgspec.json.schema(Convocatoria)
    parts = found["$defs"]
    for name, fields in _ADDED.items():
        for field in fields:
            if version < VERSION:
                del parts[name]["properties"][field]
            else:
                parts[name]["required"].append(field)
    if version < VERSION:
        del parts[CountingDetails.__name__]
    parts[Convocatoria.__name__]["properties"]["format"] = {"const": FORMATS[version]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tequio:convocatoria:{version}",
        "title": "Convocatoria de presupuesto participativo",
        **found,
    }
