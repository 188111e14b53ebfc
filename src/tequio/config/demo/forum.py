"""Two forums of Valle de Tequio's plan: one where people are talking now, and one of two years before.

Each part of the product that tells more of them (certificates, meetings, the plan, the analysis) has a file of
its own beside this one, called from ``city``.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import TypeVar

from django.utils import timezone

from tequio.config.demo.exercise import World
from tequio.config.demo.voices import VOICES, Said
from tequio.foundation.accounts.models import User
from tequio.foundation.taxonomies.models import Concept
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.models import (
    Contribution,
    Forum,
    PaperBatch,
    Participant,
    Pillar,
    Sector,
    Theme,
    Vote,
)
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.services import presets
from tequio.participation.forums.services.folios import next_folios
from tequio.participation.forums.types import Channel, ContributionState, Gender, PhaseKind

T = TypeVar("T")

_SEED = 1910
_PRESET = "plan-municipal"
_GOALS = "ods"
# Which goal of the 2030 Agenda answers to each pillar of the model.
_ALIGNED = {"bienestar": "3", "servicios": "11", "seguridad": "16", "economia": "8", "gobierno": "16"}
_GENDERS = ((Gender.WOMAN, 50), (Gender.MAN, 38), (Gender.NON_BINARY, 3), (Gender.UNSAID, 9))
_AGES = (4, 26, 30, 22, 18)  # in a hundred, of each band of the model
_SILENT = 0.1  # of the people say nothing of themselves
_CHANNELS = ((Channel.WEB, 70), (Channel.TABLE, 18), (Channel.PAPER, 12))  # in a hundred


@dataclass(frozen=True, slots=True)
class Exercise:
    """How much happens in an exercise, and since when."""

    slug: str
    name: str
    summary: str
    began: int  # days before now
    voices: int
    voters: int  # who only vote
    first: int = 0  # where in the list of what is said it begins


@dataclass(slots=True)
class Held:
    """What both exercises left, for whoever tells the rest of the story."""

    present: Forum
    past: Forum


@dataclass(slots=True)
class _Room:
    """What every voice of an exercise hangs on."""

    forum: Forum
    chance: random.Random
    colonias: list[Unit]
    begins: datetime
    ends: datetime
    sectors: list[Sector]
    themes: dict[str, tuple[Pillar, Theme]]
    batches: dict[str, PaperBatch] = field(default_factory=dict)


def hold(world: World, *, size: float = 1) -> Held:
    """Make both exercises; ``size`` less than 1 makes fewer voices, for tests."""
    year = timezone.localdate(world.now).year
    past = Exercise(
        slug=f"foro-plan-{year - 2}",
        name=f"Foro del plan municipal {year - 2}",
        summary="Lo que la gente pidió hace dos años, y qué pasó con cada voz.",
        began=2 * 365 + 40,
        voices=90,
        voters=210,
        first=3,
    )
    present = Exercise(
        slug=f"foro-plan-{year}",
        name=f"Foro del plan municipal {year}",
        summary="Diga qué debe atender el plan del municipio. Toma menos de tres minutos.",
        began=20,
        voices=120,
        voters=280,
    )
    return Held(past=_hold(world, past, size), present=_hold(world, present, size))


def _hold(world: World, plan: Exercise, size: float) -> Forum:
    chance = random.Random(f"{_SEED}:{plan.slug[:-4]}:{plan.first}")  # noqa: S311 - an invented city, not a secret
    forum = _make(world, plan)
    voices, voters = max(ceil(plan.voices * size), 6), ceil(plan.voters * size)
    contributing = queries.phase(forum, PhaseKind.CONTRIBUTING)
    voting = queries.phase(forum, PhaseKind.VOTING)
    if contributing is None or voting is None:
        raise LookupError("the model lacks the phases of contributing or voting")
    room = _Room(
        forum,
        chance,
        world.colonias,
        begins=contributing.opens,
        ends=min(contributing.closes, world.now),
        sectors=list(forum.sectors.all()),
        themes={
            t.code: (t.pillar, t) for t in Theme.objects.filter(pillar__forum=forum).select_related("pillar")
        },
    )
    people = chance.sample(world.people.citizens, min(voices + voters, len(world.people.citizens)))
    said = _say(room, people[:voices], VOICES[plan.first :] + VOICES[: plan.first], world.people.cast.caro)
    electors = _join(room, people[voices:], since=voting.opens)
    _vote(room, said, electors, since=voting.opens, until=min(voting.closes, world.now))
    return forum


def _make(world: World, plan: Exercise) -> Forum:
    preset = presets.find_preset(_PRESET)
    if preset is None:
        raise LookupError(_PRESET)
    begins = timezone.localdate(world.now - timedelta(days=plan.began))
    actor = world.people.cast.caro.pk
    forum = presets.start_from_preset(
        preset=preset,
        slug=plan.slug,
        name=plan.name,
        year=begins.year,
        territory=world.territory,
        starts_on=begins,
        actor=actor,
    )
    before = world.now - timedelta(days=plan.began + 10)
    forum = services.edit_forum(forum=forum, at=before, actor=actor, summary=plan.summary)
    _align(forum)
    return services.publish(forum=forum, at=before, actor=actor)


def _themes(pillar: Pillar) -> list[Theme]:
    return list(pillar.themes.select_related("pillar"))


def _align(forum: Forum) -> None:
    """Align each pillar with a goal of the 2030 Agenda, where the goals are loaded."""
    goals = {c.code: c for c in Concept.objects.filter(scheme__slug=_GOALS).select_related("scheme")}
    if not goals:
        return
    Forum.objects.filter(pk=forum.pk).update(themes_scheme=goals["1"].scheme)
    for pillar in forum.pillars.all():
        Pillar.objects.filter(pk=pillar.pk).update(concept=goals.get(_ALIGNED.get(pillar.code, "")))


def _join(room: _Room, people: Sequence[User | None], *, since: datetime) -> list[Participant]:
    """Write down so many participants with what they say of themselves; without a person: at a table."""
    chance, bands = room.chance, room.forum.age_bands
    rows = []
    for person in people:
        joined = since + (room.ends - since) * chance.random()
        silent = chance.random() < _SILENT
        rows.append(
            Participant(
                forum=room.forum,
                person=person,
                gender=Gender.UNSAID.value if silent else _pick(chance, _GENDERS).value,
                age_from=None if silent else chance.choices(bands, _AGES)[0][0],
                sector=None if silent else chance.choice(room.sectors),
                unit=chance.choice(room.colonias),
                asked_at=joined,
                joined_at=joined,
            )
        )
    return Participant.objects.bulk_create(rows)


def _say(room: _Room, people: Sequence[User], kernels: Sequence[Said], staff: User) -> list[Contribution]:
    """Write the voices in the order in which they came, each with the next folio."""
    chance = room.chance
    channels = [_pick(chance, _CHANNELS) for _ in people]
    authors = [p if c is Channel.WEB else None for p, c in zip(people, channels, strict=True)]
    joined = sorted(_join(room, authors, since=room.begins), key=lambda p: p.joined_at)
    offline = iter([c for c in channels if c is not Channel.WEB])
    folios = next_folios(room.forum.year, len(joined))
    weights = [1 + 9 * chance.random() ** 3 for _ in kernels]  # some things hurt many, most hurt a few
    turns: Counter[str] = Counter()
    rows = []
    for one, folio in zip(joined, folios, strict=True):
        kernel = chance.choices(kernels, weights)[0]
        row = _voice(room, kernel, turn=turns[kernel.title], one=one, folio=folio)
        turns[kernel.title] += 1
        if one.person_id is None:
            _through_the_office(room, row, staff, next(offline))
        rows.append(row)
    PaperBatch.objects.bulk_update(room.batches.values(), ["sheets"])
    return Contribution.objects.bulk_create(rows)


def _voice(room: _Room, kernel: Said, *, turn: int, one: Participant, folio: str) -> Contribution:
    chance = room.chance
    unit = chance.choice(room.colonias)
    pillar, theme = room.themes[kernel.theme]
    lon, lat = _spot(unit, chance)
    titles = (kernel.title, kernel.other, f"{kernel.other} en {unit.name}", f"{kernel.title}: {unit.name}")
    questions = {"a-quien": [chance.choice(("ninez", "jovenes", "mujeres", "mayores", "todas"))]}
    return Contribution(
        forum=room.forum,
        folio=folio,
        state=ContributionState.SUBMITTED.value,
        participant=one,
        author=one.person,
        author_name=one.person.name if one.person else "",
        pillar=pillar,
        theme=theme,
        title=titles[turn % len(titles)],
        problem=kernel.problem if turn % 2 == 0 else kernel.again,
        idea=kernel.idea,
        vision=kernel.vision if chance.random() < 0.8 else "",  # noqa: PLR2004 - four in five say it
        first_step=kernel.step if chance.random() < 0.6 else "",  # noqa: PLR2004 - three in five say it
        answers=questions,
        place=kernel.place,
        lon=lon,
        lat=lat,
        site=unit,
        submitted_at=one.joined_at,
    )


def _through_the_office(room: _Room, row: Contribution, staff: User, channel: Channel) -> None:
    """Let a voice have come at a table or on a sheet, in the one batch of each that the exercise has."""
    batch = room.batches.get(channel)
    if batch is None:
        table = channel is Channel.TABLE
        batch = room.batches[channel] = PaperBatch.objects.create(
            forum=room.forum,
            folio=f"L{room.forum.year % 100:02d}-{'0001' if table else '0002'}",
            channel=channel.value,
            place="Mesa de la plaza principal" if table else "Buzón de la biblioteca municipal",
            gathered_on=timezone.localdate(room.begins),
            opened_at=room.begins,
            opened_by=staff,
            closed_at=None if room.ends < room.begins + timedelta(days=40) else room.ends,
        )
    row.channel = channel.value
    row.batch = batch
    row.captured_by = staff
    if channel is Channel.PAPER:
        batch.sheets = row.sheet = (batch.sheets or 0) + 1


def _vote(
    room: _Room,
    said: Sequence[Contribution],
    electors: Sequence[Participant],
    *,
    since: datetime,
    until: datetime,
) -> None:
    """Give the votes: some voices draw many and most a few, as it happens."""
    chance = room.chance
    weights = [1 + 12 * chance.random() ** 4 for _ in said]
    votes: dict[tuple[int, int], Vote] = {}
    for elector in [*electors, *(c.participant for c in said if c.author_id and c.participant)]:
        for voice in chance.choices(said, weights, k=chance.randint(1, 7)):
            if voice.participant_id != elector.pk:
                at = since + (until - since) * chance.random()
                votes[voice.pk, elector.pk] = Vote(contribution=voice, participant=elector, given_at=at)
    Vote.objects.bulk_create(votes.values())


def _spot(unit: Unit, chance: random.Random) -> tuple[float, float]:
    """Return a place inside a colonia: on the way from its centre to one of its corners."""
    ring = (unit.geometry or {}).get("coordinates", [[[unit.centre_lon, unit.centre_lat]]])[0]
    corner = chance.choice(ring)
    share = chance.uniform(0, 0.7)
    lon, lat = unit.centre_lon or 0.0, unit.centre_lat or 0.0
    return lon + (corner[0] - lon) * share, lat + (corner[1] - lat) * share


def _pick(chance: random.Random, options: Sequence[tuple[T, int]]) -> T:
    return chance.choices([option for option, _ in options], [weight for _, weight in options])[0]
