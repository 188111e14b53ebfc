"""Ballots, counts and results, for tests and the demonstration. Two thousand people vote in about a second."""

import random
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.editions import MILLION, make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.core.ballotbox import blind
from tequio.core.ballotbox.blind import Blinded, PublicKey
from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Act, Count, Option, Package, Participation, Shift
from tequio.participation.ballots.types import PaperSlip, Receipt, Token, Vote
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition, PaperPoint, SizeClass
from tequio.participation.editions.types import BallotKind, PhaseKind
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.services import record_feasibility
from tequio.participation.proposals.types import FeasibilityOutcome

TITLES = ("Andador con sombra", "Luz en la calle de la escuela", "Cancha techada", "Jardín de lluvia")
POINTS = ("Casa de la cultura", "Biblioteca")  # where people vote in person
COSTS = (60_000_000, 45_000_000, 98_000_000, 30_000_000)  # centavos


def make_voting_edition(
    *,
    at: datetime | None = None,
    options: int = 4,
    purse_centavos: int = 10 * MILLION,
    city_wide: bool = False,
    **rules: Any,
) -> Edition:
    """Return an edition where voting opened ten days before ``at``, with so many options in its first colonia.

    All are of the smaller size and cost $600, $450, $980 and $300 thousand in turns. The catalogue is frozen.

    Args:
        at: now.
        options: how many.
        purse_centavos: the money of each sector for the smaller size.
        city_wide: whether the second sector's money for the smaller size is the whole city's.
        rules: fields of the edition.
    """
    at = at or timezone.now()
    edition = make_edition(phase=PhaseKind.VOTING, at=at, published=False, **rules)
    small = edition.envelopes.filter(size__code="mediano")
    small.update(amount_centavos=purse_centavos)
    if city_wide:
        small.filter(unit__code="S2").update(unit=None)
    for name in POINTS:
        editions.add_paper_point(edition=edition, name=name, address="Plaza principal", hours="De 9 a 18 horas")
    edition = editions.publish_edition(edition=edition, at=at)
    colonia = edition.territory.units.filter(level__rank=2).order_by("code")[0]
    size = edition.sizes.order_by("cap_centavos")[0]
    for number in range(options):
        make_feasible(edition, number, site=colonia, size=size, at=at - timedelta(days=60))
    services.freeze_catalogue(edition=edition, at=at)
    return edition


def make_feasible(edition: Edition, number: int, *, site: Unit, size: SizeClass, at: datetime) -> Proposal:
    """Return a proposal that the offices found feasible, at the cost that goes with its number."""
    cost = COSTS[number % len(COSTS)]
    proposal = make_proposal(
        edition,
        title=f"{TITLES[number % len(TITLES)]} {number + 1}",
        site=site,
        size=size,
        at=at,
        estimated_cost_centavos=cost,
    )
    outcome = FeasibilityOutcome(proposal_id=proposal.pk, feasible=True, approved_cost_centavos=cost)
    record_feasibility(edition=edition, outcomes=[outcome])
    return proposal


def make_ballot(
    edition: Edition,
    person: User,
    *numbers: int,
    unit: Unit | None = None,
    at: datetime | None = None,
    points: int = 1,
) -> Participation:
    """Return the person's line on the roll after voting on paper for these options, where the first stands."""
    at = at or timezone.now()
    unit = (
        unit
        or Option.objects.select_related("envelope__unit").get(edition=edition, number=numbers[0]).envelope.unit
    )
    line = services.hand_paper(edition=edition, person=person, unit=unit, officer=person.pk, point=None, at=at)
    put_in(edition, *numbers, unit=unit, at=at, points=points)
    return line


def put_in(
    edition: Edition, *numbers: int, unit: Unit | None, at: datetime | None = None, points: int = 1
) -> Receipt:
    """Return the receipt of a captured paper ballot for these options; who voted is on the roll already."""
    return services.cast(
        edition=edition,
        unit=unit,
        points=dict.fromkeys(numbers, points),
        pass_=PaperSlip(secrets.token_bytes(16)),
        at=at or timezone.now(),
    )


@dataclass(frozen=True)
class Browser:
    """What a voter's browser keeps: the token, and how to take the blinding off its signature."""

    prepared: bytes
    blinded: Blinded
    key: PublicKey

    def unblind(self, signature: bytes) -> Token:
        """Return the pass that the issuer's answer makes."""
        return Token(self.prepared, blind.finalize(self.key, self.prepared, signature, self.blinded.inverse))


def make_browser(edition: Edition, unit: Unit | None) -> Browser:
    """Return a browser that has made a token and blinded it for the key of a place."""
    row = services.zone_key(edition=edition, unit=unit)
    key = PublicKey(int.from_bytes(bytes(row.public), "big"))
    prepared = blind.prepare(secrets.token_bytes(blind.SERIAL_BYTES), secrets.token_bytes)
    return Browser(prepared, blind.blind(key, prepared, secrets.token_bytes), key)


def make_token(edition: Edition, person: User, unit: Unit | None, *, at: datetime | None = None) -> Token:
    """Return the token of a person whose right to vote online has been signed."""
    browser = make_browser(edition, unit)
    signature = services.issue(
        edition=edition, person=person, unit=unit, blinded=browser.blinded.message, at=at or timezone.now()
    )
    return browser.unblind(signature)


def make_votes(edition: Edition, people: Iterable[User], *, at: datetime | None = None, seed: int = 7) -> int:
    """Make all these people vote, each in a place by turns, and return how many did.

    Goes through the same checks as one ballot at a time. The same people and seed always vote the same; the
    options with lower numbers in the seed's shuffle are the popular ones.
    """
    chance = random.Random(seed)  # noqa: S311 - the demonstration must repeat itself
    at = at or timezone.now()
    services.freeze_catalogue(edition=edition, at=at)
    units: list[Unit | None] = [*queries.places(edition)]
    papers = [(unit, queries.purses(edition, unit)) for unit in units or [None]]
    popularity = {
        option.number: 0.25 + chance.random()
        for _unit, purses in papers
        for purse in purses
        for option in purse.options
    }
    votes = [
        _vote(edition, person, *papers[turn % len(papers)], popularity=popularity, chance=chance)
        for turn, person in enumerate(people)
    ]
    return services.load_ballots(edition=edition, votes=votes, at=at)


def make_results(edition: Edition, *, at: datetime | None = None, publish: bool = True) -> Count:
    """Return the count of the edition, reviewed by somebody else and official unless told otherwise.

    Ties go to the lower number. Its files are on the public shelf, as if the worker had come by.
    """
    at = at or timezone.now()
    order = tuple(str(n) for n in Option.objects.filter(edition=edition).values_list("number", flat=True))
    count = services.count(edition=edition, at=at, tie_order=order)
    if not publish:
        return count
    make_review(count, at=at)
    services.publish_results(count_id=count.pk, at=at)
    services.write_files(count_id=count.pk, at=at)
    count.refresh_from_db()
    return count


def make_review(count: Count, *, at: datetime | None = None) -> Count:
    """Return a count that a person of the comptroller's, who did not count, has looked at."""
    address = "revision@tequio.example"
    person = User.objects.filter(email=address).first() or make_user(address, name="Rita Revisora")
    note = "Conté de nuevo con los archivos: salen los mismos ganadores."
    return services.review_count(count_id=count.pk, note=note, at=at or timezone.now(), actor=person.pk)


def _vote(
    edition: Edition,
    person: User,
    unit: Unit | None,
    purses: Sequence[queries.Purse],
    *,
    popularity: dict[int, float],
    chance: random.Random,
) -> Vote:
    """Mark options, the popular ones more often, while the money and the number of choices allow."""
    marks = edition.ballot_kind == BallotKind.APPROVAL
    left = {purse.envelope.pk: purse.envelope.amount_centavos for purse in purses}
    options = [option for purse in purses for option in purse.options]
    options.sort(key=lambda option: -popularity[option.number] * chance.random())
    wanted = chance.randint(1, edition.max_choices)
    points: dict[int, int] = {}
    for option in options:
        fits = not marks or option.cost_centavos <= left[option.envelope_id]
        if fits and len(points) < wanted:
            left[option.envelope_id] -= option.cost_centavos
            points[option.number] = 1 if marks else chance.randint(1, edition.max_points)
    return Vote(unit.pk if unit else None, points, person.pk)


def make_point(edition: Edition, name: str = POINTS[0]) -> PaperPoint:
    """Return one of the places of the edition where people vote in person."""
    return edition.paper_points.get(name=name)


def make_shift(
    edition: Edition,
    *,
    point: PaperPoint | None = None,
    officers: Iterable[User] = (),
    at: datetime | None = None,
    actor: int = 0,
) -> Shift:
    """Return a shift of eight hours that began in the hour before ``at``."""
    opens = (at or timezone.now()).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    return services.plan_shift(
        point=point or make_point(edition),
        opens=opens,
        closes=opens + timedelta(hours=8),
        officers=officers,
        actor=actor,
    )


def make_package(edition: Edition, *, shift: Shift | None = None, first: int = 1, last: int = 50) -> Package:
    """Return the package of a shift that took a booklet for the first place."""
    shift = shift or make_shift(edition)
    unit = next(iter(queries.places(edition)), None)
    services.hand_booklet(shift=shift, unit=unit, first=first, last=last, actor=0)
    return Package.objects.select_related("edition", "unit", "shift__point").get(shift=shift, unit=unit)


def make_accepted(edition: Edition, *, package: Package | None = None, at: datetime | None = None) -> Package:
    """Return a package of three sheets that two people captured alike, in the box."""
    package, at = package or make_package(edition), at or timezone.now()
    for name in ("captura-1", "captura-2"):
        person = User.objects.create_user(f"{name}.{package.pk}@tequio.example", name=name.capitalize())
        capture = services.begin_capture(package=package, person=person)
        for marks in ({1: 1}, {1: 1}, {}):
            services.add_sheet(capture=capture, marks=marks)
        services.finish_capture(capture=capture, at=at)
    services.accept_package(package=package, at=at, actor=person.pk)
    return package


def make_act(edition: Edition, *, package: Package | None = None, at: datetime | None = None) -> Act:
    """Return the act of a package that nobody is on the roll for, with the reason."""
    return services.sign_act(
        package=make_accepted(edition, package=package, at=at),
        used=3,
        void=0,
        left=47,
        explanation="La lista del módulo se mojó.",
        signers=["Alma Ruiz, mesa", "Joel Paz, mesa"],
        at=at or timezone.now(),
        actor=0,
    )


def make_kiosk(edition: Edition) -> str:
    """Return the part of a kiosk's address that opens it."""
    return services.open_kiosk(edition=edition, point=make_point(edition))
