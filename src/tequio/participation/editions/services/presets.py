"""Presets: schemes that municipalities have held, as data (``presets/*.json``; the format is in its README)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from tequio.core.envelopes import FLOOR_MOST, FormulaKind
from tequio.foundation.identity.types import Assurance
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

FOLDER = Path(__file__).resolve().parents[1] / "presets"
_LEAP_YEAR = 2000  # so that the 29th of February can be written

Code = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Words = Annotated[str, Meta(min_length=1)]
Amount = Annotated[int, Meta(ge=0)]  # centavos
Count = Annotated[int, Meta(ge=1, le=32_767)]
Whole = Annotated[int, Meta(ge=0, le=32_767)]
Percent = Annotated[int, Meta(ge=0, le=FLOOR_MOST)]
MonthDay = Annotated[str, Meta(pattern=r"^\d\d-\d\d$")]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level of the map that the scheme needs; the coordinator says which of theirs plays it."""

    role: Code
    name: Words
    hint: Words


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of ``Edition`` that a scheme sets. What it leaves out is as in an empty edition."""

    who_proposes: Eligibility = Eligibility.SIGNED_IN
    proposals_max: Count | None = None
    who_votes: Eligibility = Eligibility.SIGNED_IN
    vote_scope: VoteScope = VoteScope.ANY
    ballot_kind: BallotKind = BallotKind.APPROVAL
    max_choices: Count = 5
    city_choices_max: Count | None = None
    max_points: Count = 1
    rule: CountingRule = CountingRule.GREEDY_SKIP
    completion: Completion = Completion.NONE
    threshold_votes: Whole = 0
    tie_rule: TieRule = TieRule.ASSEMBLY
    counting: CountingDetails = CountingDetails()
    box_mode: BoxMode = BoxMode.TOKENS
    vote_changes: bool = False
    contest_days: Whole = 0
    preview: Preview = Preview.AUDITORS
    supports_max: Count | None = None
    supports_min: Whole = 0
    comments: Comments = Comments.AFTER
    review_days: Count = 15
    correction_days: Whole = 5
    appeal_days: Whole = 5
    appeal_answer_days: Whole = 10


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Code
    name: Words
    drawing: Code = "park"


class Size(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Code
    name: Words
    cap_centavos: Amount
    proposals_max: Count | None = None
    choices_max: Count | None = None


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same money for each unit of a level; no role: the whole city."""

    amount_centavos: Amount
    role: Code | None = None
    size: Code | None = None
    winners_max: Count | None = None


class Formula(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sum shared among the units of a level, with the population of the map where it is per capita."""

    role: Code
    kind: FormulaKind
    total_centavos: Amount
    size: Code | None = None
    floor_percent: Percent = 0
    winners_max: Count | None = None


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    action: Action
    methods: list[Assurance] = []
    age_min: Count | None = None
    age_max: Count | None = None
    age_on: MonthDay | None = None
    minors_with_guardian: bool = False


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Code
    kind: CriterionKind
    question: Words


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase from the beginning of its first day to the end of its last."""

    kind: PhaseKind
    first_day: MonthDay
    last_day: MonthDay
    years_later: Annotated[int, Meta(ge=0, le=5)] = 0  # of the last day, after the year of the edition
    text: str = ""


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole scheme. ``differences`` says where it departs from what the municipality did."""

    format: Annotated[str, Meta(pattern=r"^tequio/preset/1$")]
    code: Code
    name: Words
    place: Words
    held: Annotated[int, Meta(ge=1989, le=2100)]
    position: Whole
    summary: Words
    edition_summary: Words
    differences: list[Words]
    sources: list[Words]
    rules: Rules
    categories: list[Category]
    phases: list[Phase]
    roles: list[Role] = []
    sizes: list[Size] = []
    envelopes: list[Envelope] = []
    formulas: list[Formula] = []
    access: list[Access] = []
    criteria: list[Criterion] = []


class BadPreset(ValueError):
    """The file is no preset, or refers to something that it does not define."""


@cache
def all_presets() -> tuple[Preset, ...]:
    """Return the presets that come with the product, in their order."""
    found = [read_preset(path.read_bytes()) for path in FOLDER.glob("*.json")]
    return tuple(sorted(found, key=lambda preset: (preset.position, preset.code)))


def find_preset(code: str) -> Preset | None:
    """Return the preset with this code, or None."""
    return next((found for found in all_presets() if found.code == code), None)


def read_preset(content: bytes) -> Preset:
    """Read a preset and check that everything it names is in it.

    Raises:
        BadPreset: with what is wrong and where.
    """
    try:
        found = msgspec.json.decode(content, type=Preset)
    except msgspec.DecodeError as error:
        raise BadPreset(str(error)) from error
    roles, sizes = {role.role for role in found.roles}, {size.code for size in found.sizes}
    money: list[Envelope | Formula] = [*found.envelopes, *found.formulas]
    unknown = {part.role for part in money} - roles - {None} | {part.size for part in money} - sizes - {None}
    if unknown:
        raise BadPreset(f"money for what is not defined: {', '.join(sorted(map(str, unknown)))}")
    for phase in found.phases:
        _day(phase.first_day)
        _day(phase.last_day)
    return found


def _day(text: str) -> None:
    month, day = map(int, text.split("-"))
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise BadPreset(f"{text} is no day of the year") from error
