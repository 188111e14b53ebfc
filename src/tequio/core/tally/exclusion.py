"""Projects that exclude each other: the same place, the same work, or twins in two envelopes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Projects of which only one may win: the best placed or, where the authority decided so, ``kept``.

    With ``kept``, the others cannot win, whatever becomes of the one that is kept, which goes before any other
    that is level with it.
    """

    projects: tuple[str, ...]
    kept: str = ""


def from_the_start(groups: Iterable[Exclusive]) -> dict[str, str]:
    """Return the projects that cannot win from the start, each with the one that is kept instead."""
    return {key: group.kept for group in groups if group.kept for key in group.projects if key != group.kept}


def after(winner: str, groups: Iterable[Exclusive], excluded: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is excluded once a project has won: each with the first winner that excludes it."""
    mine = [group for group in groups if winner in group.projects]
    if not mine:
        return excluded
    added = {key: winner for group in mine for key in group.projects if key != winner}
    return added | dict(excluded)


def clash(ids: Iterable[str], groups: Iterable[Exclusive]) -> bool:
    """Return whether some of these projects exclude each other."""
    given = set(ids)
    return any(len(given.intersection(group.projects)) > 1 for group in groups)


def parsed(text: str) -> tuple[Exclusive, ...]:
    """Return the groups written as ``a,b|c,d*``: groups apart by ``|``, ``*`` after the one that is kept."""
    found = []
    for part in filter(None, (part.strip() for part in text.split("|"))):
        marked = [key.strip() for key in part.split(",") if key.strip()]
        kept = next((key.removesuffix("*") for key in marked if key.endswith("*")), "")
        found.append(Exclusive(tuple(key.removesuffix("*") for key in marked), kept))
    return tuple(found)


def written(groups: Iterable[Exclusive]) -> str:
    """Return the groups as ``parsed`` reads them."""
    return "|".join(
        ",".join(f"{key}*" if key == group.kept else key for key in group.projects) for group in groups
    )
