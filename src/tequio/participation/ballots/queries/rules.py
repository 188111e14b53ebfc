"""The rule of an edition as core.tally is told it."""

from fractions import Fraction

from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.lot import Lot
from tequio.core.tally.pots import Pots, Remainder, When
from tequio.core.tally.rules import Compare, Parameters
from tequio.core.tally.ties import TieRule as Ties
from tequio.participation.ballots.models import Catalogue, Option, Rivalry
from tequio.participation.ballots.queries.reads import tie_lot
from tequio.participation.ballots.types import RULE_NAMES
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import (
    Completion,
    CountingDetails,
    CountingRule,
    TieRule,
    read_details,
)
from tequio.participation.proposals import queries as proposals
from tequio.participation.proposals.models import Proposal

_TIES = {
    TieRule.ASSEMBLY: Ties.ASSEMBLY,
    TieRule.LOWER_COST: Ties.COST,
    TieRule.FIRST_SUBMITTED: Ties.FILE,  # options are numbered in the order they were submitted
    TieRule.LOT: Ties.LOT,
}
_COMPARED = frozenset({Completion.COMPARISON, Completion.ADD1_COMPARISON})


def rule_name(edition: Edition) -> str:
    """Return the rule of core.tally by which the edition is counted, its completion included."""
    return named(CountingRule(edition.rule), Completion(edition.completion))


def named(rule: CountingRule, completion: Completion) -> str:
    """Return the name in core.tally of what an edition declares."""
    return RULE_NAMES[rule, completion if rule is CountingRule.EQUAL_SHARES else Completion.NONE]


def parameters(edition: Edition, *, tie_order: tuple[str, ...] = ()) -> Parameters:
    """Return what the edition's rules tell the count. Nobody wins without a vote. At most four queries.

    Args:
        edition: whose rules.
        tie_order: option numbers in the order that the assembly gave to a tie.
    """
    details = read_details(edition.counting)
    least = 0 if edition.imported_from else 1
    return told(
        details,
        threshold=max(edition.threshold_votes, least),
        ties=TieRule(edition.tie_rule),
        completion=Completion(edition.completion),
        tie_order=tie_order,
        lot=_lot(edition),
        pots=pots(edition, details),
        exclusive=exclusive(edition),
    )


def _lot(edition: Edition) -> Lot | None:
    """Return the lot of the edition's ties, once its seed was noted. At most one query."""
    drawn = tie_lot(edition) if edition.tie_rule == TieRule.LOT else None
    return Lot(drawn.seed, drawn.sha256) if drawn and drawn.seed else None


def told(
    details: CountingDetails,
    *,
    threshold: int,
    ties: TieRule,
    completion: Completion,
    tie_order: tuple[str, ...] = (),
    lot: Lot | None = None,
    pots: Pots | None = None,
    exclusive: tuple[Exclusive, ...] = (),
) -> Parameters:
    """Return parameters of core.tally from settings of an edition, saved or not."""
    part = details.threshold_percent
    return Parameters(
        threshold=threshold,
        threshold_percent=Fraction(part) if part else None,
        rounding=details.rounding,
        exclusive=exclusive,
        lot=lot,
        pots=pots or Pots(),
        part_percent=details.part_percent,
        ties=_TIES[ties],
        tie_order=tie_order,
        utility=details.utility,
        start=details.start,
        stop=details.stop,
        increment=details.increment_centavos,
        fill=details.fill,
        compare=details.compare if completion in _COMPARED else Compare.NONE,
        min_share=details.min_share,
        blank_share=details.blank_share,
    )


def pots(edition: Edition, details: CountingDetails) -> Pots:
    """Return how the envelopes depend on each other. At most one query.

    The envelope of the whole city is the only one without a territory; readiness demands that there be one
    where the rules speak of it.
    """
    if details.city_pot is When.WITH and details.remainder is Remainder.STAYS:
        return Pots()
    city = list(edition.envelopes.filter(unit__isnull=True).values_list("pk", flat=True)[:2])
    return Pots(city=str(city[0]) if len(city) == 1 else "", when=details.city_pot, remainder=details.remainder)


def exclusive(edition: Edition) -> tuple[Exclusive, ...]:
    """Return the groups of options of which only one may win, by option number. Two queries."""
    found = rivals(edition)
    return tuple(Exclusive(tuple(str(number) for number in numbers)) for _reason, numbers in found)


def rivals(edition: Edition) -> list[tuple[str, list[int]]]:
    """Return each group of options that exclude each other, with its reason: numbers, in order. Two queries.

    Before the ballot freezes there are none: proposals have no number yet.
    """
    groups = Rivalry.objects.filter(edition=edition).prefetch_related("proposals").order_by("pk")
    numbers = dict(Option.objects.filter(edition=edition).values_list("proposal_id", "number"))
    found = [
        (group.reason, sorted(numbers[p.pk] for p in group.proposals.all() if p.pk in numbers))
        for group in groups
    ]
    return [(reason, options) for reason, options in found if len(options) > 1]


def rivalries(edition: Edition) -> list[Rivalry]:
    """Return the groups noted, with their proposals. Two queries."""
    return list(Rivalry.objects.filter(edition=edition).prefetch_related("proposals"))


def may_be_rivals(edition: Edition) -> list[Proposal]:
    """Return the proposals that may be on the ballot, by folio, with their place."""
    return list(proposals.feasible(edition).order_by("folio"))


def is_frozen(edition: Edition) -> bool:
    """Return whether the ballot is frozen. One query."""
    return Catalogue.objects.filter(edition=edition).exists()
