"""Named reads of the ballots. Nothing here tells how many votes an option has before results are published."""

import hashlib
import hmac
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from tequio.core.tally.elections import Project
from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import (
    Count,
    CountRun,
    Option,
    OptionResult,
    Participation,
    TieLot,
)
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Edition, Envelope

_SEAT = 20  # characters of a hash


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one envelope with the options that ask for it."""

    envelope: Envelope
    options: list[Option] = field(default_factory=list)


def purses(edition: Edition, unit: Unit | None) -> list[Purse]:
    """Return what the ballot of a place holds: its envelopes, its holders' and the city's. Three queries."""
    mine = reach(edition).of(unit.pk if unit else None)
    options = (
        Option.objects.filter(edition=edition, envelope_id__in=[int(key) for key in mine])
        .select_related("envelope__unit", "envelope__size", "proposal__category", "proposal__site")
        .order_by("number")
    )
    found: dict[int, Purse] = {}
    for option in options:
        found.setdefault(option.envelope_id, Purse(option.envelope)).options.append(option)
    return sorted(found.values(), key=_largest_first)


def _largest_first(purse: Purse) -> tuple[int, int]:
    cap = purse.envelope.size.cap_centavos if purse.envelope.size else 0
    return -cap, purse.envelope.pk


def seat(edition: Edition, person: User) -> str:
    """Return the name of a person's drawer in their own browser, and the seed of their order of the options."""
    told = f"ballot-seat:{edition.pk}:{person.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()[:_SEAT]


def in_own_order(options: Iterable[Option], *, edition: Edition, seed: str) -> list[Option]:
    """Return the options in an order of one voter's own: random, and the same every time they come back.

    Args:
        options: in any fixed order.
        edition: whose.
        seed: the voter's ``seat``, or a random word that travels in the form of who votes with a code.
    """
    told = f"ballot-order:{edition.pk}:{seed}".encode()
    key = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    found = list(options)
    random.Random(key).shuffle(found)  # noqa: S311 - fairness of display, not a secret
    return found


def as_projects(options: Iterable[Option]) -> dict[str, Project]:
    """Return the options as the projects of core.tally, by their number as text."""
    return {
        str(o.number): Project(
            id=str(o.number), cost=o.cost_centavos, name=o.title, envelope=str(o.envelope_id)
        )
        for o in options
    }


def participation(edition: Edition, person: User) -> Participation | None:
    """Return the person's line on the roll of those who voted, or None."""
    return Participation.objects.filter(edition=edition, person=person).first()


def published_count(edition: Edition) -> Count | None:
    """Return the count whose results are public, provisional or official, or None."""
    found = edition.counts.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    return found.select_related("edition").first()


def withdrawn_counts(edition: Edition) -> list[Count]:
    """Return the counts that were public until a recount took their place, the last one first."""
    return list(edition.counts.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at"))


def newest_count(edition: Edition) -> Count | None:
    """Return the count that the office works on: the official one, else the last one; None before the first."""
    found = edition.counts.select_related("edition", "counted_by", "reviewed_by")
    return found.filter(official_at__isnull=False).first() or found.first()


def latest_run(edition: Edition) -> CountRun | None:
    """Return the last count that was asked for, done or not, or None."""
    return edition.count_runs.first()


def tie_lot(edition: Edition) -> TieLot | None:
    """Return the lot of the edition's ties, if one was committed."""
    return TieLot.objects.filter(edition=edition).first()


def latest_count(edition: Edition) -> Count | None:
    """Return the last count of the edition, published or not, or None."""
    return edition.counts.first()


def results(count: Count) -> list[OptionResult]:
    """Return the results of a count with what a page says of each, by envelope and rank. One query."""
    found = count.results.select_related(
        "option__envelope__unit",
        "option__envelope__size",
        "option__proposal__category",
        "option__proposal__site",
        "override__act",
    )
    return sorted(found, key=lambda r: (*_place(r.option.envelope), r.rank))


def _place(envelope: Envelope) -> tuple[str, int, int]:
    cap = envelope.size.cap_centavos if envelope.size else 0
    return envelope.unit.name if envelope.unit else "", -cap, envelope.pk


def winners(count_id: int) -> list[OptionResult]:
    """Return the winners of a count with their proposals, by envelope and rank. One query."""
    return list(
        OptionResult.objects.filter(count_id=count_id, outcome=Outcome.WINNER)
        .select_related("count__edition", "option__envelope", "option__proposal__category")
        .order_by("option__envelope_id", "rank")
    )


def result_of(proposal_id: int) -> OptionResult | None:
    """Return what became of a proposal in a published count, or None."""
    return (
        OptionResult.objects.filter(
            option__proposal_id=proposal_id,
            count__published_at__isnull=False,
            count__withdrawn_at__isnull=True,
        )
        .select_related("count__edition", "option")
        .first()
    )
