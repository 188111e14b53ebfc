"""What a ballot of an edition may hold: over all, of each size, of the whole city, and in which territory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.core.tally import reach as rules
from tequio.core.tally.limits import Fault, Limits, Quota
from tequio.foundation.accounts.models import User
from tequio.foundation.identity import queries as identity
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PROPORTIONAL, BallotKind, VoteScope


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many of some options a ballot may mark, and what people call them."""

    key: str  # a word for the page
    label: str
    most: int
    numbers: frozenset[int]  # of the options
    fault: Fault


def allowances(edition: Edition, options: Iterable[Option]) -> list[Allowance]:
    """Return the limits of parts of the ballot that apply to these options: by size, and the city's apart.

    One query. The options need their ``envelope`` and ``proposal``.
    """
    if edition.imported_from:
        return []
    options = list(options)
    found: list[Allowance] = []
    if edition.city_choices_max is not None:
        city = frozenset(o.number for o in options if o.envelope.unit_id is None)
        near = frozenset(o.number for o in options) - city
        found = [
            Allowance("lugar", gettext("De su lugar"), edition.max_choices, near, Fault.TOO_MANY),
            Allowance(
                "ciudad",
                gettext("De toda la ciudad"),
                edition.city_choices_max,
                city,
                Fault.TOO_MANY_CITYWIDE,
            ),
        ]
    for size in edition.sizes.filter(choices_max__isnull=False):
        numbers = frozenset(o.number for o in options if size.pk == (o.envelope.size_id or o.proposal.size_id))
        found.append(
            Allowance(f"t-{size.pk}", size.name, size.choices_max or 0, numbers, Fault.TOO_MANY_OF_SIZE)
        )
    return [allowance for allowance in found if allowance.numbers]


def most_choices(edition: Edition) -> int:
    """Return how many options a ballot may mark in all."""
    return edition.max_choices + (edition.city_choices_max or 0)


def limits(edition: Edition, options: Sequence[Option]) -> Limits:
    """Return the limits of a ballot of the edition over these options. One query.

    The money limits marks, not points, and not under proportional rules, where each says all that they support.
    Ballots of a past election keep the limits of whoever held it.
    """
    if edition.imported_from:
        return Limits(points_max=edition.max_points, points_min=None)
    marks = edition.ballot_kind == BallotKind.APPROVAL
    return Limits(
        choices_max=most_choices(edition),
        points_max=1 if marks else edition.max_points,
        amounts={str(o.envelope_id): o.envelope.amount_centavos for o in options}
        if by_money(edition)
        else None,
        quotas=[
            Quota(frozenset(str(number) for number in allowance.numbers), allowance.most, allowance.fault)
            for allowance in allowances(edition, options)
        ],
    )


def by_money(edition: Edition) -> bool:
    """Return whether what a ballot marks may not cost more than each envelope has."""
    return edition.ballot_kind == BallotKind.APPROVAL and edition.rule not in PROPORTIONAL


def home(edition: Edition, person: User) -> Unit | None:
    """Return where the person is known to live, on the map of the edition; None where it is not known."""
    return identity.home_unit(person, edition.territory)


def own_places(edition: Edition, person: User, places: Iterable[Unit]) -> list[Unit]:
    """Return the places where this person may vote: all of them, unless each votes only where they live.

    None is left where a person's home is known and nothing is voted there: they have the ballot of the city.
    """
    offered = {place.pk: place for place in places}
    unit = home(edition, person) if edition.vote_scope == VoteScope.OWN else None
    if unit is None:
        return list(offered.values())
    return [offered[pk] for pk in rules.own_places(unit.pk, offered.keys(), parents=reach(edition).parents)]
