"""The demonstration city, Valle de Tequio: three editions at once, made through the services of every context.

One is being carried out, one is where the caller asks (voting, unless told otherwise), one receives proposals.
Everything but the dates, which hang on the day of building, is the same every time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tequio.accountability.alerts import services as alerts
from tequio.accountability.contracting import services as contracting
from tequio.accountability.projects.models import Project
from tequio.config.demo import (
    analysis,
    calendar,
    census,
    certificates,
    exercise,
    forum,
    geography,
    meetings,
    people,
    pictures,
    plan,
    prices,
    taxonomies,
    works,
)
from tequio.config.demo.exercise import Plan, World
from tequio.config.demo.factories.accounts import PASSWORD
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import ROLE_LABELS, Role
from tequio.foundation.audit import services as audit
from tequio.foundation.messaging import services as messaging
from tequio.foundation.territory import queries as territory
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import Comments, PhaseKind
from tequio.participation.forums.services import figures
from tequio.participation.meetings.types import key
from tequio.publishing.opendata import services as opendata

STAGES = tuple(kind.value for kind in calendar.ORDER)
STAGE = PhaseKind.VOTING.value


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who to sign in as, to see the city as each role does."""

    role: str
    name: str
    email: str
    password: str


def build(stage: str = STAGE, *, now: datetime | None = None, size: float = 1) -> bool:
    """Build the city with its main edition at a stage; return False if it stands already, whatever its stage.

    Args:
        stage: one of ``STAGES``.
        now: the instant around which the calendars are laid; the present one unless given.
        size: how much of everything is made; less than 1 for tests.

    Raises:
        ValueError: if there is no such stage.
    """
    present = PhaseKind(stage)
    if Edition.objects.exists():
        return False
    with transaction.atomic():
        _build(present, now or timezone.now(), size)
    return True


def _build(present: PhaseKind, now: datetime, size: float) -> None:
    made = people.make_people(at=now - timedelta(days=500), count=round(people.PEOPLE * size))
    founded = now - timedelta(days=480)
    territory_version = geography.make_city_map(
        valid_from=timezone.localdate(founded), at=founded, actor=made.cast.dani.pk
    )
    world = World(
        territory_version,
        made,
        now,
        sectors=list(territory.units(territory_version, "sector").order_by("code")),
        colonias=list(territory.units(territory_version, "colonia").order_by("code")),
    )
    prices.make_prices(year=_year(now), actor=made.cast.caro.pk)
    drawn = pictures.Pictures()
    for whole in plans(_year(now), present):
        edited = whole.of_size(size)
        spans = calendar.around(now, present=edited.present)
        edition = exercise.hold(world, edited, spans)
        works.carry_out(
            list(Project.objects.filter(edition=edition).order_by("folio")),
            since=spans[PhaseKind.RESULTS].opens,
            now=now,
            liaisons={office.pk: made.liaisons[code] for code, office in made.offices.items()},
            pictures=drawn,
        )
    taxonomies.keep(on=timezone.localdate(now), actor=made.cast.caro.pk)
    held = forum.hold(world, size=size)
    place = world.colonias[0]
    meetings.hold_meetings(
        subject=key("forum", held.present.pk),
        people=list(made.citizens),
        lon=place.centre_lon or 0.0,
        lat=place.centre_lat or 0.0,
        now=now,
        actor=made.cast.caro.pk,
    )
    analysis.analyse(world, held)
    plan.hold(world, held.past)
    census.take(territory_version, year=_year(now) - 3)
    figures.refresh_all(at=now)
    certificates.issue(world, held.past)
    alerts.refresh_all(at=now)
    audit.deliver_now()
    messaging.let_rest(before=timezone.now())  # nobody wants the mail of a history made up today
    contracting.publish_city(at=now)
    opendata.refresh_all(at=now)


def _year(now: datetime) -> int:
    """Return the year in which what the first edition decided is mostly built, which names it."""
    built = calendar.around(now, present=PhaseKind.EXECUTION)[PhaseKind.EXECUTION].part(0.5)
    return timezone.localdate(built).year


def plans(year: int, present: PhaseKind) -> tuple[Plan, ...]:
    """Return what the three editions are; ``year`` names the first."""
    return (
        Plan(
            slug=f"presupuesto-{year}",
            name=f"Presupuesto participativo {year}",
            year=year,
            summary="Seis sectores, 60 millones de pesos. Lo que ganó ya se está haciendo: siga cada obra.",
            present=PhaseKind.EXECUTION,
            proposals=54,
            voters=1_450,
            large=7,
            small=3,
        ),
        Plan(
            slug=f"presupuesto-{year + 1}",
            name=f"Presupuesto participativo {year + 1}",
            year=year + 1,
            summary="Su sector tiene 12 millones. Usted elige hasta cinco proyectos y dice en qué se gastan.",
            present=present,
            proposals=60,
            voters=860,
            large=9,
            small=3,
            first_idea=5,
            criteria=True,
        ),
        Plan(
            slug=f"joven-{year + 1}",
            name=f"Presupuesto joven {year + 1}",
            year=year + 1,
            summary="Ideas de jóvenes para sus colonias: 30 millones. Reciba apoyo para escribir la suya.",
            present=PhaseKind.REGISTRATION,
            proposals=15,
            voters=0,
            large=3,
            small=2,
            first_idea=11,
            supports_max=40,
            comments=Comments.BEFORE,
        ),
    )


def sign_ins() -> list[SignIn]:
    """Return one person per role, in the order of the roles."""
    found = []
    for role in Role:
        held = {"memberships": None} if role is Role.CITIZEN else {"memberships__role": role.value}
        person = User.objects.filter(**held).order_by("pk").first()
        if person:
            found.append(SignIn(str(ROLE_LABELS[role]), person.name, person.email, PASSWORD))
    return found
