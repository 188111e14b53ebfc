"""Counting the envelopes of an election one after another, and sharing out what they leave.

Each envelope is decided alone, by the same rule. What goes from one to another is reported as transfers. The
winners of a first count stay winners: shared money is for the projects that have not won.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tequio.core.tally import exclusion
from tequio.core.tally.elections import Election, Envelope
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.pots import Cause, Pots, Remainder, Transfer, When, divided
from tequio.core.tally.reasons import Code, Outcome, Reason
from tequio.core.tally.rules import Selection
from tequio.core.tally.scores import Standing

Decide = Callable[[Envelope, list[Standing], Mapping[str, str]], Selection]


@dataclass(frozen=True, slots=True)
class Shared:
    """The selection of each envelope, in the order of the election, and the money that went between them."""

    selections: tuple[Selection, ...]
    transfers: tuple[Transfer, ...] = ()


@dataclass(slots=True)
class _Round:
    """What is known while the envelopes are counted."""

    decide: Decide
    standings: Mapping[str, Standing]
    exclusive: tuple[Exclusive, ...]
    excluded: Mapping[str, str]
    places: int | None
    found: dict[str, Selection]
    transfers: list[Transfer]

    def count(self, envelope: Envelope, received: int = 0) -> None:
        """Count an envelope with what it received from others."""
        mine = [s for s in self.standings.values() if s.project.envelope == envelope.id]
        selection = self.decide(_with(envelope, envelope.amount + received), mine, self.excluded)
        self.found[envelope.id] = selection
        self._exclude(selection)

    def go_on(self, envelope: Envelope, received: int) -> None:
        """Go on in an envelope already counted, for those that have not won, with what it received."""
        first = self.found[envelope.id]
        won = set(first.winners)
        rest = [
            s for s in self.standings.values() if s.project.envelope == envelope.id and s.project.id not in won
        ]
        most = self.places if envelope.winners_max is None else envelope.winners_max
        places = None if most is None else most - len(won)
        second = self.decide(replace(_with(envelope, received), winners_max=places), rest, self.excluded)
        self.found[envelope.id] = _joined(first, second)
        self._exclude(second)

    def _exclude(self, selection: Selection) -> None:
        for winner in selection.winners:
            self.excluded = exclusion.after(winner, self.exclusive, self.excluded)

    def left(self, envelope: Envelope) -> int:
        """Return what an envelope has not spent."""
        return envelope.amount - self.found[envelope.id].spent

    def note(self, envelope: Envelope, amount: int, cause: Cause) -> None:
        """Note money that an envelope gave or received."""
        if amount:
            self.transfers.append(Transfer(envelope.id, amount, cause))


def run(
    election: Election,
    *,
    pots: Pots,
    exclusive: tuple[Exclusive, ...],
    standings: Mapping[str, Standing],
    decide: Decide,
    ballots: Callable[[Envelope], int],
    places: int | None = None,
) -> Shared:
    """Count the envelopes in their order and share out what is left.

    Args:
        election: what is counted.
        pots: the order of the envelopes and what becomes of what they leave.
        exclusive: groups of projects of which only one may win, also across envelopes.
        standings: of every project.
        decide: the rule, for one envelope: its money, its standings and what cannot win any more.
        ballots: the valid ballots of an envelope.
        places: the most winners of an envelope that does not say it itself.
    """
    excluded = exclusion.from_the_start(exclusive)
    going = _Round(decide, standings, exclusive, excluded, places, {}, [])
    city = next((e for e in election.envelopes if e.id == pots.city and pots.city), None)
    zones = [envelope for envelope in election.envelopes if envelope is not city]
    if city is None or pots.when is When.WITH:
        for envelope in election.envelopes:
            going.count(envelope)
    else:
        _in_turn(going, city, zones, pots)
    if pots.remainder is not Remainder.STAYS:
        _share(going, city, zones, pots, ballots)
    return Shared(tuple(going.found[e.id] for e in election.envelopes), tuple(going.transfers))


def _in_turn(going: _Round, city: Envelope, zones: list[Envelope], pots: Pots) -> None:
    """Count the city before or after the zones; after them, with what they leave if it goes to the city."""
    if pots.when is When.BEFORE:
        going.count(city)
    for zone in zones:
        going.count(zone)
    if pots.when is When.AFTER:
        open_zones = any(_open(going.found[zone.id]) for zone in zones)
        gives = pots.remainder is Remainder.CITY and not open_zones
        going.count(city, _collected(going, city, zones) if gives else 0)
        if pots.remainder is Remainder.CITY and open_zones:
            going.found[city.id] = _waiting(going.found[city.id], everything=True)


def _share(
    going: _Round,
    city: Envelope | None,
    zones: list[Envelope],
    pots: Pots,
    ballots: Callable[[Envelope], int],
) -> None:
    """Share out what the zones left. While a tie is open in one of them, nothing is known of it: all wait."""
    to_city = pots.remainder is Remainder.CITY
    if to_city and (city is None or pots.when is When.AFTER):
        return
    receiving = [city] if to_city and city is not None else zones
    if any(_open(going.found[zone.id]) for zone in zones):
        for envelope in receiving:
            going.found[envelope.id] = _waiting(going.found[envelope.id], everything=False)
        return
    if to_city and city is not None:
        total = _collected(going, city, zones)
        parts: Sequence[int] = [total]
    else:
        weights = [ballots(zone) if pots.remainder is Remainder.VOTES else 1 for zone in zones]
        parts = divided(_pooled(going, zones), weights)
        for zone, part in zip(zones, parts, strict=True):
            going.note(zone, part, Cause.SHARE)
    for envelope, part in zip(receiving, parts, strict=True):
        own = going.left(envelope) if to_city else 0
        going.go_on(envelope, own + part)


def _pooled(going: _Round, zones: list[Envelope]) -> int:
    """Take what the zones left, and note it."""
    lefts = [going.left(zone) for zone in zones]
    for zone, left in zip(zones, lefts, strict=True):
        going.note(zone, -left, Cause.LEFT)
    return sum(lefts)


def _collected(going: _Round, city: Envelope, zones: list[Envelope]) -> int:
    total = _pooled(going, zones)
    going.note(city, total, Cause.SHARE)
    return total


def _with(envelope: Envelope, amount: int) -> Envelope:
    return replace(envelope, amount=amount)


def _open(selection: Selection) -> bool:
    return any(reason.outcome is Outcome.TIED for reason in selection.reasons.values())


def _waiting(selection: Selection, *, everything: bool) -> Selection:
    """Return a selection whose outcomes wait for a tie elsewhere: all of them, or all but the winners'."""
    sure = () if everything else tuple(selection.winners)
    reasons = {
        key: reason if key in sure or reason.code in _SETTLED else _awaiting(reason)
        for key, reason in selection.reasons.items()
    }
    return replace(selection, reasons=reasons, winners=list(sure), spent=selection.spent if sure else 0)


_SETTLED = (Code.BELOW_THRESHOLD, Code.EXCLUDED_BY, Code.WITHDRAWN, Code.TIE_TO_ASSEMBLY)


def _awaiting(reason: Reason) -> Reason:
    return replace(
        reason, code=Code.AWAITS_ASSEMBLY, remaining=None, short=None, margin=None, taken_by=(), limit=None
    )


def _joined(first: Selection, second: Selection) -> Selection:
    """Return one selection of two rounds: ranks and missing votes are those of the first."""
    reasons = dict(first.reasons)
    for key, reason in second.reasons.items():
        before = first.reasons[key]
        won = reason.outcome is Outcome.WINNER
        reasons[key] = replace(
            reason, rank=before.rank, short=None if won else before.short, margin=0 if won else None
        )
    return Selection(
        winners=first.winners + second.winners,
        spent=first.spent + second.spent,
        ties=first.ties + second.ties,
        reasons=reasons,
        details=first.details | ({"second_round": second.winners} if second.winners else {}),
    )
