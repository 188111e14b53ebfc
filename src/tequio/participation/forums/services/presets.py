"""Models of an exercise, as data (``presets/*.json``; the format is in its README), and beginning with one."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from django.db import transaction
from django.utils import timezone
from msgspec import Meta

from tequio.foundation.identity.types import Assurance
from tequio.foundation.territory.models import Version
from tequio.participation.forums.models import AccessRule, Forum, ForumPhase, Pillar, Question, Sector, Theme
from tequio.participation.forums.services.exercise import create_forum
from tequio.participation.forums.types import Action, Opening, PhaseKind, QuestionKind

FOLDER = Path(__file__).resolve().parents[1] / "presets"

Code = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Words = Annotated[str, Meta(min_length=1)]
Count = Annotated[int, Meta(ge=1, le=32_767)]
Days = Annotated[int, Meta(ge=0, le=3_650)]
Named = tuple[Code, Words]


class PillarModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pillar with its themes."""

    code: Code
    name: Words
    description: str = ""
    drawing: Code = "culture"
    themes: tuple[Named, ...] = ()


class QuestionModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the exercise's own."""

    code: Code
    label: Words
    kind: QuestionKind
    help: str = ""
    options: tuple[Named, ...] = ()
    required: bool = False
    public: bool = True


class AccessModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may do one thing."""

    action: Action
    methods: tuple[Assurance, ...] = ()


class PhaseModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase, counted from the first day of the exercise."""

    kind: PhaseKind
    after: Days
    days: Annotated[int, Meta(ge=1, le=3_650)]
    text: str = ""


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole structure, without a name, a year or a map."""

    code: Code
    name: Words
    about: Words
    summary: str
    text: str
    privacy: str
    pillars: tuple[PillarModel, ...]
    sectors: tuple[Named, ...] = ()
    questions: tuple[QuestionModel, ...] = ()
    access: tuple[AccessModel, ...] = ()
    phases: tuple[PhaseModel, ...] = ()
    horizon_years: Count | None = None
    vision_question: str = ""
    first_step_question: str = ""
    contributions_max: Count | None = None
    votes_max: Count | None = None
    comments: Opening = Opening.AFTER
    age_bands: tuple[tuple[int, int | None], ...] = ()
    answer_days: Count = 30


@cache
def all_presets() -> tuple[Preset, ...]:
    """Return every model that comes with the product, by name."""
    found = (read_preset(path.read_bytes()) for path in sorted(FOLDER.glob("*.json")))
    return tuple(sorted(found, key=lambda preset: preset.name))


def find_preset(code: str) -> Preset | None:
    """Return the model with this code, or None."""
    return next((preset for preset in all_presets() if preset.code == code), None)


def read_preset(raw: bytes) -> Preset:
    """Return the model that a file holds.

    Raises:
        msgspec.ValidationError: naming the field that does not serve.
    """
    return msgspec.json.decode(raw, type=Preset)


@transaction.atomic
def start_from_preset(
    *,
    preset: Preset,
    slug: str,
    name: str,
    year: int,
    territory: Version,
    starts_on: date | None = None,
    actor: int | None = None,
) -> Forum:
    """Create an unpublished exercise with the structure of a model.

    Args:
        preset: the model.
        slug: the new address, unique.
        name: as people call it.
        year: four digits.
        territory: the version of the map.
        starts_on: the first day of the exercise; None leaves the calendar empty.
        actor: the id of the person who does it.

    Raises:
        SlugTaken: if another exercise has this address.
    """
    forum = create_forum(
        slug=slug,
        name=name,
        year=year,
        territory=territory,
        actor=actor,
        **_rules(preset, year),
    )
    _put_lists(forum, preset)
    if starts_on:
        _put_phases(forum, preset, starts_on)
    return forum


def _rules(preset: Preset, year: int) -> dict[str, object]:
    rules: dict[str, object] = {
        "summary": preset.summary,
        "text": preset.text,
        "privacy": preset.privacy,
        "horizon": year + preset.horizon_years if preset.horizon_years else None,
        "vision_question": preset.vision_question,
        "first_step_question": preset.first_step_question,
        "contributions_max": preset.contributions_max,
        "votes_max": preset.votes_max,
        "comments": preset.comments.value,
        "answer_days": preset.answer_days,
    }
    if preset.age_bands:
        rules["age_bands"] = [list(band) for band in preset.age_bands]
    return rules


def _put_lists(forum: Forum, preset: Preset) -> None:
    pillars = Pillar.objects.bulk_create(
        Pillar(forum=forum, code=p.code, name=p.name, description=p.description, drawing=p.drawing, position=n)
        for n, p in enumerate(preset.pillars)
    )
    Theme.objects.bulk_create(
        Theme(pillar=pillar, code=code, name=name, position=n)
        for pillar, model in zip(pillars, preset.pillars, strict=True)
        for n, (code, name) in enumerate(model.themes)
    )
    Sector.objects.bulk_create(
        Sector(forum=forum, code=code, name=name, position=n) for n, (code, name) in enumerate(preset.sectors)
    )
    Question.objects.bulk_create(
        Question(
            forum=forum,
            code=q.code,
            label=q.label,
            help=q.help,
            kind=q.kind.value,
            options=[list(option) for option in q.options],
            required=q.required,
            public=q.public,
            position=n,
        )
        for n, q in enumerate(preset.questions)
    )
    AccessRule.objects.bulk_create(
        AccessRule(forum=forum, action=a.action.value, methods=[m.value for m in a.methods])
        for a in preset.access
    )


def _put_phases(forum: Forum, preset: Preset, starts_on: date) -> None:
    ForumPhase.objects.bulk_create(
        ForumPhase(
            forum=forum,
            kind=p.kind.value,
            opens=_midnight(starts_on, p.after),
            closes=_midnight(starts_on, p.after + p.days),
            text=p.text,
        )
        for p in preset.phases
    )


def _midnight(day: date, later: int) -> datetime:
    """Return the first instant of a day so many days later, in the municipality's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time()))
