"""How the offices judge the proposals of one edition: opinions, corrections, the publication and appeals."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tequio.config.demo.factories.feasibility import make_criterion
from tequio.config.demo.ideas import FEASIBLE, INFEASIBLE, TOPICS
from tequio.foundation.audit import services as audit
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import CriterionKind
from tequio.participation.feasibility import services as feasibility
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Land, Ruling, Verdict
from tequio.participation.proposals.models import Proposal

if TYPE_CHECKING:
    from tequio.config.demo.calendar import Span
    from tequio.config.demo.exercise import World

_MILLION, _THOUSAND = 100_000_000, 100_000  # centavos
_LARGE_WORK = 2 * _MILLION  # from here on Urban Development has its say too
_REFUSED = 9  # one in so many proposals is not feasible
_OBSERVED = 12  # one in so many was to be mended first
_BEFORE_THE_END = timedelta(minutes=30)
_HOUR = timedelta(hours=1)
_MEND = "Falta decir el largo del tramo y de qué lado de la calle va. Corrija la propuesta, por favor."
_MENDED = "Ya puse el largo y el lado. Gracias por avisar."
_UPHELD = "Revisamos otra vez la escritura del predio: sigue siendo de un particular. El dictamen se confirma."
_OVERTURNED = "El Estado dio su permiso por escrito después del dictamen. La obra se puede hacer."


def set_criteria(world: "World", edition: Edition) -> None:
    """Give an edition that is not published its two criteria: whether it can be done, and whose the land is."""
    make_criterion(edition, CriterionKind.TECHNICAL, "¿Se puede construir y mantener, y cuánto cuesta?")
    make_criterion(
        edition,
        CriterionKind.LAND,
        "¿El terreno es municipal y le toca al municipio?",
        offices=[world.people.offices["DUR"]],
    )


def judge(
    world: "World", edition: Edition, submitted: Sequence[Proposal], span: "Span", chance: random.Random
) -> None:
    """Give the opinions that are due by now and, once the phase is over, publish them and hear two appeals."""
    over = world.now >= span.closes
    if not edition.criteria.exists():
        _ask(world, submitted, span)
    for number, proposal in enumerate(submitted):
        reviews = list(
            proposal.reviews.select_related("office", "criterion").order_by("criterion__position", "pk")
        )
        if number % _OBSERVED == 0:
            _observe(world, reviews[0], span, answered=over or number > 0)
        late = not over and number % 5 in (0, 1, 3)  # what the offices still owe
        for review in reviews[1:] if late else reviews:
            _give(world, review, span, chance, feasible=number % _REFUSED != 0 or number == 0)
    if over:
        coordinator = world.people.cast.caro.pk
        feasibility.publish_opinions(edition=edition, at=span.closes - _BEFORE_THE_END, actor=coordinator)
        _appeal(edition, span, coordinator)
    audit.deliver_now()


def _ask(world: "World", submitted: Sequence[Proposal], span: "Span") -> None:
    """Ask, where there are no criteria, the office of the category and for large works Urban Development."""
    for number, proposal in enumerate(submitted):
        for code in _offices(proposal):
            feasibility.assign_review(
                proposal=proposal,
                office=world.people.offices[code],
                due=(span.closes - timedelta(days=number % 9)).date(),
                at=span.opens,
                actor=world.people.cast.caro.pk,
            )


def _offices(proposal: Proposal) -> list[str]:
    topic = next(topic for topic in TOPICS if proposal.category and topic.code == proposal.category.code)
    second = (proposal.estimated_cost_centavos or 0) >= _LARGE_WORK and topic.office != "DUR"
    return [topic.office, "DUR"] if second else [topic.office]


def _observe(world: "World", review: Review, span: "Span", *, answered: bool) -> None:
    """Have the office ask for a correction: some time ago where the author has answered, else yesterday."""
    at = span.part(0.05) if answered else max(world.now - timedelta(days=1), span.opens)
    if at >= world.now:
        return
    found = feasibility.observe(
        review=review, text=_MEND, fields=["solution"], at=at, actor=_liaison(world, review)
    )
    if answered:
        solution = f"{review.proposal.solution} Son 120 metros, del lado de la escuela."
        feasibility.answer_observation(
            observation=found,
            answer=_MENDED,
            changes={"solution": solution},
            at=min(at + 30 * _HOUR, world.now),
            actor=review.proposal.author_id,
        )


def _give(world: "World", review: Review, span: "Span", chance: random.Random, *, feasible: bool) -> None:
    land = review.criterion is not None and review.criterion.kind == CriterionKind.LAND
    at = min(span.part(chance.uniform(0.15, 0.9)), world.now - timedelta(minutes=5))
    costs = feasible and not land
    cost = _agreed(review.proposal, chance) if costs else None
    feasibility.issue_opinion(
        review=review,
        verdict=(Verdict.FEASIBLE if feasible else Verdict.INFEASIBLE).value,
        reasons=chance.choice(FEASIBLE if feasible else INFEASIBLE),
        cost_centavos=cost,
        yearly_cost_centavos=cost // 50 if cost else None,
        duration=chance.randint(2, 8) if costs else None,
        land=(Land.MUNICIPAL if feasible else Land.PRIVATE).value if land else "",
        at=max(at, span.opens),
        actor=_liaison(world, review),
    )


def _liaison(world: "World", review: Review) -> int:
    return world.people.liaisons[review.office.code].pk


def _agreed(proposal: Proposal, chance: random.Random) -> int:
    """Return what the office says it costs: about what was asked, within the cap."""
    asked = (proposal.estimated_cost_centavos or 0) * chance.randrange(94, 112) // 100
    cap = proposal.size.cap_centavos if proposal.size else 4 * _MILLION
    return min(round(asked / _THOUSAND / 10) * 10 * _THOUSAND, cap)


def _appeal(edition: Edition, span: "Span", coordinator: int) -> None:
    """Have two authors disagree: one opinion is upheld, those on the other proposal fall."""
    filed: datetime = span.closes + _HOUR
    refused = Proposal.objects.filter(edition=edition, state="infeasible").order_by("folio")[:2]
    for proposal, ruling in zip(refused, (Ruling.UPHELD, Ruling.OVERTURNED), strict=False):
        against = proposal.reviews.filter(verdict=Verdict.INFEASIBLE)
        for review in against if ruling is Ruling.OVERTURNED else against[:1]:
            appeal = feasibility.file_appeal(
                review=review,
                reasons="Los vecinos tenemos papeles que el área no vio. Pido que los revisen.",
                at=filed,
                actor=proposal.author_id,
            )
            overturned = ruling is Ruling.OVERTURNED
            feasibility.answer_appeal(
                appeal=appeal,
                ruling=ruling.value,
                answer=_OVERTURNED if overturned else _UPHELD,
                cost_centavos=proposal.estimated_cost_centavos if overturned else None,
                at=filed + 2 * _HOUR,
                actor=coordinator,
            )
