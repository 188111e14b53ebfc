"""One edition walked from its rules to its results, as far as its calendar says, through the services."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tequio.config.demo import judging
from tequio.config.demo.calendar import ORDER, Span
from tequio.config.demo.factories import proposals as proposal_factory
from tequio.config.demo.ideas import IDEAS, TOPICS, Idea
from tequio.config.demo.people import People
from tequio.config.demo.talk import talk
from tequio.core import geo
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.types import Assurance
from tequio.foundation.territory.models import Unit, Version
from tequio.participation.ballots import services as ballots
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.types import Vote
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import AccessDraft, Action, Comments, CountingRule, PhaseKind, TieRule
from tequio.participation.proposals import services as proposals
from tequio.participation.proposals.models import Proposal

MILLION = 100_000_000  # centavos
_THOUSAND = 100_000
SMALL_CAP = 15 * MILLION // 10
LARGE_CAP = 4 * MILLION
_FEWEST_SUPPORTS = 4  # in the edition that gathers them
_SIGNED_TOGETHER = 6  # one in so many proposals has two authors
TABLES = (  # where people vote in person: name, address and hours
    ("Biblioteca municipal", "Calle del Molino 12, Centro", "De martes a sábado, de 10 a 18 horas"),
    ("Casa de la cultura", "Plaza principal, junto al quiosco", "Todos los días, de 9 a 17 horas"),
)
# In these phases people talk; what is being built was talked about elsewhere.
_TALKED = frozenset(PhaseKind) - {PhaseKind.EXECUTION}
_CLOSE = timedelta(minutes=30)  # before the end of a phase


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition is, and how much happens in it."""

    slug: str
    name: str
    year: int
    summary: str
    present: PhaseKind
    proposals: int
    voters: int
    large: int  # millions per sector
    small: int
    first_idea: int = 0
    supports_max: int = 0  # that each person gives while proposals are registered; 0 for none
    rule: CountingRule = CountingRule.GREEDY_SKIP
    comments: Comments = Comments.AFTER
    criteria: bool = False

    def of_size(self, size: float) -> "Plan":
        """Return the same edition with less happening in it."""
        proposals, voters = max(round(self.proposals * size), 6), round(self.voters * size)
        return replace(self, proposals=proposals, voters=voters)

    @property
    def large_cap(self) -> int:
        """Return the most, in centavos, that one project may cost: never more than its sector has."""
        return min(LARGE_CAP, self.large * MILLION)


@dataclass(slots=True)
class World:
    """What every edition of the city stands on."""

    territory: Version
    people: People
    now: datetime
    sectors: list[Unit] = field(default_factory=list)
    colonias: list[Unit] = field(default_factory=list)

    def reached(self, spans: dict[PhaseKind, Span], kind: PhaseKind) -> bool:
        """Return whether a phase has opened."""
        return spans[kind].opens <= self.now


def hold(world: World, plan: Plan, spans: dict[PhaseKind, Span]) -> Edition:
    """Hold an edition as far as its calendar says, and return it."""
    chance = random.Random(plan.slug)  # noqa: S311 - a story, not a secret
    edition = _announce(world, plan, spans)
    submitted = _propose(world, plan, edition, spans[PhaseKind.REGISTRATION], chance)
    audit.deliver_now()
    if plan.present in _TALKED:
        talk(world.people, submitted, begins=spans[PhaseKind.REGISTRATION].opens, now=world.now)
    if world.reached(spans, PhaseKind.FEASIBILITY):
        judging.judge(world, edition, submitted, spans[PhaseKind.FEASIBILITY], chance)
    if world.reached(spans, PhaseKind.VOTING):
        _vote(world, plan, edition, spans, chance)
    if world.reached(spans, PhaseKind.RESULTS):
        _count(world, edition, spans[PhaseKind.RESULTS])
    audit.deliver_now()
    return edition


def _announce(world: World, plan: Plan, spans: dict[PhaseKind, Span]) -> Edition:
    caro = world.people.cast.caro.pk
    edition = editions.create_edition(
        slug=plan.slug,
        name=plan.name,
        year=plan.year,
        summary=plan.summary,
        territory=world.territory,
        rule=plan.rule.value,
        tie_rule=TieRule.FIRST_SUBMITTED.value,
        max_choices=5,
        supports_max=plan.supports_max or None,
        supports_min=_FEWEST_SUPPORTS if plan.supports_max else 0,
        comments=plan.comments.value,
        review_office=world.people.offices["DUR"],
        actor=caro,
    )
    for kind in ORDER:
        editions.add_phase(edition=edition, kind=kind, opens=spans[kind].opens, closes=spans[kind].closes)
    if plan.supports_max:
        registering = spans[PhaseKind.REGISTRATION]
        editions.add_phase(
            edition=edition, kind=PhaseKind.SUPPORT, opens=registering.opens, closes=registering.closes
        )
    for topic in TOPICS:
        office = world.people.offices[topic.office]
        editions.add_category(
            edition=edition, code=topic.code, name=topic.name, drawing=topic.drawing, offices=[office]
        )
    sizes = (
        ("sectorial", "Sectorial", plan.large_cap, plan.large),
        ("comunitario", "Comunitario", SMALL_CAP, plan.small),
    )
    for code, name, cap, millions in sizes:
        size = editions.add_size(edition=edition, code=code, name=name, cap_centavos=cap)
        editions.add_envelopes(
            edition=edition, units=world.sectors, size=size, amount_centavos=millions * MILLION
        )
    if plan.criteria:
        judging.set_criteria(world, edition)
    acts = (Action.SUPPORT, Action.COMMENT, Action.VOTE)  # for these a code to an e-mail is enough
    by_code = [AccessDraft(action=act.value, methods=[Assurance.CONTACT.value]) for act in acts]
    editions.set_access(edition=edition, rules=by_code, actor=caro)
    for name, address, hours in TABLES:
        editions.add_paper_point(edition=edition, name=name, address=address, hours=hours, actor=caro)
    announced = spans[PhaseKind.REGISTRATION].opens - timedelta(days=5)
    return editions.publish_edition(edition=edition, at=announced, actor=caro)


def _propose(world: World, plan: Plan, edition: Edition, span: Span, chance: random.Random) -> list[Proposal]:
    categories = {category.code: category for category in edition.categories.all()}
    sizes = {size.code: size for size in edition.sizes.all()}
    closes = min(span.closes - _CLOSE, world.now - timedelta(minutes=10))
    found = []
    for number in range(plan.proposals):
        idea = IDEAS[(plan.first_idea + number) % len(IDEAS)]
        colonia = _colonia(world, plan, number)
        asked = round(idea.thousands * chance.uniform(0.85, 1.1), -1)
        cost = min(int(asked) * _THOUSAND, plan.large_cap)
        place = _place(colonia, chance)
        proposal = proposal_factory.make_proposal(
            edition,
            author=_author(world, plan, number),
            at=span.opens + (closes - span.opens) * ((number + 0.5) / plan.proposals),
            title=idea.title if number < len(IDEAS) else f"{idea.title}, {colonia.name}",
            problem=idea.problem,
            solution=idea.solution,
            place=idea.place,
            category=categories[idea.topic],
            size=sizes["comunitario" if cost <= SMALL_CAP else "sectorial"],
            site=colonia,
            proponent_unit=colonia,
            lon=place.lon,
            lat=place.lat,
            estimated_cost_centavos=cost,
        )
        if number % _SIGNED_TOGETHER == 0:
            friend = world.people.citizens[(plan.year * 97 + number) % len(world.people.citizens)]
            if friend.pk != proposal.author_id:
                proposal_factory.make_coauthor(proposal, friend, at=_submitted(proposal))
        found.append(proposal)
    if plan.supports_max:
        _support(world, found, closes, chance)
    return found


def _submitted(proposal: Proposal) -> datetime:
    assert proposal.submitted_at is not None  # noqa: S101 - it was just handed in
    return proposal.submitted_at


def _support(world: World, found: Sequence[Proposal], at: datetime, chance: random.Random) -> None:
    """Let a few neighbours support what they like: some proposals reach what they need, some do not yet."""
    for proposal in found:
        for person in chance.sample(world.people.citizens, chance.randrange(_FEWEST_SUPPORTS + 3)):
            proposals.support(proposal=proposal, person=person, at=at)


def _colonia(world: World, plan: Plan, number: int) -> Unit:
    """Go around the sectors, one colonia after the other, so that each sector has the same to choose from."""
    step = number // len(world.sectors) + plan.first_idea
    mine = [c for c in world.colonias if c.parent_id == world.sectors[number % len(world.sectors)].pk]
    return mine[step % len(mine)]


def _author(world: World, plan: Plan, number: int) -> User:
    if number == 0:
        return world.people.cast.ana
    return world.people.citizens[(plan.year * 331 + number * 7) % len(world.people.citizens)]


def _place(colonia: Unit, chance: random.Random) -> geo.Point:
    """Return a point of the colonia, not always the same."""
    area = [geo.Area(colonia.code, colonia.geometry)]
    lon, lat = colonia.centre_lon or 0.0, colonia.centre_lat or 0.0
    for _ in range(20):
        place = geo.Point(
            round(lon + chance.uniform(-0.004, 0.004), 6), round(lat + chance.uniform(-0.004, 0.004), 6)
        )
        if geo.covering(place, area):
            return place
    return geo.Point(lon, lat)


def _vote(
    world: World, plan: Plan, edition: Edition, spans: dict[PhaseKind, Span], chance: random.Random
) -> None:
    span = spans[PhaseKind.VOTING]
    ballots.freeze_catalogue(edition=edition, at=span.opens)
    at = min(span.closes - _CLOSE, world.now)
    ballots.load_ballots(edition=edition, votes=list(_votes(world, plan, edition, chance)), at=at)
    if world.reached(spans, PhaseKind.RESULTS):
        return
    _open_table(world, edition)


def _open_table(world: World, edition: Edition) -> None:
    """Open the first table for the present day: its officers, and a booklet of paper ballots."""
    opens = world.now.replace(minute=0, second=0, microsecond=0)
    cast = world.people.cast
    shift = ballots.plan_shift(
        point=edition.paper_points.order_by("name")[0],
        opens=opens,
        closes=opens + timedelta(hours=8),
        officers=[cast.beto, cast.caro, cast.dani],
        actor=cast.caro.pk,
    )
    ballots.hand_booklet(shift=shift, unit=world.sectors[0], first=1, last=40, actor=cast.caro.pk)


def _votes(world: World, plan: Plan, edition: Edition, chance: random.Random) -> Iterator[Vote]:
    options: dict[int, list[Option]] = {sector.pk: [] for sector in world.sectors}
    amounts = {}
    for option in Option.objects.filter(edition=edition).select_related("envelope").order_by("number"):
        options[option.envelope.unit_id or 0].append(option)
        amounts[option.envelope_id] = option.envelope.amount_centavos
    liked = {option.pk: chance.lognormvariate(0, 0.8) for mine in options.values() for option in mine}
    for person in chance.sample(world.people.citizens, plan.voters):
        sector = chance.choice(world.sectors)
        marked = _marked(options[sector.pk], liked, amounts, chance)
        if marked:
            yield Vote(unit_id=sector.pk, points=dict.fromkeys(marked, 1), person_id=person.pk)


def _marked(
    options: Sequence[Option], liked: dict[int, float], amounts: dict[int, int], chance: random.Random
) -> list[int]:
    """Return up to five options that one person likes and that together fit the money."""
    ranked = sorted(options, key=lambda option: chance.random() ** (1 / liked[option.pk]), reverse=True)
    left = dict(amounts)
    marked: list[int] = []
    for option in ranked[: chance.randint(2, 6)]:
        if len(marked) < 5 and option.cost_centavos <= left[option.envelope_id]:  # noqa: PLR2004 - the edition's max_choices
            left[option.envelope_id] -= option.cost_centavos
            marked.append(option.number)
    return marked


def _count(world: World, edition: Edition, span: Span) -> None:
    caro = world.people.cast.caro.pk
    counted = ballots.count(edition=edition, at=span.opens, actor=caro)
    at = min(span.opens + timedelta(hours=3), world.now)
    note = (
        "Se contó de nuevo con los archivos publicados y se cotejaron las boletas con los derechos entregados."
    )
    ballots.review_count(count_id=counted.pk, note=note, at=at, actor=world.people.cast.aurora.pk)
    ballots.publish_results(count_id=counted.pk, at=at, actor=caro)


__all__ = ["Idea", "Plan", "World", "hold"]
