"""Exercises of a forum, people and voices in them, for tests and the demonstration."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana
from tequio.config.demo.factories.editions import make_small_city
from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Unit, Version
from tequio.participation.forums.models import (
    Contribution,
    Forum,
    Participant,
    Pillar,
    Sector,
    Theme,
)
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.services.folios import next_folio
from tequio.participation.forums.types import ContributionState, PhaseKind

# The days from the opening of the exercise at which each phase opens and closes.
SPANS = {
    PhaseKind.CONTRIBUTING: (0, 30),
    PhaseKind.VOTING: (10, 40),
    PhaseKind.ANALYSIS: (40, 60),
    PhaseKind.RETURN: (60, 90),
}

# Days after the opening at which only this phase is open, but contributing and voting, which overlap.
_DURING = {
    PhaseKind.CONTRIBUTING: 20,
    PhaseKind.VOTING: 35,
    PhaseKind.ANALYSIS: 50,
    PhaseKind.RETURN: 70,
}

PILLARS = (
    ("bienestar", "Bienestar para todas las personas", (("salud", "Salud"), ("educacion", "Educación"))),
    ("servicios", "Servicios y medio ambiente", (("agua", "Agua"), ("calles", "Calles y banquetas"))),
)

SECTORS = (("estudiantes", "Estudiantes"), ("comercio", "Comercio"), ("campo", "Campo"))


def forum(
    *,
    slug: str = "foro2026",
    name: str = "Foro del plan municipal 2026",
    year: int = 2026,
    territory: Version | None = None,
    phase: PhaseKind | None = PhaseKind.CONTRIBUTING,
    at: datetime | None = None,
    published: bool = True,
    **rules: Any,
) -> Forum:
    """Return a whole exercise in which ``phase`` is open at ``at``; None: all its phases lie ahead.

    Two pillars of two themes, three sectors, the phases of ``SPANS``: during CONTRIBUTING one may vote too.
    Without rules of access: an account is enough.
    """
    at = at or timezone.now()
    values: dict[str, Any] = {
        "summary": "Diga qué debe atender el plan municipal.",
        "text": "Cada aportación se lee y se contesta.",
        "privacy": "Sus datos se usan solo para contar quién participó.",
        "horizon": year + 14,
        "vision_question": "¿Cómo debería ser en ese año?",
        "first_step_question": "¿Cuál es el primer paso?",
    }
    made = services.create_forum(
        slug=slug, name=name, year=year, territory=territory or make_small_city(), **(values | rules)
    )
    for position, (code, label, themes) in enumerate(PILLARS):
        add = pillar(made, code=code, name=label, position=position)
        Theme.objects.bulk_create(
            Theme(pillar=add, code=theme, name=words, position=n) for n, (theme, words) in enumerate(themes)
        )
    Sector.objects.bulk_create(
        Sector(forum=made, code=code, name=label, position=n) for n, (code, label) in enumerate(SECTORS)
    )
    opened = at - timedelta(days=_DURING[phase]) if phase else at + timedelta(days=5)
    spans = [(k.value, opened + timedelta(days=a), opened + timedelta(days=b)) for k, (a, b) in SPANS.items()]
    services.set_calendar(forum=made, phases=spans)
    return services.publish(forum=made, at=min(at, opened)) if published else made


def make_ended_and_draft(territory: Version, *, at: datetime) -> None:
    """Make a forum that ended long ago, with voices without answer, and one not published."""
    ended = forum(slug="foro-antes", name="Foro de antes", territory=territory, at=at - timedelta(days=700))
    for _ in range(3):
        contribution(ended)
    forum(slug="foro-borrador", name="Foro en borrador", territory=territory, at=at, published=False)


def pillar(exercise: Forum, *, code: str = "economia", name: str = "Economía", **fields: Any) -> Pillar:
    """Return one more pillar of the exercise, without themes."""
    return Pillar.objects.create(forum=exercise, code=code, name=name, **fields)


def participant(exercise: Forum, *, person: User | None = None, **said: Any) -> Participant:
    """Return somebody who takes part; without a person, somebody written down at a table.

    ``said``: gender, age_from, sector, unit.
    """
    values = {"joined_at": timezone.now(), "asked_at": timezone.now()} | said
    if person is None:
        return Participant.objects.create(forum=exercise, **values)
    return Participant.objects.get_or_create(forum=exercise, person=person, defaults=values)[0]


def contribution(
    exercise: Forum, *, author: User | None = None, at: datetime | None = None, **answers: Any
) -> Contribution:
    """Return a voice that was handed in, written as a row: whatever phase is open, and by whom it may be.

    Args:
        exercise: where it stands.
        author: who says it; Ana unless a participant is given.
        at: when it was handed in; now unless given.
        answers: any other field of ``Contribution``; ``state=ContributionState.DRAFT`` leaves it without folio.
    """
    at = at or timezone.now()
    if author is None and "participant" not in answers:
        author = make_ana()
    chosen = answers.pop("pillar", None) or exercise.pillars.order_by("position").first()
    values: dict[str, Any] = {
        "state": ContributionState.SUBMITTED.value,
        "author": author,
        "author_name": author.name if author else "",
        "pillar": chosen,
        "theme": chosen.themes.order_by("position").first() if chosen else None,
        "title": "Un centro de salud con médico todos los días",
        "problem": "Hay médico dos días a la semana y se va a las dos de la tarde.",
        "idea": "Que haya médico de lunes a sábado, también por la tarde.",
        "vision": "Nadie tiene que ir a otra ciudad para una consulta.",
        "first_step": "Contratar a un médico para las tardes.",
        "place": "Junto a la escuela",
        "site": _first_colonia(exercise),
    }
    if answers.get("state") != ContributionState.DRAFT:
        values |= {"submitted_at": at, "folio": next_folio(exercise.year)}
        if "participant" not in answers:
            values["participant"] = participant(exercise, person=author)
    return Contribution.objects.create(forum=exercise, **(values | answers))


def _first_colonia(exercise: Forum) -> Unit | None:
    return exercise.territory.units.filter(level__rank=2).order_by("code").first()
