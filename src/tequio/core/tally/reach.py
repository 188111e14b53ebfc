"""Where people vote, and from which envelopes a ballot chooses (docs/rules/ballots.md, BALLOT-13 to 15)."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


def lineage(place: Place, parents: Mapping[Place, Place | None]) -> list[Place]:
    """Return a territory and those that hold it, from the smallest to the largest.

    Args:
        place: the territory.
        parents: what holds each territory; None holds the largest.
    """
    found: list[Place] = []
    holder: Place | None = place
    while holder is not None and holder not in found:
        found.append(holder)
        holder = parents.get(holder)
    return found


def reach(
    place: Place | None,
    *,
    parents: Mapping[Place, Place | None],
    envelopes: Mapping[str, Place | None],
) -> frozenset[str]:
    """Return the envelopes that a ballot of a territory chooses from: its own, its holders' and the city's.

    Args:
        place: where the ballot counts; None: only where the whole city does.
        parents: what holds each territory.
        envelopes: the territory of each envelope, by its id; None: the whole city.
    """
    held = set() if place is None else set(lineage(place, parents))
    return frozenset(key for key, owner in envelopes.items() if owner is None or owner in held)


def voting_places(
    voted: Collection[Place], *, parents: Mapping[Place, Place | None], ranks: Mapping[Place, int]
) -> set[Place]:
    """Return where people say that they vote: the smallest territories that vote something.

    They are of the levels that have something to vote, and vote it themselves or as part of what holds them.

    Args:
        voted: the territories with something to vote of their own.
        parents: what holds each territory of the map.
        ranks: the level of each territory of the map.
    """
    levels = {ranks[place] for place in voted}
    found = {
        place
        for place, rank in ranks.items()
        if rank in levels and not set(lineage(place, parents)).isdisjoint(voted)
    }
    return found - {holder for place in found for holder in lineage(place, parents)[1:]}


def own_places(home: Place, places: Collection[Place], *, parents: Mapping[Place, Place | None]) -> list[Place]:
    """Return where a person may vote when each votes only where they live.

    It is the nearest territory that votes something and holds their home. Where none does, the ones inside it:
    of somebody known to live in a sector whose colonias vote, any of its colonias. None at all leaves the
    ballot of the whole city.

    Args:
        home: the territory where the person is known to live.
        places: the territories where something is voted, in the order in which they are offered.
        parents: what holds each territory; None holds the largest.
    """
    holding = next((territory for territory in lineage(home, parents) if territory in places), None)
    if holding is not None:
        return [holding]
    return [place for place in places if home in lineage(place, parents)]
