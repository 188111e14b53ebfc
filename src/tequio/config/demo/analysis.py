"""How the city worked on what people said in its forums: groups, labels, duties and answers, made in bulk."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from tequio.config.demo.exercise import World
from tequio.config.demo.forum import Held
from tequio.core import workdays
from tequio.foundation.accounts.models import Office
from tequio.foundation.restdays import queries as restdays
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import (
    Answer,
    Assignment,
    Cluster,
    Contribution,
    Forum,
    Suggestion,
    Tag,
)
from tequio.participation.forums.queries import exercise as exercises
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import ClusterState, ContributionState, PhaseKind

# Which office answers what each theme of the model asks; the rest goes to the first office.
_OFFICES = {
    "salud": "SAL",
    "cuidados": "SAL",
    "educacion": "EDU",
    "cultura-deporte": "CUL",
    "agua": "AGU",
    "alumbrado": "SPM",
    "limpia": "SPM",
    "areas-verdes": "SPM",
    "movilidad": "DUR",
    "policia": "SEG",
    "prevencion": "SEG",
    "proteccion-civil": "SEG",
}
# Which goal of the 2030 Agenda a theme speaks of.
_GOALS = {
    "salud": "3",
    "educacion": "4",
    "agua": "6",
    "empleo": "8",
    "movilidad": "11",
    "alumbrado": "11",
    "limpia": "12",
    "areas-verdes": "15",
    "policia": "16",
    "transparencia": "16",
}
_LABELLED, _ANSWERED, _LATE, _SENT_ON = 3, 12, 7, 17  # one in so many
_MERGED = 3  # voices that ask for the very same as another
_ANSWERS = (
    "Lo revisamos en el lugar. Ya está en el programa de este año y empieza antes de que termine el trimestre.",
    "Hoy no hay presupuesto para hacerlo. Lo propusimos para el próximo año y le avisaremos si se aprueba.",
    "Ya se hace en parte: dos veces por semana. Vamos a ampliar los días y lo publicaremos en esta página.",
    "No le toca al municipio. Hablamos con la dependencia del Estado y nos dio fecha para visitarlo.",
)


def analyse(world: World, held: Held) -> None:
    """Work on both exercises: the one that closed was answered almost whole, the open one has just begun."""
    _answer_past(world, held.past)
    _begin_present(world, held.present)


def _answer_past(world: World, forum: Forum) -> None:
    phase = exercises.phase(forum, PhaseKind.ANALYSIS)
    since = phase.opens + timedelta(days=1) if phase else world.now - timedelta(days=400)
    voices = _voices(forum)
    _group(world, forum, since)
    _merge(world, forum, since + timedelta(days=2))
    _label(world, voices, since + timedelta(days=3))
    duties = _assign(world, voices, since + timedelta(days=4))
    _give_answers(duties, world)


def _begin_present(world: World, forum: Forum) -> None:
    """Hand a few voices to their offices before the phase of analysis: people already wait for an answer."""
    since = world.now - timedelta(days=9)
    early = [voice for voice in _voices(forum) if voice.submitted_at and voice.submitted_at < since]
    _group(world, forum, world.now - timedelta(hours=3), confirmed=2)
    _label(world, early, since)
    _give_answers(_assign(world, early[::4], since), world, every=3)


def _voices(forum: Forum) -> list[Contribution]:
    found = Contribution.objects.public().filter(forum=forum, state=ContributionState.SUBMITTED.value)
    return list(found.select_related("theme").order_by("folio"))


def _group(world: World, forum: Forum, at: datetime, *, confirmed: int | None = None) -> None:
    """Search for groups as the worker does, and confirm all of them, or the largest."""
    caro = world.people.cast.caro
    search = Suggestion.objects.create(forum=forum, asked_by=caro, asked_at=at)
    analysis.work(search_id=search.pk, at=at)
    suggested = sorted(
        Cluster.objects.filter(forum=forum, state=ClusterState.SUGGESTED.value).prefetch_related("members"),
        key=lambda group: (-len(group.members.all()), group.pk),
    )
    for group in suggested[:confirmed]:
        analysis.decide_cluster(cluster=group, confirm=True, at=at + timedelta(hours=2), actor=caro.pk)


def _merge(world: World, forum: Forum, at: datetime) -> None:
    groups = Cluster.objects.filter(forum=forum, state=ClusterState.CONFIRMED.value).order_by("pk")[:_MERGED]
    for group in groups:
        first, second, *_rest = [m.contribution for m in group.members.select_related("contribution")]
        analysis.merge(
            voices=[second],
            into=first,
            reason="Las dos piden lo mismo, en el mismo lugar.",
            at=at,
            actor=world.people.cast.caro.pk,
        )


def _label(world: World, voices: Sequence[Contribution], at: datetime) -> None:
    goals = {goal.code: goal for goal in Concept.objects.filter(scheme__slug="ods", broader__isnull=True)}
    wanted = [(voice, _GOALS.get(voice.theme.code if voice.theme else "", "")) for voice in voices]
    Tag.objects.bulk_create(
        Tag(contribution=voice, concept=goals[code], at=at, by=world.people.cast.caro)
        for number, (voice, code) in enumerate(wanted)
        if code in goals and number % _LABELLED
    )


def _assign(world: World, voices: Sequence[Contribution], at: datetime) -> list[Assignment]:
    offices, extra = list(world.people.offices.values()), restdays.extra()
    rows = []
    for voice in voices:
        voice.refresh_from_db(fields=["state"])
        if voice.state != ContributionState.SUBMITTED:
            continue
        code = _OFFICES.get(voice.theme.code if voice.theme else "", "")
        given = max(at, voice.submitted_at or at)
        due = workdays.add_business_days(timezone.localdate(given), voice.forum.answer_days, extra=extra)
        rows.append(
            Assignment(
                contribution=voice,
                office=world.people.offices.get(code, offices[0]),
                assigned_at=given,
                assigned_by=world.people.cast.caro,
                due_on=due,
            )
        )
    made = Assignment.objects.bulk_create(rows)
    _send_on(made, offices)
    return [one for one in made if one.ended_at is None]


def _send_on(made: Sequence[Assignment], offices: Sequence[Office]) -> None:
    """Let an office say, now and then, that a voice is not for it: the next one has it from the day after."""
    for one in made[::_SENT_ON]:
        one.ended_at = one.assigned_at + timedelta(days=1)
        one.end_reason = "No es de nuestra área: le toca a quien construye."
    moved = [one for one in made if one.ended_at]
    Assignment.objects.bulk_update(moved, ["ended_at", "end_reason"])
    Assignment.objects.bulk_create(
        Assignment(
            contribution=one.contribution,
            office=offices[(offices.index(one.office) + 1) % len(offices)],
            assigned_at=one.assigned_at + timedelta(days=1),
            assigned_by=one.assigned_by,
            due_on=one.due_on + timedelta(days=1),
        )
        for one in moved
    )


def _give_answers(duties: Sequence[Assignment], world: World, *, every: int = 1) -> None:
    """Answer all but one in ``_ANSWERED`` of these duties (one in ``every``), some of them late."""
    answered: list[tuple[Assignment, datetime]] = []
    for number, one in enumerate(duties):
        late = number % _LATE == 0
        days = 52 + number % 9 if late else 4 + number % 21
        when = one.assigned_at + timedelta(days=days)
        if number % every or number % _ANSWERED == _ANSWERED - 1 or when >= world.now:
            continue
        one.answered_at = when
        answered.append((one, when))
    Assignment.objects.bulk_update([one for one, _when in answered], ["answered_at"])
    liaisons = {office.pk: world.people.liaisons[code] for code, office in world.people.offices.items()}
    Answer.objects.bulk_create(
        Answer(
            assignment=one,
            act=uuid.uuid4(),
            text=_ANSWERS[number % len(_ANSWERS)],
            by=liaisons[one.office_id],
            at=when,
        )
        for number, (one, when) in enumerate(answered)
    )
